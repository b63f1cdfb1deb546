// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections;
using Tapwatch.Detections.Outputs;
using Tapwatch.Detections.Rules;
using Tapwatch.Records;

namespace Tapwatch.Cli.Rendering;

/// <summary>What a scan says at its end, beside the findings.</summary>
static class ScanSummary
{
    const string Blanks = "         ";

    // By their names.
    static readonly RecordKind[] _kinds = [.. RecordKind.All, RecordKind.Row];

    /// <summary>What was not as it should be: always said.</summary>
    public static void WriteProblems(ScanResult result, InputReport report, TextWriter output)
    {
        InputOutput.Write(report, output);

        // No findings in no records is no all-clear.
        if (report.RecordCount == 0)
        {
            output.WriteLine("warning: no log record was read, so there was nothing to find anything in");
        }

        foreach (var disagreement in result.Disagreements)
        {
            output.WriteLine("warning: " + SafeText.ForTerminal(disagreement.ToString()));
        }
    }

    /// <summary>What was done.</summary>
    public static void Write(ScanResult result, InputReport report, int shown, TextWriter output)
    {
        output.WriteLine($"scanned {Words.Count(report.FilesRead, "file")}, {Words.Bytes(report.BytesRead)}, {Words.Count(report.RecordCount, "record")} in {Words.Duration(result.Elapsed)}");
        foreach (var kind in _kinds)
        {
            if (report.RecordsOf(kind) is var records and > 0)
            {
                var count = Words.Number(records);
                output.WriteLine($"  {Blanks[Math.Min(count.Length, Blanks.Length)..]}{count}  {kind.Title}");
            }
        }

        var failed = result.FailedRules > 0 ? $", {Words.Count(result.FailedRules, "query", "queries")} could not be evaluated" : "";
        output.WriteLine($"ran {Words.Count(result.Detections, "detection")} in {Words.Count(result.Rules, "query", "queries")}{failed}");
        var severities = new List<string>();
        for (var level = Severity.Words.Count; level >= 0; level--)
        {
            if (result.Findings.Count(f => f.Severity.Level == level) is var count and > 0)
            {
                severities.Add($"{count} {new Severity(level, "").Name}");
            }
        }

        var hidden = shown < result.Findings.Count ? $", {shown} shown" : "";
        output.WriteLine(Words.Count(result.Findings.Count, "finding") + (result.Findings.Count > 0 ? $": {string.Join(", ", severities)}{hidden}" : ""));
    }
}
