// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Tapwatch.Bench;

/// <summary>The file a run leaves: when, on what machine, of which commit, then its tables.</summary>
static class Report
{
    public static string Heading(string title, string settings, string? program = null)
    {
        var version = program is null ? "" : Output(program, "--version");
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {title}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC · commit {Output("git", "rev-parse --short HEAD")} · {(version.Contains("native", StringComparison.Ordinal) ? $"tapwatch {version[..version.LastIndexOf('.')]}" : RuntimeInformation.FrameworkDescription)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{Processor()}, {Environment.ProcessorCount} processors · {RuntimeInformation.OSDescription} · load {Load()} at the start\n\n{settings}\n\n");
        return text.ToString();
    }

    static string Processor()
    {
        try
        {
            return File.ReadLines("/proc/cpuinfo").FirstOrDefault(static l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
        }
        catch (IOException)
        {
            return RuntimeInformation.ProcessArchitecture.ToString();
        }
    }

    static string Load()
    {
        try
        {
            return File.ReadAllText("/proc/loadavg").Split(' ')[0];
        }
        catch (IOException)
        {
            return "not known";
        }
    }

    public static string Output(string program, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var text = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return text;
    }
}
