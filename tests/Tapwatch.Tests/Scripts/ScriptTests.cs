// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Tapwatch.Engine;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Optimizer;
using Tapwatch.Plan.Printing;

namespace Tapwatch.Tests.Scripts;

/// <summary>
/// Runs every script below <c>tests/scripts</c>. Each case runs as written, unoptimised, with batches of one row, and without prefilter: always the same rows.
/// With TAPWATCH_BLESS=1 what is found becomes what is expected.
/// </summary>
public class ScriptTests
{
    // Each language: its vendor in the catalog, and its front end.
    static readonly Dictionary<string, (string Vendor, Func<SourceText, BindContext, Query> Translate)> _languages = new()
    {
        ["kql"] = ("sentinel", Tapwatch.Languages.Kql.KqlLanguage.Translate),
        ["cql"] = ("logscale", Tapwatch.Languages.Cql.CqlLanguage.Translate),
        ["aql"] = ("qradar", Tapwatch.Languages.Aql.AqlLanguage.Translate),
    };

    static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", "scripts"));

    public static TheoryData<string> Cases => [.. Scripts().SelectMany(static s => s).Where(static c => _languages.ContainsKey(c.Language)).Select(static c => c.ToString())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_script_gives_the_rows_it_says(string id)
    {
        var @case = Scripts().SelectMany(static s => s).FirstOrDefault(c => c.ToString() == id);
        Assert.SkipWhen(@case is null, "an earlier blessing moved the lines; run again");
        var actual = Run(@case!);
        var expected = @case!.Expectation == ScriptExpectation.Table ? @case.Expected.Select(ScriptTables.Plain).ToList() : [.. @case.Expected];
        if (@case.Skip is not null)
        {
            Assert.False(expected.SequenceEqual(actual), $"{id} holds now; take its skip line away");
            Assert.Skip(@case.Skip);
        }

        if (Environment.GetEnvironmentVariable("TAPWATCH_BLESS") == "1" && !@case.IsFollower && !expected.SequenceEqual(actual))
        {
            Bless(@case, actual);
            return;
        }

        Assert.Equal(string.Join('\n', expected), string.Join('\n', actual));
    }

    static List<string> Run(ScriptCase @case)
    {
        var (vendor, translate) = _languages[@case.Language];
        var catalog = new ViewCatalog();
        foreach (var table in @case.Tables)
        {
            catalog.Add(ScriptTables.View(vendor, table));
        }

        var query = translate(new SourceText("query", @case.Query), new BindContext(catalog));
        var messages = query.Diagnostics.SelectMany(static d => DiagnosticRenderer.Render(d).Split('\n')).Select(static l => l.TrimEnd()).ToList();
        if (@case.Expectation == ScriptExpectation.Error || query.Root is null)
        {
            return messages;
        }

        var optimized = PlanOptimizer.Optimize(query.Root);
        if (@case.Expectation == ScriptExpectation.Plan)
        {
            return [.. PlanPrinter.Print(optimized).TrimEnd('\n').Split('\n')];
        }

        var options = new EngineOptions { Now = @case.Now, Threads = 1 };
        var rows = Rows(optimized, options);
        var shown = @case.IsShared ? [string.Join(" | ", rows[0].Split(" | ").Select(static c => c[..Math.Max(0, c.LastIndexOf(':'))])), .. rows.Skip(1)] : rows;
        Assert.Equal(rows, Rows(query.Root, options));
        Assert.Equal(rows, Rows(optimized, options with { BatchSize = 1 }));
        Assert.Equal(rows, Rows(optimized, options with { UsePrefilter = false }));
        return shown;
    }

    static List<string> Rows(PlanNode plan, EngineOptions options)
    {
        List<string>? rows = null;
        var summary = PlanRunner.Run(
            [new PlanOutput(plan, (columns, batch) =>
            {
                rows ??= ScriptTables.Header(columns);
                for (var row = 0; row < batch.Count; row++)
                {
                    rows.Add(ScriptTables.Row(batch, row));
                }
            })],
            options,
            TestContext.Current.CancellationToken);
        return summary.Failures is [var failure, ..] ? ["refused: " + failure.Reason] : rows ?? ScriptTables.Header(plan.Columns);
    }

    static void Bless(ScriptCase @case, List<string> actual)
    {
        var path = Path.Combine(Root, @case.File);
        var lines = File.ReadAllLines(path).ToList();
        var (from, to) = @case.ExpectedLines;
        if (ScriptReader.Read(@case.File, [.. lines]).All(c => c.Line != @case.Line))
        {
            // An earlier blessing moved the lines; the next run does this one.
            return;
        }

        lines.RemoveRange(from, to - from);
        lines.InsertRange(from, actual);
        File.WriteAllLines(path, lines);
    }

    internal static IEnumerable<IReadOnlyList<ScriptCase>> Scripts() => !Directory.Exists(Root)
        ? []
        : Directory.EnumerateFiles(Root, "*.test", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(static f => ScriptReader.Read(Path.GetRelativePath(Root, f).Replace('\\', '/'), File.ReadAllLines(f)));

    static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
