// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.RegularExpressions;
using Tapwatch.Engine;
using Tapwatch.Languages.Aql.Printing;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Optimizer;
using Tapwatch.Tests.Engine;

namespace Tapwatch.Tests.Languages.Aql;

/// <summary>How much of what people write is understood. Runs where the shared study is at hand (TAPWATCH_SHARED).</summary>
public sealed partial class CorpusTests(ITestOutputHelper output)
{
    internal static IEnumerable<(string Id, string Tier, string Text)> Queries()
    {
        foreach (var line in File.ReadLines(SharedMaterial.File("corpus/aql.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            yield return (root.GetProperty("id").GetString()!, root.GetProperty("tier").GetString()!, root.GetProperty("query").GetString()!);
        }
    }

    /// <summary>Not AQL: placeholders to fill in, and what is known to be refused (study, 0.6 and 1.2).</summary>
    internal static bool IsInvalid(string text) => Strings().Replace(text, "''") is var bare && (Placeholder().IsMatch(bare) || NotAql().IsMatch(bare));

    [Fact]
    public void Parses_what_people_write()
    {
        var failures = new List<string>();
        var (valid, differ) = (0, 0);
        foreach (var (id, tier, text) in Queries().Where(static q => !IsInvalid(q.Text)))
        {
            valid++;
            var (select, messages) = SyntaxShape.Parse(text);
            if (messages.FirstOrDefault(static m => m.IsError) is { } error)
            {
                failures.Add($"{id} {tier} {DiagnosticRenderer.Render(error)}");
                continue;
            }

            if (SyntaxShape.Of(select) != SyntaxShape.Of(SyntaxShape.Parse(Printer.Print(select!)).Select))
            {
                differ++;
                failures.Add($"{id} {tier}: printed differently: {Printer.Print(select!)}");
            }
        }

        var good = valid - failures.Count;
        var summary = $"{good} of {valid} parse ({100.0 * good / valid:F1} %), {differ} print differently";
        output.WriteLine(summary);
        SharedMaterial.Report("aql-parsing.txt", failures.Prepend(summary));
        Assert.True(good >= 0.99 * valid, summary);
        Assert.Equal(0, differ);
    }

    [Fact]
    public void Runs_what_people_write()
    {
        var failures = new List<string>();
        var reasons = new Dictionary<string, int>(StringComparer.Ordinal);
        var valid = 0;
        foreach (var (id, tier, text) in Queries().Where(static q => !IsInvalid(q.Text)))
        {
            if (SyntaxShape.Parse(text).Messages.Any(static m => m.IsError))
            {
                continue;
            }

            valid++;
            if (Failure(text) is not { } failure)
            {
                continue;
            }

            reasons[failure.Reason] = reasons.GetValueOrDefault(failure.Reason) + 1;
            failures.Add($"{id} {tier} {failure.Text}");
        }

        var good = valid - failures.Count;
        var summary = $"{good} of {valid} that parse run on empty input ({100.0 * good / valid:F1} %)";
        output.WriteLine(summary);
        SharedMaterial.Report("aql-running.txt", [summary, .. reasons.OrderByDescending(static r => r.Value).Select(static r => $"{r.Value,5} {r.Key}"), .. failures]);
        Assert.True(good >= 0.97 * valid, summary);
    }

    static (string Reason, string Text)? Failure(string text)
    {
        var query = AqlViews.Translate(text);
        if (query.Root is not { } plan)
        {
            var error = query.Diagnostics.First(static d => d.IsError);
            return (error.Message, DiagnosticRenderer.Render(error));
        }

        var failures = PlanRunner.Run([new PlanOutput(PlanOptimizer.Optimize(plan), static (_, _) => { })], PlanRows.Options, TestContext.Current.CancellationToken).Failures;
        return failures.Count == 0 ? null : ("binds but fails", $"binds but fails: {failures[0].Reason}");
    }

    [GeneratedRegex(@"\{[a-z_ /]+\}|<[a-z_]+>", RegexOptions.IgnoreCase)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\b(JOIN|UNION|OVER|OFFSET|CAST)\b|\bDISTINCT\b|\d+ DAYS\)", RegexOptions.IgnoreCase)]
    private static partial Regex NotAql();

    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex Strings();
}
