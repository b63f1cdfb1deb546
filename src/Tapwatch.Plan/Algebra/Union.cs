// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;

namespace Tapwatch.Plan.Algebra;

/// <summary>One branch of a union: for each column of the result the column of the branch that fills it, or null for nulls.</summary>
public sealed record UnionBranch(PlanNode Input, IReadOnlyList<PlanColumn?> Sources);

/// <summary>The rows of all branches, one branch's after the other's as they come.</summary>
public sealed record Union(IReadOnlyList<PlanColumn> Columns, IReadOnlyList<UnionBranch> Branches) : PlanNode
{
    /// <inheritdoc/>
    public override IReadOnlyList<PlanColumn> Columns { get; } = Columns;

    /// <inheritdoc/>
    public override IReadOnlyList<PlanNode> Inputs => [.. Branches.Select(static b => b.Input)];

    /// <inheritdoc/>
    public override PlanNode WithInputs(IReadOnlyList<PlanNode> inputs) =>
        this with { Branches = [.. Branches.Select((b, i) => b with { Input = inputs[i] })] };
}
