// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Plan.Algebra;

/// <summary>A column and the window function it holds.</summary>
public sealed record WindowAssignment(PlanColumn Column, WindowCall Value);

/// <summary>All rows in the order they come, and behind their columns what a row's place among the others says.</summary>
/// <param name="Input">The rows.</param>
/// <param name="Partition">Rows that are equal in these are looked at apart from all others; none: all together.</param>
/// <param name="Functions">What is computed.</param>
public sealed record Window(PlanNode Input, IReadOnlyList<Expression> Partition, IReadOnlyList<WindowAssignment> Functions) : PlanNode
{
    /// <inheritdoc/>
    public override IReadOnlyList<PlanColumn> Columns => [.. Input.Columns, .. Functions.Select(static f => f.Column)];

    /// <inheritdoc/>
    public override IReadOnlyList<PlanNode> Inputs => [Input];

    /// <inheritdoc/>
    public override PlanNode WithInputs(IReadOnlyList<PlanNode> inputs) => this with { Input = inputs[0] };
}
