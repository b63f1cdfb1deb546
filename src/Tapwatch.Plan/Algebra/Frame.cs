// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;

namespace Tapwatch.Plan.Algebra;

/// <summary>All rows in the order they come, and behind their columns aggregates over each row and those that came before it: its frame.</summary>
/// <param name="Input">The rows.</param>
/// <param name="Partition">Rows that are equal in these are looked at apart from all others; none: all together.</param>
/// <param name="Aggregates">What is computed over each frame.</param>
public sealed record Frame(PlanNode Input, IReadOnlyList<Expression> Partition, IReadOnlyList<AggregateAssignment> Aggregates) : PlanNode
{
    /// <summary>The most rows a frame holds, the nearest; null: all before.</summary>
    public long? Rows { get; init; }

    /// <summary>The time of a row, when <see cref="Span"/> bounds its frame.</summary>
    public Expression? Time { get; init; }

    /// <summary>How far back, in ticks, the time of a row in the frame may be.</summary>
    public long Span { get; init; }

    /// <summary>Whether the row itself is left out.</summary>
    public bool WithoutCurrent { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<PlanColumn> Columns => [.. Input.Columns, .. Aggregates.Select(static a => a.Column)];

    /// <inheritdoc/>
    public override IReadOnlyList<PlanNode> Inputs => [Input];

    /// <inheritdoc/>
    public override PlanNode WithInputs(IReadOnlyList<PlanNode> inputs) => this with { Input = inputs[0] };
}
