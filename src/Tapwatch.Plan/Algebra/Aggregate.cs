// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Plan.Algebra;

/// <summary>A column and the aggregate it holds.</summary>
public sealed record AggregateAssignment(PlanColumn Column, AggregateCall Value);

/// <summary>
/// One row per combination of keys, in order of first appearance; null is a key like any other. Without keys exactly one row, also of no input.
/// Without aggregates: the distinct combinations.
/// </summary>
public sealed record Aggregate(PlanNode Input, IReadOnlyList<Assignment> Keys, IReadOnlyList<AggregateAssignment> Aggregates) : PlanNode
{
    /// <inheritdoc/>
    public override IReadOnlyList<PlanColumn> Columns => [.. Keys.Select(static k => k.Column), .. Aggregates.Select(static a => a.Column)];

    /// <inheritdoc/>
    public override IReadOnlyList<PlanNode> Inputs => [Input];

    /// <inheritdoc/>
    public override PlanNode WithInputs(IReadOnlyList<PlanNode> inputs) => this with { Input = inputs[0] };
}
