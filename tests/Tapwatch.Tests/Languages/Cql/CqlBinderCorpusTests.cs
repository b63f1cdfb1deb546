// SPDX-License-Identifier: Apache-2.0

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
        var ran = 0;
        var reasons = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (id, text) in queries)
        {
            var query = CqlRows.Translate(text);
            if (query.Root is not null)
            {
                Run(id, query.Root);
                ran++;
                continue;
            }

            foreach (var reason in query.Diagnostics.Where(static d => d.IsError).Select(static d => d.Code + " " + d.Message).Distinct())
            {
                reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
            }
        }

        output.WriteLine($"ran {ran} of {queries.Count}, {100.0 * ran / queries.Count:0.0} %");
        foreach (var (reason, count) in reasons.OrderByDescending(static r => r.Value))
        {
            output.WriteLine($"{count,5} {reason}");
        }

        Assert.True(ran > queries.Count / 2, $"only {ran} of {queries.Count} ran");
    }

    static void Run(string id, PlanNode root)
    {
        var summary = PlanRunner.Run([new PlanOutput(PlanOptimizer.Optimize(root), static (_, _) => { })], PlanRows.Options, TestContext.Current.CancellationToken);
        Assert.True(summary.Failures.Count == 0, $"{id}: {(summary.Failures.Count > 0 ? summary.Failures[0] : null)}");
    }
}
