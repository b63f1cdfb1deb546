// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Engine.Scan;

/// <summary>All that a file gives: records of every kind, where they stand, and the report.</summary>
static class Everything
{
    public static List<string> In(string file, ReadOptions options, int threads) => In([InputSource.File(file)], options, threads);

    public static List<string> In(IReadOnlyList<InputSource> sources, ReadOptions options, int threads)
    {
        var report = new InputReport();
        var text = Run(sources, report, options, threads);
        text.Add($"{report.BytesRead} bytes, {report.ProblemCount} problems, {report.UnrecognisedCount} unrecognised");
        text.AddRange(report.Records.Select(static r => $"{r.Key.Name} {r.Value}"));
        text.AddRange(report.Problems.Select(static p => p.ToString()));
        text.AddRange(report.Unrecognised.Select(static u => $"{u.Source} {u.What} {u.Count} {string.Join(" | ", u.First)}"));
        return text;
    }

    /// <summary>All records by kind.</summary>
    public static List<string> Run(IReadOnlyList<InputSource> sources, InputReport report, ReadOptions options, int threads)
    {
        var inputs = new ScanInputs { Logs = sources, Report = report, Options = options with { Reference = new DateTime(2026, 11, 21, 0, 0, 0, DateTimeKind.Utc) } };
        var text = new List<string>();
        var plans = RecordKind.All.Select(kind =>
        {
            var rows = new List<string>();
            return (Output: new PlanOutput(new RecordScan(kind, [.. new[] { OriginFields.Position, OriginFields.Line, OriginFields.Raw }.Select(static f => new ScanField(new PlanColumn(f, ScalarType.String), new FieldRequest(f, FieldForm.Text)))], kind.Name), (_, batch) => PlanRows.Add(batch, rows)), Rows: rows);
        }).ToList();
        var summary = PlanRunner.Run([.. plans.Select(static p => p.Output)], inputs, PlanRows.Options with { Threads = threads }, TestContext.Current.CancellationToken);
        Assert.Empty(summary.Failures);
        foreach (var (output, rows) in plans)
        {
            text.Add(((RecordScan)output.Plan).Kind.Name);
            text.AddRange(rows);
        }

        return text;
    }
}
