// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;

namespace Tapwatch.Plan.Algebra;

/// <summary>One key of an order.</summary>
public sealed record SortKey(Expression Value, bool Descending, bool NullsFirst);

/// <summary>Orders the rows; rows with equal keys keep their order. With a limit, only the first so many are kept.</summary>
public sealed record Sort(PlanNode Input, IReadOnlyList<SortKey> Keys, long? Limit = null) : PlanNode
{
    /// <inheritdoc/>
    public override IReadOnlyList<PlanColumn> Columns => Input.Columns;

    /// <inheritdoc/>
    public override IReadOnlyList<PlanNode> Inputs => [Input];

    /// <inheritdoc/>
    public override PlanNode WithInputs(IReadOnlyList<PlanNode> inputs) => this with { Input = inputs[0] };
}
