// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Plan.Algebra;

/// <summary>
/// Turns the members of a JSON object into columns when the names are known only from the data: an event of LogScale shown whole, a bag of Kusto unpacked.
/// Must be the root of a plan: the columns are known when all rows are.
/// </summary>
/// <param name="Input">Rows with the object.</param>
/// <param name="Bag">The column that holds it; it is not a column of the result.</param>
public sealed record Unpack(PlanNode Input, PlanColumn Bag) : PlanNode
{
    /// <summary>How the columns get types; null: all are text, and a member with the name of a known column is left out.</summary>
    public UnpackTypes? Types { get; init; }

    /// <summary>The columns known beforehand; members follow by name.</summary>
    public override IReadOnlyList<PlanColumn> Columns => [.. Input.Columns.Where(c => c != Bag)];

    /// <inheritdoc/>
    public override IReadOnlyList<PlanNode> Inputs => [Input];

    /// <inheritdoc/>
    public override PlanNode WithInputs(IReadOnlyList<PlanNode> inputs) => this with { Input = inputs[0] };
}

/// <summary>
/// Columns of the type that all their values have (dynamic when they have several). A member with the name of a known column ends the run.
/// </summary>
/// <param name="Settled">Known columns, dynamic so far, that get their type so too.</param>
/// <param name="Members">The type of the members when it is known.</param>
/// <param name="Missing">What a row without the member holds; null: a null, or empty text.</param>
/// <param name="Leading">The member that stands before all others, if any.</param>
public sealed record UnpackTypes(IReadOnlyList<PlanColumn> Settled, ScalarType? Members, Constant? Missing, string? Leading);
