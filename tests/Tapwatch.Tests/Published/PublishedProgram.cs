// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Text;

namespace Tapwatch.Tests.Published;

/// <summary>
/// The program as it was published. Where TAPWATCH_PROGRAM names it, tests of the command line ask it instead of the code in this process:
/// native code is compiled by another compiler, with the framework's code that goes with it.
/// </summary>
static class PublishedProgram
{
    /// <summary>Its path, or null when the code in this process is tested.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("TAPWATCH_PROGRAM") is { Length: > 0 } path ? System.IO.Path.GetFullPath(path) : null;

    /// <summary>One run without standard input: exit code, output and messages, lines ended by LF.</summary>
    public static (int Code, string Output, string Error) Run(string program, IEnumerable<string> args)
    {
        var start = new ProcessStartInfo(program, args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(TimeSpan.FromSeconds(60)))
        {
            process.Kill();
            Assert.Fail($"{program} {string.Join(' ', args)} does not end");
        }

        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
