// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Text.Json;
using Tapwatch.Cli;
using Tapwatch.Tests.Published;

namespace Tapwatch.Tests.Acceptance;

/// <summary>Runs the program as a user would, inside this process or as it was published.</summary>
static class TheProgram
{
    /// <summary>Telemetry of the four simulations: AWS session creation, Azure vTAP, GCP packet mirroring, Cisco SPAN.</summary>
    public static string FourSimulations => Path.Combine(Folder(), "FourSimulations");

    /// <summary>The shared material, or null in a plain checkout.</summary>
    public static string? Shared => Environment.GetEnvironmentVariable("TAPWATCH_SHARED") is { Length: > 0 } folder && Directory.Exists(folder) ? folder : null;

    public static (int Code, string Output, string Error) Run(params string[] args)
    {
        if (PublishedProgram.Path is { } program)
        {
            return PublishedProgram.Run(program, args);
        }

        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = Application.Run(args, output, error, TextReader.Null, TimeProvider.System, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>The findings of a scan as (detection, source file, position of the record), one entry per record of evidence.</summary>
    public static IReadOnlyList<(string Detection, string File, long Position, string Outcome)> Evidence(params string[] args)
    {
        var run = Run(["scan", .. args, "-f", "json"]);
        Assert.Equal(0, run.Code);
        using var document = JsonDocument.Parse(run.Output);
        return
        [
            .. from finding in document.RootElement.EnumerateArray()
               let detection = finding.GetProperty("finding_info").GetProperty("analytic").GetProperty("uid").GetString()!
               let outcome = finding.GetProperty("unmapped").TryGetProperty("outcome", out var o) ? o.GetString()! : ""
               from evidence in finding.GetProperty("evidences").EnumerateArray()
               let data = evidence.GetProperty("data")
               select (detection, Path.GetFileName(data.GetProperty("source").GetString()!), data.GetProperty("position").GetInt64(), outcome),
        ];
    }

    /// <summary>The rows of a query by column name, as text.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string language, string file, params string[] args)
    {
        var run = Run(["query", "-l", language, "--file", file, "-f", "json", .. args]);
        Assert.True(run.Code == 0, run.Error);
        using var document = JsonDocument.Parse(run.Output);
        var columns = document.RootElement.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("name").GetString()!).ToArray();
        return
        [
            .. document.RootElement.GetProperty("rows").EnumerateArray().Select(row =>
                columns.Zip(row.EnumerateArray(), (c, v) => (c, v.ToString())).ToDictionary(p => p.c, p => p.Item2, StringComparer.Ordinal)),
        ];
    }

    static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
