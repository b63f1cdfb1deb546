// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.Json;
using Tapwatch.Languages.Cql.Parsing;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Tests.Languages.Cql;

/// <summary>
/// Recorded cases, when the folder of shared material is given: examples of the vendor's documents with their tables, trees of another parser, rules the documents
/// state, translations of Sigma rules. Each kind is counted; what cannot be believed stands with its reason in <c>cql-conformance-skips.txt</c>.
/// </summary>
public class CqlConformanceTests(ITestOutputHelper output)
{
    readonly StringBuilder _report = new();

    [Fact]
    public void Recorded_cases_hold()
    {
        var skips = CqlSkips.Read();
        var kinds = new SortedDictionary<string, (int Right, int All, int Skipped)>(StringComparer.Ordinal);
        var now = new List<string>();
        foreach (var line in File.ReadLines(SharedMaterial.File("conformance/cql/cases.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            var @case = document.RootElement;
            var (id, kind) = (@case.GetProperty("id").GetString()!, Kind(@case));
            var problem = Judge(kind, id, @case);
            var count = kinds.GetValueOrDefault(kind);
            if (skips.TryGetValue(id, out var reason))
            {
                if (problem is null)
                {
                    now.Add(id);
                }

                kinds[kind] = count with { Skipped = count.Skipped + 1 };
                _report.Append(CultureInfo.InvariantCulture, $"skipped {kind} {id}: {reason} ({problem})\n");
                continue;
            }

            kinds[kind] = count with { Right = count.Right + (problem is null ? 1 : 0), All = count.All + 1 };
            if (problem is not null)
            {
                _report.Append(CultureInfo.InvariantCulture, $"{kind} {id}: {problem}\n    {@case.GetProperty("query").GetString()!.Replace("\n", "\n    ", StringComparison.Ordinal)}\n");
            }
        }

        var summary = string.Join("; ", kinds.Select(static k => $"{k.Key} {k.Value.Right} of {k.Value.All}{(k.Value.Skipped > 0 ? $" ({k.Value.Skipped} skipped)" : "")}"));
        output.WriteLine(summary);
        TestContext.Current.SendDiagnosticMessage(summary);
        if (Environment.GetEnvironmentVariable("TAPWATCH_REPORT") is { Length: > 0 } path)
        {
            File.WriteAllText(Path.Combine(path, "cql-conformance.txt"), summary + "\n\n" + _report);
        }

        Assert.True(now.Count == 0, $"these hold now; take them off the list of skips: {string.Join(", ", now)}");
        Assert.All(kinds, static k => Assert.True(k.Value.Right >= k.Value.All * 0.95, $"{k.Key}: {k.Value.Right} of {k.Value.All}"));
    }

    // An example without input stands by itself when the query brings its own; else it can only be parsed and bound.
    static string Kind(JsonElement @case) => @case.GetProperty("kind").GetString()! switch
    {
        "query+input+output" when !@case.GetProperty("input").GetRawText().Contains("\"...\"", StringComparison.Ordinal) => "tables",
        "query+output" when StandsAlone(@case.GetProperty("query").GetString()!) => "tables",
        "parse-tree" => "trees",
        var kind when kind.StartsWith("spec:", StringComparison.Ordinal) => "rules",
        "sigma->cql" => "translations",
        _ => "queries",
    };

    static bool StandsAlone(string query) =>
        query.Contains("createEvents", StringComparison.Ordinal) || System.Text.RegularExpressions.Regex.IsMatch(query, @"^\w+ := (\d|"")");

    static string? Judge(string kind, string id, JsonElement @case)
    {
        var query = @case.GetProperty("query").GetString()!;
        return kind switch
        {
            "tables" => CqlTables.Judge(query, @case.GetProperty("input"), @case.GetProperty("expected")),
            "trees" => CqlShapes.Judge(query, @case.GetProperty("expected").GetString()!),
            "rules" => CqlRules.Judge(id, query),
            _ => Runs(query),
        };
    }

    // Parses, and is not refused for anything but data that is not at hand.
    static string? Runs(string query)
    {
        var bag = new DiagnosticBag(new SourceText("query", query));
        CqlParser.Parse(bag.Source, bag);
        var error = bag.ToList().Concat(CqlRows.Translate(query).Diagnostics).FirstOrDefault(static d => d.IsError);
        return error is null ? null : $"{error.Code} {error.Message}";
    }
}
