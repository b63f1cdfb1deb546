// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Engine.Operators;

public class JoinTests
{
    static readonly PlanColumn _leftKey = new("k", ScalarType.Long);
    static readonly PlanColumn _left = new("l", ScalarType.String);
    static readonly PlanColumn _rightKey = new("k1", ScalarType.Long);
    static readonly PlanColumn _right = new("r", ScalarType.String);
    static readonly ConstantRows _leftTable = PlanRows.Table([_leftKey, _left], [1, "a"], [2, "b"], [1, "c"], [null, "n"]);
    static readonly ConstantRows _rightTable = PlanRows.Table([_rightKey, _right], [3, "x"], [1, "y"], [1, "z"], [null, "m"]);

    [Theory]
    [InlineData(JoinKind.Inner, "1 | a | 1 | y", "1 | a | 1 | z", "1 | c | 1 | y", "1 | c | 1 | z")]
    [InlineData(JoinKind.InnerUnique, "1 | a | 1 | y", "1 | a | 1 | z")]
    [InlineData(JoinKind.LeftOuter, "1 | a | 1 | y", "1 | a | 1 | z", "2 | b | ∅ | ∅", "1 | c | 1 | y", "1 | c | 1 | z", "∅ | n | ∅ | ∅")]
    [InlineData(JoinKind.RightOuter, "1 | a | 1 | y", "1 | a | 1 | z", "1 | c | 1 | y", "1 | c | 1 | z", "∅ | ∅ | 3 | x", "∅ | ∅ | ∅ | m")]
    [InlineData(JoinKind.FullOuter, "1 | a | 1 | y", "1 | a | 1 | z", "2 | b | ∅ | ∅", "1 | c | 1 | y", "1 | c | 1 | z", "∅ | n | ∅ | ∅", "∅ | ∅ | 3 | x", "∅ | ∅ | ∅ | m")]
    [InlineData(JoinKind.LeftSemi, "1 | a", "1 | c")]
    [InlineData(JoinKind.LeftAnti, "2 | b", "∅ | n")]
    [InlineData(JoinKind.RightSemi, "1 | y", "1 | z")]
    [InlineData(JoinKind.RightAnti, "3 | x", "∅ | m")]
    public void Joins_in_every_kind(JoinKind kind, params string[] expected) => Assert.Equal(expected, PlanRows.Of(Join(kind, nullsMatch: false)));

    [Fact]
    public void Nulls_meet_when_the_key_says_so()
    {
        Assert.Contains("∅ | n | ∅ | m", PlanRows.Of(Join(JoinKind.Inner, nullsMatch: true)));
        Assert.Equal(["2 | b"], PlanRows.Of(Join(JoinKind.LeftAnti, nullsMatch: true)));
    }

    [Fact]
    public void A_table_joins_itself()
    {
        var self = new Join(JoinKind.LeftSemi, _leftTable, _leftTable, [new JoinKey(_leftKey.Reference(), _leftKey.Reference(), false)]);
        Assert.Equal(["1 | a", "2 | b", "1 | c"], PlanRows.Of(self));
    }

    static Join Join(JoinKind kind, bool nullsMatch) =>
        new(kind, _leftTable, _rightTable, [new JoinKey(_leftKey.Reference(), _rightKey.Reference(), nullsMatch)]);
}
