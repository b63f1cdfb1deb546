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

/// <summary>When the values of a pair meet.</summary>
public enum KeyComparison
{
    /// <summary>When they are equal.</summary>
    Equal,

    /// <summary>When the right is a wildcard (<c>*</c> any run) that the whole left matches.</summary>
    Glob,

    /// <summary>As a wildcard, case aside.</summary>
    GlobIgnoreCase,

    /// <summary>When the right is a range of addresses (CIDR) and the left an address in it.</summary>
    InRange,
}

/// <summary>A pair of values that must meet; nulls meet nulls when <paramref name="NullsMatch"/>.</summary>
public sealed record JoinKey(Expression Left, Expression Right, bool NullsMatch)
{
    /// <summary>When they meet. Of the others than equality a join has at most one.</summary>
    public KeyComparison Comparison { get; init; }
}

/// <summary>Which of several right rows a left row takes: at most so many, the first or, from the end, the last.</summary>
public sealed record JoinChoice(long Most, bool FromTheEnd);

/// <summary>
/// Pairs rows of two inputs whose keys meet. Gives the columns of the left, then of the right; of one side only for semi and anti.
/// Right rows come in their order; those met by range the narrowest first, by wildcard in the order of the wildcards' text.
/// </summary>
public sealed record Join(JoinKind Kind, PlanNode Left, PlanNode Right, IReadOnlyList<JoinKey> Keys) : PlanNode
{
    /// <summary>Which right rows a left row takes, for inner and left outer joins; null: all.</summary>
    public JoinChoice? Choice { get; init; }

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
