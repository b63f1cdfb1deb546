// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;

namespace Tapwatch.Plan.Algebra;

/// <summary>A JSON value whose elements become rows, and the column that holds them.</summary>
public sealed record ExpandedColumn(PlanColumn Column, Expression Value);

/// <summary>
/// One row per element: an array gives its elements, an object its members as objects of one (or as <c>[name, value]</c>), any other value itself.
/// Several values go in step, the shorter filled up with null. A null gives one row with null, an empty array none.
/// </summary>
/// <param name="Input">The rows.</param>
/// <param name="Expanded">What is expanded; these columns follow those of the input.</param>
/// <param name="Index">The column that holds the number of the element from 0, if any; it comes last.</param>
/// <param name="MembersAsPairs">Whether a member becomes <c>[name, value]</c>.</param>
/// <param name="Limit">The most rows one row becomes.</param>
public sealed record Expand(PlanNode Input, IReadOnlyList<ExpandedColumn> Expanded, PlanColumn? Index, bool MembersAsPairs, long Limit) : PlanNode
{
    /// <summary>The column that holds the number of the row an element came from, if any; it comes after all others.</summary>
    public PlanColumn? Number { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<PlanColumn> Columns => [.. Input.Columns, .. Expanded.Select(static e => e.Column), .. new[] { Index, Number }.OfType<PlanColumn>()];

    /// <inheritdoc/>
    public override IReadOnlyList<PlanNode> Inputs => [Input];

    /// <inheritdoc/>
    public override PlanNode WithInputs(IReadOnlyList<PlanNode> inputs) => this with { Input = inputs[0] };
}
