// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;

namespace Tapwatch.Plan.Algebra;

/// <summary>Which rows a join gives.</summary>
public enum JoinKind
{
    /// <summary>Each matching pair.</summary>
    Inner,

    /// <summary>Each matching pair, after keeping one left row per key.</summary>
    InnerUnique,

    /// <summary>Matching pairs, and left rows without a match beside nulls.</summary>
    LeftOuter,

    /// <summary>Matching pairs, and right rows without a match beside nulls.</summary>
    RightOuter,

    /// <summary>Matching pairs, and rows of both sides without a match beside nulls.</summary>
    FullOuter,

    /// <summary>Left rows with a match, once each.</summary>
    LeftSemi,

    /// <summary>Left rows without a match.</summary>
    LeftAnti,

    /// <summary>Right rows with a match, once each.</summary>
    RightSemi,

    /// <summary>Right rows without a match.</summary>
    RightAnti,
}

/// <summary>A pair of columns that must be equal; nulls match nulls when <paramref name="NullsMatch"/>.</summary>
public sealed record JoinKey(Expression Left, Expression Right, bool NullsMatch);

/// <summary>Pairs rows of two inputs by equal keys. Gives the columns of the left, then of the right; of one side only for semi and anti.</summary>
public sealed record Join(JoinKind Kind, PlanNode Left, PlanNode Right, IReadOnlyList<JoinKey> Keys) : PlanNode
{
    /// <inheritdoc/>
    public override IReadOnlyList<PlanColumn> Columns => Kind switch
    {
        JoinKind.LeftSemi or JoinKind.LeftAnti => Left.Columns,
        JoinKind.RightSemi or JoinKind.RightAnti => Right.Columns,
        _ => [.. Left.Columns, .. Right.Columns],
    };

    /// <inheritdoc/>
    public override IReadOnlyList<PlanNode> Inputs => [Left, Right];

    /// <inheritdoc/>
    public override PlanNode WithInputs(IReadOnlyList<PlanNode> inputs) => this with { Left = inputs[0], Right = inputs[1] };
}
