// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.Json;
using Tapwatch.Engine;
using Tapwatch.Languages.Kql;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Optimizer;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Languages.Kql;

/// <summary>Answers recorded from the vendor's engine, when the folder of shared material is given: how many of them we give too, and why not the rest.</summary>
public class KqlConformanceTests
{
    [Fact]
    public void Recorded_answers_are_ours()
    {
        var reasons = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var report = new StringBuilder();
        var (right, total, refused, mustRefuse) = (0, 0, 0, 0);
        foreach (var line in File.ReadLines(SharedMaterial.File("conformance/kql/engine-answers.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            var answer = document.RootElement;
            if (answer.GetProperty("nondeterministic").GetBoolean() || answer.GetProperty("truncated").GetBoolean())
            {
                continue;
            }

            var id = answer.GetProperty("id").GetString()!;
            var verdict = Judge(answer);
            if (answer.GetProperty("error").ValueKind != JsonValueKind.Null)
            {
                mustRefuse++;
                refused += verdict.StartsWith("refused", StringComparison.Ordinal) ? 1 : 0;
                report.Append(verdict.StartsWith("refused", StringComparison.Ordinal) ? "" : $"ACCEPTED {id}: {answer.GetProperty("query").GetString()}\n");
                continue;
            }

            total++;
            if (verdict == "right")
            {
                right++;
            }
            else
            {
                var reason = verdict.Split('\n')[0];
                reason = reason.Length > 140 ? reason[..140] : reason;
                reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
                report.Append(CultureInfo.InvariantCulture, $"{id}: {verdict}\n    {answer.GetProperty("query").GetString()!.Replace("\n", "\n    ")}\n");
            }
        }

        var summary = $"{right} of {total} answers right, {refused} of {mustRefuse} refused";
        TestContext.Current.SendDiagnosticMessage(summary);
        foreach (var (reason, count) in reasons.OrderByDescending(static r => r.Value).Take(40))
        {
            TestContext.Current.SendDiagnosticMessage($"{count,5} {reason}");
        }

        if (Environment.GetEnvironmentVariable("TAPWATCH_REPORT") is { Length: > 0 } path)
        {
            File.WriteAllText(Path.Combine(path, "kql-conformance.txt"), summary + "\n" + string.Join('\n', reasons.OrderByDescending(static r => r.Value).Select(static r => $"{r.Value,5} {r.Key}")) + "\n\n" + report);
        }

        Assert.True(right >= total * 0.975, summary);
        Assert.True(refused >= mustRefuse * 0.9, summary);
    }

    static string Judge(JsonElement answer)
    {
        var query = KqlLanguage.Translate(new SourceText("query", answer.GetProperty("query").GetString()!), new BindContext(new ViewCatalog()));
        if (query.Root is null)
        {
            return "refused: " + (query.Diagnostics.FirstOrDefault(static d => d.IsError) is { } error ? $"{error.Code} {error.Message}" : "no rows");
        }

        List<string[]> rows = [];
        string[] names = [];
        string[] types = [];
        var summary = PlanRunner.Run(
            [new PlanOutput(PlanOptimizer.Optimize(query.Root), (columns, batch) =>
            {
                names = [.. columns.Select(static c => c.Name)];
                types = [.. columns.Select(static c => c.Type.KustoName())];
                for (var row = 0; row < batch.Count; row++)
                {
                    rows.Add([.. batch.Columns.Select(c => RecordedAnswers.Ours(c, row))]);
                }
            })],
            new EngineOptions { Now = DateTime.UtcNow, Threads = 1 },
            TestContext.Current.CancellationToken);
        if (summary.Failures is [var failure, ..])
        {
            return $"failed: {failure.Reason}";
        }

        if (names.Length == 0)
        {
            names = [.. query.Root.Columns.Select(static c => c.Name)];
            types = [.. query.Root.Columns.Select(static c => c.Type.KustoName())];
        }

        return RecordedAnswers.Compare(answer, names, types, rows);
    }
}
