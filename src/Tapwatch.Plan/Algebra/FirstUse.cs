// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;

namespace Tapwatch.Plan.Algebra;

/// <summary>Keeps a row, in the order they come, when none of its values has been in a row kept before; each value is held against its own kind only.</summary>
/// <param name="Input">The rows.</param>
/// <param name="Values">What may be used once.</param>
public sealed record FirstUse(PlanNode Input, IReadOnlyList<Expression> Values) : PlanNode
{
    /// <inheritdoc/>
    public override IReadOnlyList<PlanColumn> Columns => Input.Columns;

    /// <inheritdoc/>
    public override IReadOnlyList<PlanNode> Inputs => [Input];

    /// <inheritdoc/>
    public override PlanNode WithInputs(IReadOnlyList<PlanNode> inputs) => this with { Input = inputs[0] };
}
