// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;

namespace Tapwatch.Plan.Algebra;

/// <summary>
/// Turns the members of a JSON object into columns when the names are known only from the data: an event of LogScale shown whole.
/// Must be the root of a plan: the columns are known when all rows are.
/// </summary>
/// <param name="Input">Rows with the object.</param>
/// <param name="Bag">The column that holds it; it is not a column of the result.</param>
public sealed record Unpack(PlanNode Input, PlanColumn Bag) : PlanNode
{
    /// <summary>The columns known beforehand; members follow by name, those of known columns left out.</summary>
    public override IReadOnlyList<PlanColumn> Columns => [.. Input.Columns.Where(c => c != Bag)];

    /// <inheritdoc/>
    public override IReadOnlyList<PlanNode> Inputs => [Input];

    /// <inheritdoc/>
    public override PlanNode WithInputs(IReadOnlyList<PlanNode> inputs) => this with { Input = inputs[0] };
}
