// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Tapwatch.Engine;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Optimizer;
using Tapwatch.Tests.Engine;

namespace Tapwatch.Tests.Languages.Cql;

/// <summary>The binder against queries as people wrote them, over no events.</summary>
public class CqlBinderCorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void Runs_queries_of_the_corpus_on_empty_input()
    {
        var queries = SharedMaterial.Corpus("cql").ToList();
        var (ran, withoutFiles, withoutQueries) = (0, 0, 0);
        var reasons = new Dictionary<string, int>(StringComparer.Ordinal);
        var report = new StringBuilder();
        foreach (var (id, text) in queries)
        {
            var query = CqlRows.Translate(text);
            var errors = query.Diagnostics.Where(static d => d.IsError).Select(static d => d.Code + " " + d.Message).Distinct().ToList();
            if (query.Root is not null && Run(id, query.Root) is { } refusal)
            {
                errors.Add(refusal);
            }

            if (errors.Count == 0)
            {
                ran++;
                withoutQueries += query.Diagnostics.Any(static d => d.Code == "TW2208") ? 1 : 0;
                withoutFiles += query.Diagnostics.Any(static d => d.Code == "TW4207") ? 1 : 0;
                continue;
            }

            report.Append(CultureInfo.InvariantCulture, $"{id}\t{string.Join(" // ", errors)}\n");
            foreach (var reason in errors)
            {
                reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
            }
        }

        var summary = string.Create(CultureInfo.InvariantCulture, $"ran {ran} of {queries.Count}, {100.0 * ran / queries.Count:0.0} %, of them {withoutQueries} with saved queries and {withoutFiles} with lookup files that are not given");
        output.WriteLine(summary);
        if (Environment.GetEnvironmentVariable("TAPWATCH_REPORT") is { Length: > 0 } path)
        {
            File.WriteAllText(Path.Combine(path, "cql-binding.txt"), summary + "\n" + string.Join('\n', reasons.OrderByDescending(static r => r.Value).Select(static r => $"{r.Value,5} {r.Key}")) + "\n\n" + report);
        }

        Assert.True(ran >= queries.Count * 0.96, summary);
    }

    // Over no events nothing is asked of a file or saved query that is not given, unless the query brings events of its own.
    static string? Run(string id, PlanNode root)
    {
        var summary = PlanRunner.Run([new PlanOutput(PlanOptimizer.Optimize(root), static (_, _) => { })], PlanRows.Options, TestContext.Current.CancellationToken);
        var reason = summary.Failures.Count > 0 ? summary.Failures[0].Reason : null;
        Assert.True(reason?.Contains("not given", StringComparison.Ordinal) != false, $"{id}: {reason}");
        return reason;
    }
}
