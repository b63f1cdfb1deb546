// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.Sources;

/// <summary>
/// Tells whether this process was started without a standard input (<c>&lt;&amp;-</c>). Its number is then given to something the runtime opens,
/// a pipe to itself or the system's random numbers, and reading it would never end.
/// </summary>
static class StandardInput
{
    // open(2), on Linux for every processor .NET runs on.
    const int CloseOnExec = 0x80000;

    public static bool IsClosed()
    {
        if (!OperatingSystem.IsLinux() || !Directory.Exists("/proc/self/fd"))
        {
            return false;
        }

        try
        {
            return !File.Exists("/proc/self/fdinfo/0") || (Flags() & CloseOnExec) != 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // What would have been closed when this program took the process over cannot be from before. proc(5): "flags" in octal.
    static long Flags()
    {
        var line = File.ReadLines("/proc/self/fdinfo/0").FirstOrDefault(static l => l.StartsWith("flags:", StringComparison.Ordinal));
        return line is null ? 0 : Octal(line.AsSpan("flags:".Length).Trim());
    }

    static long Octal(ReadOnlySpan<char> digits)
    {
        var value = 0L;
        foreach (var digit in digits)
        {
            value = (value << 3) | (uint)(digit - '0' & 7);
        }

        return value;
    }
}
