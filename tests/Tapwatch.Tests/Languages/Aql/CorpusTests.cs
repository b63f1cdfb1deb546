// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.RegularExpressions;
using Tapwatch.Engine;
using Tapwatch.Languages.Aql.Printing;
using Tapwatch.Plan.Optimizer;
using Tapwatch.Tests.Engine;

namespace Tapwatch.Tests.Languages.Aql;

/// <summary>How much of what people write is understood. Runs where the shared study is at hand (TAPWATCH_SHARED).</summary>
public sealed partial class CorpusTests(ITestOutputHelper output)
{
    static readonly string? _shared = Environment.GetEnvironmentVariable("TAPWATCH_SHARED");

    internal static IEnumerable<(string Id, string Tier, string Text)> Queries()
    {
        foreach (var line in File.ReadLines(Path.Combine(_shared!, "corpus", "aql.jsonl")))
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
        Assert.SkipWhen(_shared is null, "TAPWATCH_SHARED is not set");
        var (valid, good, differ) = (0, 0, 0);
        foreach (var (id, tier, text) in Queries())
        {
            if (IsInvalid(text))
            {
                continue;
            }

            valid++;
            var (select, messages) = SyntaxShape.Parse(text);
            if (messages.FirstOrDefault(static m => m.IsError) is { } error)
            {
                output.WriteLine($"{id} {tier}: {error.Message} at {text.Substring(error.Span.Start, Math.Min(40, text.Length - error.Span.Start)).ReplaceLineEndings(" ")}");
                continue;
            }

            good++;
            if (SyntaxShape.Of(select) != SyntaxShape.Of(SyntaxShape.Parse(Printer.Print(select!)).Select))
            {
                differ++;
                output.WriteLine($"{id} {tier}: printed differently: {Printer.Print(select!)}");
            }
        }

        output.WriteLine($"{good} of {valid} parse ({100.0 * good / valid:F1} %), {differ} print differently");
        Assert.True(good >= 0.98 * valid);
        Assert.Equal(0, differ);
    }

    [Fact]
    public void Runs_what_people_write()
    {
        Assert.SkipWhen(_shared is null, "TAPWATCH_SHARED is not set");
        var (valid, good) = (0, 0);
        var reasons = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (id, tier, text) in Queries().Where(static q => !IsInvalid(q.Text)))
        {
            if (SyntaxShape.Parse(text).Messages.Any(static m => m.IsError))
            {
                continue;
            }

            valid++;
            var query = AqlViews.Translate(text);
            if (query.Root is { } plan)
            {
                var failures = PlanRunner.Run([new PlanOutput(PlanOptimizer.Optimize(plan), static (_, _) => { })], PlanRows.Options, TestContext.Current.CancellationToken).Failures;
                good += failures.Count == 0 ? 1 : 0;
                foreach (var failure in failures)
                {
                    output.WriteLine($"{id} {tier}: binds but fails: {failure.Reason}");
                }

                continue;
            }

            foreach (var message in query.Diagnostics.Where(static d => d.IsError).Select(static d => d.Message).Distinct(StringComparer.Ordinal))
            {
                reasons[message] = reasons.GetValueOrDefault(message) + 1;
            }

            output.WriteLine($"{id} {tier}: {query.Diagnostics.First(static d => d.IsError).Message}");
        }

        foreach (var (reason, count) in reasons.OrderByDescending(static r => r.Value))
        {
            output.WriteLine($"{count,5} {reason}");
        }

        output.WriteLine($"{good} of {valid} that parse run on empty input ({100.0 * good / valid:F1} %)");
    }

    [GeneratedRegex(@"\{[a-z_ /]+\}|<[a-z_]+>", RegexOptions.IgnoreCase)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\b(JOIN|UNION|OVER|OFFSET|CAST)\b|\bDISTINCT\b|\d+ DAYS\)", RegexOptions.IgnoreCase)]
    private static partial Regex NotAql();

    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex Strings();
}
