// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Tapwatch.Tests.Published;

namespace Tapwatch.Tests.Cli;

/// <summary>A process without standard input does not wait for it. Only a process of its own can show this.</summary>
public class ClosedInputTests
{
    [Theory]
    [InlineData("scan - --strict-input", 3, "-: standard input is closed")]
    [InlineData("scan -", 0, "-: standard input is closed")]
    [InlineData("query -l kql --file -", 2, "tapwatch: standard input, where the query shall come from, is closed")]
    [InlineData("scan /dev/zero --strict-input", 3, "/dev/zero: a character device, which has no end to read up to")]
    public async Task It_is_a_problem_not_a_wait(string arguments, int code, string message)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs sh and /proc");
        var program = PublishedProgram.Path is { } published ? $"'{published}'" : $"dotnet '{Path.Combine(AppContext.BaseDirectory, "tapwatch.dll")}'";
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"exec {program} {arguments} <&-"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            var error = await process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            Assert.Contains(message, error, StringComparison.Ordinal);
            Assert.Equal(code, process.ExitCode);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
