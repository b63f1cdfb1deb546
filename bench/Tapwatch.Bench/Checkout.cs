// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;

namespace Tapwatch.Bench;

/// <summary>The checkout that is measured.</summary>
static class Checkout
{
    /// <summary>The folder <c>bench</c>.</summary>
    public static string Bench => Path.Combine(Root, "bench");

    static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tapwatch.slnx")))
            {
                folder = folder.Parent;
            }

            return folder?.FullName ?? throw new InvalidOperationException("the bench runs from a checkout of the project");
        }
    }

    /// <summary>The program to measure: the one given, or this checkout's, published as a user would.</summary>
    public static string Program(string? given)
    {
        if (given is not null)
        {
            return Path.GetFullPath(given);
        }

        var folder = Path.Combine(Root, "artifacts", "bench", "tapwatch");
        Console.Error.WriteLine($"publishing to {folder}");
        using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", "-c", "Release", Path.Combine(Root, "src", "Tapwatch.Cli"), "-o", folder, "-v", "quiet", "--nologo"]) { RedirectStandardOutput = true })!;
        var said = publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        return publish.ExitCode == 0 ? Path.Combine(folder, "tapwatch") : throw new InvalidOperationException(said);
    }

    public static void Write(string? path, string report)
    {
        Console.WriteLine(report);
        if (path is not null)
        {
            File.WriteAllText(path, report.ReplaceLineEndings("\n"));
        }
    }
}
