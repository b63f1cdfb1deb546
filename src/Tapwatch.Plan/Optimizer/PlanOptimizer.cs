// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;

namespace Tapwatch.Plan.Optimizer;

/// <summary>Makes a plan cheaper without changing a row of its result. Each step is a pass of its own; their order matters.</summary>
public static class PlanOptimizer
{
    /// <summary>
    /// Filters go down to the scans and through views, branches that can give nothing go away, what nobody reads is not computed,
    /// a sort that is cut keeps only what it needs, and each scan learns which literals a record must contain.
    /// </summary>
    public static PlanNode Optimize(PlanNode root)
    {
        // What nobody reads goes first as well: a view has dozens of columns, and pushing conditions through it works on each.
        var plan = ConditionPushdown.Apply(ColumnPruning.Apply(root));
        plan = ColumnPruning.Apply(plan);
        plan = plan.RewriteBottomUp(static node => node is Limit { Input: Sort sort, Per.Count: 0 } limit
            ? sort with { Limit = Math.Min(limit.Count, sort.Limit ?? long.MaxValue) }
            : node);
        return plan.RewriteBottomUp(static node => node is Filter { Input: RecordScan scan } filter && PrefilterDerivation.Derive(filter.Predicate, scan) is { } prefilter
            ? filter with { Input = scan with { Prefilter = prefilter } }
            : node);
    }
}
