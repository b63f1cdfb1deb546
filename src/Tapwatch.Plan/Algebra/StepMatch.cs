// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;

namespace Tapwatch.Plan.Algebra;

/// <summary>Which of the rows that match a step come out.</summary>
public enum StepOutput
{
    /// <summary>All.</summary>
    All,

    /// <summary>The last of those that match the step one after the other.</summary>
    Last,

    /// <summary>None.</summary>
    None,
}

/// <summary>What a row must meet to be part of a sequence at this place, and the columns that are then set anew.</summary>
public sealed record SequenceStep(string Name, StepOutput Output, Expression Condition, IReadOnlyList<Assignment> Assignments);

/// <summary>A column that holds, for expressions of steps, what a column was in the row last matched by a step; <paramref name="Empty"/> while there is none.</summary>
public sealed record StateColumn(PlanColumn Column, int Step, PlanColumn Of, Constant Empty);

/// <summary>
/// Finds sequences of rows: each row, in order, is held against the steps from the last to the first. It goes on a sequence that stands at the step
/// before, or matches the step again, or begins a sequence at the first step.
/// </summary>
/// <param name="Input">The rows; steps set some of their columns.</param>
/// <param name="Steps">The steps.</param>
/// <param name="State">What expressions read of rows matched before.</param>
/// <param name="MatchId">The column with the number of the sequence, from 0, behind all others; if any.</param>
/// <param name="Partition">Rows that are equal in these have sequences of their own.</param>
public sealed record StepMatch(PlanNode Input, IReadOnlyList<SequenceStep> Steps, IReadOnlyList<StateColumn> State, PlanColumn? MatchId, IReadOnlyList<Expression> Partition) : PlanNode
{
    /// <inheritdoc/>
    public override IReadOnlyList<PlanColumn> Columns => MatchId is null ? Input.Columns : [.. Input.Columns, MatchId];

    /// <inheritdoc/>
    public override IReadOnlyList<PlanNode> Inputs => [Input];

    /// <inheritdoc/>
    public override PlanNode WithInputs(IReadOnlyList<PlanNode> inputs) => this with { Input = inputs[0] };
}
