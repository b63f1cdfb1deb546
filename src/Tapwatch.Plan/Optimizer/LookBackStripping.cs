// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Plan.Optimizer;

/// <summary>A plan without its look-back conditions.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="LookBack">How far it looked back, or null when it did not say.</param>
/// <param name="ComparesPeriods">
/// Whether it looks at several periods (a baseline against today). Then nothing was taken away: such a plan only means something at one moment.
/// </param>
public sealed record StrippedPlan(PlanNode Plan, TimeSpan? LookBack, bool ComparesPeriods);

/// <summary>
/// Takes <c>time &gt; ago(1d)</c> out of a plan. A scan over evidence judges every record as if the rule had run while the record was fresh,
/// so the condition that the record is fresh is met by all.
/// </summary>
public static class LookBackStripping
{
    static readonly HashSet<string> _timeColumns = new(StringComparer.OrdinalIgnoreCase)
        { "TimeGenerated", "Timestamp", "starttime", "endtime", "devicetime", "@timestamp", "EventStartTime", "EventTime", "ingestion_time" };

    /// <summary>The plan with its look-back conditions removed, unless it compares periods.</summary>
    public static StrippedPlan Strip(PlanNode root)
    {
        var lengths = new HashSet<long>();
        var other = false;
        foreach (var filter in root.Nodes().OfType<Filter>())
        {
            foreach (var conjunct in Conjuncts(filter.Predicate))
            {
                if (Freshness(conjunct) is { } length)
                {
                    lengths.Add(length);
                }
                else
                {
                    other |= DependsOnClock(conjunct) && !IsUpToNow(conjunct);
                }
            }
        }

        if (lengths.Count == 0 && !other)
        {
            return new StrippedPlan(root, null, ComparesPeriods: false);
        }

        var lookBack = lengths.Count == 0 ? (TimeSpan?)null : TimeSpan.FromTicks(lengths.Max());
        if (lengths.Count > 1 || other)
        {
            return new StrippedPlan(root, lookBack, ComparesPeriods: true);
        }

        var plan = root.RewriteBottomUp(static node =>
        {
            if (node is not Filter filter || !Conjuncts(filter.Predicate).Any(static c => Freshness(c) is not null))
            {
                return node;
            }

            var left = Conjuncts(filter.Predicate).Where(static c => Freshness(c) is null && !IsUpToNow(c)).ToArray();
            return left.Length == 0 ? filter.Input : new Filter(filter.Input, left.Length == 1 ? left[0] : LogicFunctions.And.Call(left));
        });
        return new StrippedPlan(plan, lookBack, ComparesPeriods: false);
    }

    // time > now - X, time >= now - X; the length X in ticks.
    static long? Freshness(Expression condition) =>
        Bare(condition) is Call call
        && (call.Function == CompareFunctions.Greater || call.Function == CompareFunctions.GreaterOrEqual)
        && IsTime(call.Arguments[0])
        && Bare(call.Arguments[1]) is Call { Arguments: [var now, Constant { Type: ScalarType.TimeSpan, Value: long ticks }] } difference
        && difference.Function == TimeFunctions.Subtract
        && IsNow(now) && ticks >= 0
            ? ticks
            : null;

    static bool IsUpToNow(Expression condition) =>
        Bare(condition) is Call call
        && (call.Function == CompareFunctions.Less || call.Function == CompareFunctions.LessOrEqual)
        && IsTime(call.Arguments[0]) && IsNow(Bare(call.Arguments[1]));

    static bool IsTime(Expression expression) => Bare(expression) is ColumnReference reference && _timeColumns.Contains(reference.Column.Name);

    static bool IsNow(Expression expression) => expression is Call call && call.Function == TimeFunctions.Now;

    static bool DependsOnClock(Expression expression) => expression is Call call && (call.Function == TimeFunctions.Now || call.Arguments.Any(DependsOnClock));

    // The rule of a vendor for nulls, and milliseconds for ticks, do not change what is asked.
    static Expression Bare(Expression expression) => expression is Call call && call.Arguments.Count > 0
        && (call.Function == LogicFunctions.IsTrue || call.Function == ConvertFunctions.EpochMilliseconds || call.Function == ConvertFunctions.FromEpochMilliseconds
            || call.Function == ConvertFunctions.ToDateTime || (call.Function == ChoiceFunctions.FirstKnown && call.Arguments[^1] is Constant))
            ? Bare(call.Arguments[0])
            : expression;

    static IEnumerable<Expression> Conjuncts(Expression condition) => condition is Call call
        ? call.Function == LogicFunctions.And ? call.Arguments.SelectMany(Conjuncts)
            : call.Function == LogicFunctions.IsTrue && call.Arguments[0] is Call inner && inner.Function == LogicFunctions.And ? Conjuncts(inner)
            : [condition]
        : [condition];
}
