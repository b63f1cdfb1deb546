// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;

namespace Tapwatch.Plan.Algebra;

/// <summary>
/// Gives its rows on, but ends the run with a reason when one meets the condition: what that row needs is not at hand. So a query that lacks a lookup file
/// still gives its rows where none of them depends on the file.
/// </summary>
/// <param name="Input">The rows.</param>
/// <param name="Condition">Which rows need what is missing; null: all.</param>
/// <param name="Reason">What is missing, and how to give it.</param>
public sealed record Refusal(PlanNode Input, Expression? Condition, string Reason) : PlanNode
{
    /// <inheritdoc/>
    public override IReadOnlyList<PlanColumn> Columns => Input.Columns;

    /// <inheritdoc/>
    public override IReadOnlyList<PlanNode> Inputs => [Input];

    /// <inheritdoc/>
    public override PlanNode WithInputs(IReadOnlyList<PlanNode> inputs) => this with { Input = inputs[0] };
}
