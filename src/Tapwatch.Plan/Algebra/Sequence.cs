// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;

namespace Tapwatch.Plan.Algebra;

/// <summary>Each row as often as there are values from a first to a last one in steps, with the value behind its columns. A null, or a step of 0, gives none.</summary>
/// <param name="Input">The rows.</param>
/// <param name="From">The first value, of the type of the column.</param>
/// <param name="To">The last value at most (at least, when the step goes down).</param>
/// <param name="Step">The step: of the type of the column, or a timespan for datetimes.</param>
/// <param name="Column">The column of the values.</param>
public sealed record Sequence(PlanNode Input, Expression From, Expression To, Expression Step, PlanColumn Column) : PlanNode
{
    /// <inheritdoc/>
    public override IReadOnlyList<PlanColumn> Columns => [.. Input.Columns, Column];

    /// <inheritdoc/>
    public override IReadOnlyList<PlanNode> Inputs => [Input];

    /// <inheritdoc/>
    public override PlanNode WithInputs(IReadOnlyList<PlanNode> inputs) => this with { Input = inputs[0] };
}
