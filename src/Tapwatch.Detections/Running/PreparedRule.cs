// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Rules;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Optimizer;
using Tapwatch.Plan.Storing;

namespace Tapwatch.Detections.Running;

/// <summary>A rule made ready for a scan: its plan without look-back, with evidence, optimised; or the messages that say why there is none.</summary>
sealed record PreparedRule(Detection Detection, Rule Rule, IReadOnlyList<Diagnostic> Diagnostics, CarriedPlan? Plan)
{
    /// <summary>Whether it can run.</summary>
    public bool Succeeded => Plan is not null;

    /// <summary>Prepares one rule of a detection.</summary>
    /// <param name="detection">The detection.</param>
    /// <param name="rule">One of its rules.</param>
    /// <param name="context">The tables it may refer to.</param>
    /// <param name="raw">Whether findings shall hold the raw records.</param>
    public static PreparedRule Of(Detection detection, Rule rule, BindContext context, bool raw)
    {
        var query = Translation.Translate(rule, context);
        if (query.Root is null)
        {
            return new PreparedRule(detection, rule, InFile(rule, query.Diagnostics), null);
        }

        if (query.Withheld.Count > 0)
        {
            return new PreparedRule(detection, rule, InFile(rule, [.. query.Diagnostics.Where(d => !query.Withheld.Any(w => w.Code == d.Code && w.Span == d.Span)), .. query.Withheld]), null);
        }

        var stripped = LookBackStripping.Strip(query.Root);
        var messages = new List<Diagnostic>(InFile(rule, query.Diagnostics));
        var lookBack = stripped.LookBack ?? query.LookBack;
        if (stripped.ComparesPeriods)
        {
            messages.Add(rule.InFile(Messages.ComparesPeriods(default) with { Source = rule.Text }));
        }
        else if (lookBack is { } length && stripped.Plan.Nodes().Any(static n => n is Aggregate))
        {
            messages.Add(rule.InFile(Messages.WholeDataAggregate(default, DurationText.Format(length)) with { Source = rule.Text }));
        }

        if (detection.Schedule is { } schedule && (schedule.Trigger, schedule.Threshold) != ("gt", 0))
        {
            messages.Add(rule.InFile(Messages.WholeDataTrigger(default, schedule.Condition) with { Source = rule.Text }));
        }

        foreach (var missing in detection.Alert?.Columns.Where(c => query.Root.Columns.All(q => q.Name != c)) ?? [])
        {
            messages.Add(rule.InFile(Messages.AlertColumn(default, missing, NearestName.Find(missing, query.Root.Columns.Select(static q => q.Name))) with { Source = rule.Text }));
        }

        return new PreparedRule(detection, rule, messages, Carry(stripped.Plan, context, raw));
    }

    // Of many rules few are met: evidence, most of the work, waits for a record that may match. It adds columns and no condition,
    // so the records that matter are those that matter to the plan without it.
    static CarriedPlan Carry(PlanNode plan, BindContext context, bool raw)
    {
        var carried = new Lazy<EvidencePlan>(() =>
        {
            var (node, _, form) = EvidenceRewrite.Apply(plan, context.Catalog.Find("tapwatch", "activity"), raw);
            return new EvidencePlan(PlanOptimizer.Optimize(node), form);
        });
        var signs = ScanSigns.Of(plan) is null ? null : ScanSigns.Of(PlanOptimizer.Optimize(plan));
        if (signs is null or [])
        {
            // One that no record can matter to does not wait: nothing is read on its behalf.
            signs = null;
            _ = carried.Value;
        }

        return new CarriedPlan(() => carried.Value.Node, plan.Columns.Count, () => carried.Value.Form) { Signs = signs };
    }

    static IReadOnlyList<Diagnostic> InFile(Rule rule, IReadOnlyList<Diagnostic> messages) => [.. messages.Select(rule.InFile)];

    sealed record EvidencePlan(PlanNode Node, EvidenceForm Form);
}
