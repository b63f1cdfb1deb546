// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Findings;
using Tapwatch.Detections.Rules;
using Tapwatch.Engine;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Detections.Running;

/// <summary>What a run of rules over some inputs gave.</summary>
/// <param name="Findings">The findings of all detections, in the order of time.</param>
/// <param name="Disagreements">Where queries of one detection do not see the same.</param>
/// <param name="Diagnostics">What went wrong while running.</param>
sealed record RuleRunResult(IReadOnlyList<Finding> Findings, IReadOnlyList<Disagreement> Disagreements, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>Runs rules, all in one pass over the inputs.</summary>
sealed class RuleRun
{
    readonly List<SightingReader> _readers;
    readonly List<Diagnostic> _diagnostics = [];
    readonly HashSet<PreparedRule> _failed = new(ReferenceEqualityComparer.Instance);

    RuleRun(IReadOnlyList<PreparedRule> rules)
    {
        _readers = new(rules.Count);
        foreach (var rule in rules)
        {
            if (rule.Succeeded)
            {
                _readers.Add(new SightingReader(rule));
            }
        }
    }

    /// <summary>Runs those of the rules that can run.</summary>
    public static RuleRun Start(IReadOnlyList<PreparedRule> rules, RunInputs inputs, EngineOptions options, CancellationToken cancellation)
    {
        var run = new RuleRun(rules);
        var outputs = run._readers.ConvertAll(static r => r.Rule.Plan is { Signs: { } signs } stored ? new PlanOutput(stored.Plan, signs, r.Add) : new PlanOutput(r.Rule.Plan!.Plan(), r.Add));
        var summary = inputs.Run(outputs, options, cancellation);
        foreach (var failure in summary.Failures)
        {
            var rule = run._readers[outputs.IndexOf(failure.Output)].Rule;
            run._failed.Add(rule);
            run.Report(rule, Messages.RunFailed(default, failure.Reason));
        }

        foreach (var reader in run._readers.Where(static r => r.RowCount > SightingReader.MostRows))
        {
            run.Report(reader.Rule, Messages.TooManyRows(default, SightingReader.MostRows));
        }

        return run;
    }

    /// <summary>The findings of the rules, or of those in one language.</summary>
    public RuleRunResult Collect(RuleLanguage? only = null)
    {
        var findings = new List<Finding>();
        var disagreements = new List<Disagreement>();
        foreach (var group in _readers.Where(r => !_failed.Contains(r.Rule) && (only is null || r.Rule.Rule.Language == only)).GroupBy(static r => (object)r.Rule.Detection, ReferenceEqualityComparer.Instance))
        {
            var detection = (Detection)group.Key;
            var sightings = group.SelectMany(static r => r.Sightings).ToArray();
            if (sightings.Length == 0)
            {
                continue;
            }

            findings.AddRange(FindingBuilder.Build(detection, sightings));
            disagreements.AddRange(FindingBuilder.Compare(detection, RuleLanguages.Where(l => group.Any(r => r.Rule.Rule.Language == l)), sightings));
        }

        return new RuleRunResult([.. findings.OrderBy(static f => f, FindingBuilder.ByTime)], disagreements, _diagnostics);
    }

    void Report(PreparedRule rule, Diagnostic message) => _diagnostics.Add(rule.Rule.InFile(message with { Source = rule.Rule.Text }));
}
