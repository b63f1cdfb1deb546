// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Tapwatch.Bench.Rounds;

/// <summary>Runs a command of the shell as a whole process and says what it cost.</summary>
static partial class MeasuredProcess
{
    const int Children = -1;

    public static Measurement Run(string command, string outputPath)
    {
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"{{ {command}\n}} > '{outputPath}' 2> '{outputPath}.err' < /dev/null");
        var before = ProcessorSeconds();
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var peak = 0L;
        using (var watch = new Timer(_ => peak = Math.Max(peak, PeakBelow(process.Id)), null, 5, 10))
        {
            process.WaitForExit();
        }

        var wall = clock.Elapsed.TotalSeconds;
        return new(wall, ProcessorSeconds() - before, peak, process.ExitCode);
    }

    /// <summary>The highest resident memory so far of the largest among a process and what it has started.</summary>
    static long PeakBelow(int id)
    {
        var peak = 0L;
        try
        {
            foreach (var line in File.ReadLines($"/proc/{id}/status"))
            {
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                {
                    peak = 1024 * long.Parse(line.AsSpan(6, line.Length - 8).Trim(), CultureInfo.InvariantCulture);
                }
            }

            foreach (var child in File.ReadAllText($"/proc/{id}/task/{id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                peak = Math.Max(peak, PeakBelow(int.Parse(child, CultureInfo.InvariantCulture)));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentOutOfRangeException)
        {
            // It has ended meanwhile, or this system has no such files.
        }

        return peak;
    }

    static double ProcessorSeconds()
    {
        if (!OperatingSystem.IsLinux() || GetUsage(Children, out var usage) != 0)
        {
            return double.NaN;
        }

        return usage.UserSeconds + usage.SystemSeconds + ((usage.UserMicroseconds + usage.SystemMicroseconds) / 1e6);
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, out Usage usage);

    /// <summary><c>struct rusage</c> of 64-bit Linux: two times, then fourteen counters that are not read.</summary>
    [StructLayout(LayoutKind.Sequential)]
    struct Usage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
        public Counters Rest;
    }

    [System.Runtime.CompilerServices.InlineArray(14)]
    struct Counters
    {
        long _first;
    }
}
