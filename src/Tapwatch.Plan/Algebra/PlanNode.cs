// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;

namespace Tapwatch.Plan.Algebra;

/// <summary>A step of a query: rows in (from its inputs), rows out. Immutable; a node that several others read is run once.</summary>
public abstract record PlanNode
{
    /// <summary>The columns of the rows it gives, in order.</summary>
    public abstract IReadOnlyList<PlanColumn> Columns { get; }

    /// <summary>Where its rows come from.</summary>
    public abstract IReadOnlyList<PlanNode> Inputs { get; }

    /// <summary>This node over other inputs (as many, giving the columns it reads).</summary>
    public abstract PlanNode WithInputs(IReadOnlyList<PlanNode> inputs);
}
