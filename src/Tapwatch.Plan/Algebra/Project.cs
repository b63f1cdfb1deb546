// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;

namespace Tapwatch.Plan.Algebra;

/// <summary>A column and what it is computed from.</summary>
public sealed record Assignment(PlanColumn Column, Expression Value)
{
    /// <summary>The column as it is.</summary>
    public static Assignment Keep(PlanColumn column) => new(column, column.Reference());
}

/// <summary>Computes the columns of the result from those of the input; also selects, renames and reorders.</summary>
public sealed record Project(PlanNode Input, IReadOnlyList<Assignment> Assignments) : PlanNode
{
    /// <inheritdoc/>
    public override IReadOnlyList<PlanColumn> Columns => [.. Assignments.Select(static a => a.Column)];

    /// <inheritdoc/>
    public override IReadOnlyList<PlanNode> Inputs => [Input];

    /// <inheritdoc/>
    public override PlanNode WithInputs(IReadOnlyList<PlanNode> inputs) => this with { Input = inputs[0] };

    /// <summary>All columns of the input and new ones behind them.</summary>
    public static Project Extend(PlanNode input, params IReadOnlyList<Assignment> added) =>
        new(input, [.. input.Columns.Select(Assignment.Keep), .. added]);
}
