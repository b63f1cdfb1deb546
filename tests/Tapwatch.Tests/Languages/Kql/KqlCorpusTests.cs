// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql;
using Tapwatch.Languages.Kql.Parsing;
using Tapwatch.Languages.Kql.Printing;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Tests.Languages.Kql;

/// <summary>Queries from the field, when the folder of shared material is given.</summary>
public class KqlCorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void Field_queries_parse()
    {
        var failures = new List<string>();
        var total = 0;
        foreach (var (id, query) in SharedMaterial.Corpus("kql"))
        {
            total++;
            var diagnostics = new DiagnosticBag(new SourceText(id, query));
            KqlParser.Parse(diagnostics);
            if (diagnostics.HasErrors)
            {
                failures.Add(DiagnosticRenderer.Render(diagnostics.ToList()[0]));
            }
        }

        failures.ForEach(output.WriteLine);
        output.WriteLine($"{total - failures.Count} of {total} parse");
        Assert.True(failures.Count <= total * 0.02, $"{failures.Count} of {total} do not parse");
    }

    [Fact]
    public void What_is_printed_parses_to_the_same_tree()
    {
        var failures = new List<string>();
        foreach (var (id, query) in SharedMaterial.Corpus("kql"))
        {
            var first = Parse(id, query, out var errors);
            if (errors)
            {
                continue;
            }

            var printed = KqlPrinter.Print(first);
            var second = Parse(id, printed, out errors);
            if (errors || TreeText.Of(first) != TreeText.Of(second))
            {
                failures.Add($"{id}: {printed}");
            }
        }

        failures.Take(5).ToList().ForEach(output.WriteLine);
        Assert.Empty(failures.Select(static f => f[..Math.Min(f.Length, 80)]));
    }

    [Fact]
    public void Field_queries_bind_over_empty_tables()
    {
        var catalog = SharedMaterial.SentinelTables();
        var reasons = new Dictionary<string, int>(StringComparer.Ordinal);
        var report = new System.Text.StringBuilder();
        var (bound, wrong, total) = (0, 0, 0);
        foreach (var (id, query) in SharedMaterial.Corpus("kql"))
        {
            total++;
            var result = KqlLanguage.Translate(new SourceText(id, query), new BindContext(catalog));
            if (result.Root is not null)
            {
                bound++;
                continue;
            }

            var error = result.Diagnostics.FirstOrDefault(static d => d.IsError && d.Kind == DiagnosticKind.NotSupported) ?? result.Diagnostics.First(static d => d.IsError);
            wrong += error.Kind == DiagnosticKind.Wrong ? 1 : 0;
            var reason = $"{error.Code} {error.Message}";
            reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
            report.Append(DiagnosticRenderer.Render(error)).Append('\n');
        }

        var summary = $"{bound} of {total} bind, {wrong} are called wrong, {total - bound - wrong} not supported";
        output.WriteLine(summary);
        if (Environment.GetEnvironmentVariable("TAPWATCH_REPORT") is { Length: > 0 } path)
        {
            File.WriteAllText(Path.Combine(path, "kql-binding.txt"), summary + "\n" + string.Join('\n', reasons.OrderByDescending(static r => r.Value).Select(static r => $"{r.Value,5} {r.Key}")) + "\n\n" + report);
        }

        Assert.True(bound >= total * 0.7, summary);
    }

    static KqlBody Parse(string id, string query, out bool errors)
    {
        var diagnostics = new DiagnosticBag(new SourceText(id, query));
        var body = KqlParser.Parse(diagnostics);
        errors = diagnostics.HasErrors;
        return body;
    }
}
