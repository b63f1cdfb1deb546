// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Detections.Running;
using Tapwatch.Languages.Kql;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Languages.Kql;

/// <summary>Verdict and result columns of field queries against what the vendor's own binder says, given the same tables.</summary>
public class KqlReferenceTests(ITestOutputHelper output)
{
    [Fact]
    public void Verdict_and_columns_are_those_of_the_reference()
    {
        var catalog = SharedMaterial.SentinelTables();
        Compare("kql-reference.txt", "Kql/kql-reference.skip", new BindContext(catalog) { Strict = true }, [.. SharedMaterial.Corpus("kql")], 0.98);
    }

    [Fact]
    public void The_tables_built_in_are_those_of_the_reference()
    {
        var (catalog, problems) = Views.Load([]);
        Assert.Empty(problems);
        Compare("kql-reference-built-in.txt", "Kql/kql-reference-built-in.skip", new BindContext(catalog), [.. SharedMaterial.Corpus("kql")], 0.97);
    }

    [Fact]
    public void Expressions_are_named_and_typed_as_the_reference_does()
    {
        const string columns = "datatable(a:int, b:long, c:real, d:dynamic, e:timespan, f:bool, g:string, h:datetime, i:guid, j:decimal)[]";
        var queries = new List<(string Id, string Query)>();
        var aggregate = false;
        foreach (var line in File.ReadLines(SkipList.PathOf("Kql/kql-expressions.txt")).Where(static l => l.Length > 0 && l[0] != '#'))
        {
            if (line is "scalar" or "aggregate")
            {
                aggregate = line == "aggregate";
                continue;
            }

            queries.Add((line, aggregate ? $"{columns} | summarize {line} by i" : $"{columns} | project {line}"));
            queries.Add(($"x = {line}", aggregate ? $"{columns} | summarize x = {line}" : $"{columns} | extend x = {line} | project x"));
        }

        Compare("kql-reference-expressions.txt", "Kql/kql-expressions.skip", new BindContext(new ViewCatalog()) { Strict = true }, queries, 0.95);
    }

    void Compare(string reportName, string skips, BindContext context, IReadOnlyList<(string Id, string Query)> queries, double least)
    {
        var answers = KqlReference.Ask(queries, TestContext.Current.CancellationToken);
        var skip = SkipList.Read(skips);
        var reasons = new Dictionary<string, int>(StringComparer.Ordinal);
        var report = new StringBuilder();
        var (right, total) = (0, 0);
        foreach (var (id, text) in queries.Where(q => answers.ContainsKey(q.Id)))
        {
            var query = KqlLanguage.Translate(new SourceText(id, text), context);
            var verdict = Judge(query, answers[id]);
            if (skip.Reason(id) is not null)
            {
                if (verdict is null)
                {
                    skip.WasRight(id);
                }

                continue;
            }

            total++;
            if (verdict is null)
            {
                right++;
                continue;
            }

            var reason = verdict.Split('\n')[0];
            reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
            report.Append($"==== {id} {verdict}\n{text}\n");
        }

        var summary = $"{right} of {total} as the reference says, {skip.Count} left out";
        output.WriteLine(summary);
        TestContext.Current.SendDiagnosticMessage(summary);
        if (Environment.GetEnvironmentVariable("TAPWATCH_REPORT") is { Length: > 0 } path)
        {
            File.WriteAllText(Path.Combine(path, reportName), summary + "\n" + string.Join('\n', reasons.OrderByDescending(static r => r.Value).Select(static r => $"{r.Value,5} {r.Key}")) + "\n\n" + report);
        }

        Assert.True(right >= total * least, summary);
        skip.AssertAllNeeded();
    }

    static string? Judge(Query query, ReferenceAnswer answer)
    {
        if (query.Root is null)
        {
            return answer.Accepted ? $"refused: {FirstError(query)}" : null;
        }

        if (!answer.Accepted)
        {
            return $"accepted: {answer.FirstError}";
        }

        string[] columns = [.. query.Root.Columns.Select(static c => $"{c.Name}:{c.Type.KustoName()}")];
        if (answer.Columns is null || columns.SequenceEqual(answer.Columns))
        {
            return null;
        }

        var at = columns.Zip(answer.Columns).TakeWhile(static p => p.First == p.Second).Count();
        return $"columns: {columns.ElementAtOrDefault(at) ?? "none"} instead of {answer.Columns.ElementAtOrDefault(at) ?? "none"}\n     ours: {string.Join(", ", columns)}\nreference: {string.Join(", ", answer.Columns)}";
    }

    static string FirstError(Query query)
    {
        var error = query.Diagnostics.First(static d => d.IsError);
        return $"{error.Code} {error.Message}";
    }
}
