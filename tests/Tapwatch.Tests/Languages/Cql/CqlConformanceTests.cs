// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Tapwatch.Engine;
using Tapwatch.Languages.Cql;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Optimizer;
using Tapwatch.Tests.Engine;

namespace Tapwatch.Tests.Languages.Cql;

/// <summary>Recorded cases: what parses, what runs, and which rows come out where input and output are both complete.</summary>
public class CqlConformanceTests(ITestOutputHelper output)
{
    [Fact]
    public void Counts_the_cases_that_hold()
    {
        var parsed = (Good: 0, All: 0);
        var refused = (Good: 0, All: 0);
        var rows = (Good: 0, All: 0);
        foreach (var line in File.ReadLines(SharedMaterial.File("conformance/cql/cases.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            var (id, kind) = (document.RootElement.GetProperty("id").GetString()!, document.RootElement.GetProperty("kind").GetString()!);
            var query = document.RootElement.GetProperty("query").GetString()!;
            if (kind == "spec:error")
            {
                var isRefused = !CqlRows.Translate(query).Succeeded;
                refused = (refused.Good + (isRefused ? 1 : 0), refused.All + 1);
                Tell(id, isRefused ? null : "is accepted");
                continue;
            }

            var bag = new DiagnosticBag(new SourceText("query", query));
            Tapwatch.Languages.Cql.Parsing.CqlParser.Parse(bag.Source, bag);
            parsed = (parsed.Good + (bag.HasErrors ? 0 : 1), parsed.All + 1);
            Tell(id, bag.HasErrors ? "does not parse: " + bag.ToList().First(static d => d.IsError).Message : null);
            if (Table(document.RootElement, "input") is { } input && Table(document.RootElement, "expected") is { } expected)
            {
                var problem = Run(query, input, expected);
                rows = (rows.Good + (problem is null ? 1 : 0), rows.All + 1);
                Tell(id, problem);
            }
        }

        output.WriteLine($"parsed {parsed.Good} of {parsed.All}; refused {refused.Good} of {refused.All}; rows {rows.Good} of {rows.All}");
        Assert.True(parsed.Good >= parsed.All * 0.95);
    }

    void Tell(string id, string? problem)
    {
        if (problem is not null)
        {
            output.WriteLine($"{id}: {problem}");
        }
    }

    static (string[] Columns, string?[][] Rows)? Table(JsonElement @case, string name) =>
        @case.GetProperty(name) is { ValueKind: JsonValueKind.Object } table && table.TryGetProperty("columns", out var columns) && !table.GetProperty("truncated").GetBoolean()
            ? ([.. columns.EnumerateArray().Select(static c => c.GetString()!)], [.. table.GetProperty("rows").EnumerateArray().Select(static r => r.EnumerateArray().Select(static v => v.GetString()).ToArray())])
            : null;

    static string? Run(string query, (string[] Columns, string?[][] Rows) input, (string[] Columns, string?[][] Rows) expected)
    {
        var events = input.Rows.Select(r => JsonSerializer.Serialize(r.Take(input.Columns.Length).Select((v, i) => (input.Columns[i], v)).Where(static p => !string.IsNullOrEmpty(p.v)).DistinctBy(static p => p.Item1).ToDictionary(static p => p.Item1, static p => p.v)));
        var source = $"createEvents([{string.Join(", ", events.Select(CqlRows.Quote))}]) | parseJson() | drop([@rawstring]) | ";
        var translated = CqlLanguage.Translate(new SourceText("query", source + query), new BindContext(new ViewCatalog()));
        if (translated.Root is null)
        {
            return translated.Diagnostics.First(static d => d.IsError).Message;
        }

        var actual = new List<string>();
        PlanRunner.Run(
            [new PlanOutput(PlanOptimizer.Optimize(translated.Root), (columns, batch) =>
            {
                var order = expected.Columns.Select(e => columns.ToList().FindIndex(c => c.Name == e)).ToArray();
                for (var row = 0; row < batch.Count; row++)
                {
                    actual.Add(string.Join(" | ", order.Select(o => o < 0 ? "" : PlanRows.Show(batch.Columns[o], row).Replace("∅", "", StringComparison.Ordinal))));
                }
            })],
            PlanRows.Options,
            TestContext.Current.CancellationToken);
        var wanted = expected.Rows.Select(static r => string.Join(" | ", r)).Order(StringComparer.Ordinal).ToList();
        return wanted.SequenceEqual(actual.Order(StringComparer.Ordinal)) ? null : $"gives {string.Join("; ", actual.Take(4))} instead of {string.Join("; ", wanted.Take(4))}";
    }
}
