// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;

namespace Tapwatch.Plan.Algebra;

/// <summary>The first so many rows, of all or of each group.</summary>
public sealed record Limit(PlanNode Input, long Count) : PlanNode
{
    /// <summary>What rows of one group have in common; none: all rows are one group.</summary>
    public IReadOnlyList<Expression> Per { get; init; } = [];

    /// <inheritdoc/>
    public override IReadOnlyList<PlanColumn> Columns => Input.Columns;

    /// <inheritdoc/>
    public override IReadOnlyList<PlanNode> Inputs => [Input];

    /// <inheritdoc/>
    public override PlanNode WithInputs(IReadOnlyList<PlanNode> inputs) => this with { Input = inputs[0] };
}
