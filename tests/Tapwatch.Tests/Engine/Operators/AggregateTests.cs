// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;
using static Tapwatch.Plan.Functions.AggregateCatalogue;

namespace Tapwatch.Tests.Engine.Operators;

public class AggregateTests
{
    static readonly PlanColumn _key = new("key", ScalarType.String);
    static readonly PlanColumn _number = new("number", ScalarType.Long);
    static readonly PlanColumn _text = new("text", ScalarType.String);
    static readonly ConstantRows _table = PlanRows.Table([_key, _number, _text],
        ["b", 2, "x"], ["a", 5, "y"], [null, 1, "z"], ["b", null, "x"], ["b", 7, null], [null, 1, "w"]);

    public static TheoryData<string, string[]> Cases => new()
    {
        { "aggregate.count", ["b | 3", "a | 1", "∅ | 2"] },
        { "aggregate.count_known", ["b | 2", "a | 1", "∅ | 2"] },
        { "aggregate.sum", ["b | 9", "a | 5", "∅ | 2"] },
        { "aggregate.average", ["b | 4.5", "a | 5", "∅ | 1"] },
        { "aggregate.minimum", ["b | 2", "a | 5", "∅ | 1"] },
        { "aggregate.maximum", ["b | 7", "a | 5", "∅ | 1"] },
        { "aggregate.count_distinct", ["b | 2", "a | 1", "∅ | 1"] },
        { "aggregate.first", ["b | 2", "a | 5", "∅ | 1"] },
        { "aggregate.last", ["b | 7", "a | 5", "∅ | 1"] },
        { "aggregate.arg_maximum", ["b | ∅", "a | y", "∅ | z"] },
        { "aggregate.arg_minimum", ["b | x", "a | y", "∅ | z"] },
        { "aggregate.list", ["b | [\"x\",\"x\"]", "a | [\"y\"]", "∅ | [\"z\",\"w\"]"] },
        { "aggregate.set", ["b | [\"x\"]", "a | [\"y\"]", "∅ | [\"z\",\"w\"]"] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void By_key_in_order_of_first_appearance(string name, string[] expected)
    {
        var function = All.Single(f => f.Name == name);
        Expression[] arguments = function.Parameters.Count switch
        {
            0 => [],
            1 => [_number.Reference()],
            _ when name is "aggregate.list" or "aggregate.set" => [_text.Reference(), Constant.Long(10)],
            _ => [_number.Reference(), _text.Reference()],
        };
        Assert.Equal(expected, PlanRows.Of(Group([Assignment.Keep(_key)], function.Call(arguments))));
    }

    [Fact]
    public void Without_keys_one_row_also_of_no_rows()
    {
        var none = new Filter(_table, Constant.Bool(false));
        var aggregates = new[] { Count.Call(), Sum.Call(_number.Reference()), SumOrNull.Call(_number.Reference()), Average.Call(_number.Reference()), AverageOrNull.Call(_number.Reference()), Minimum.Call(_text.Reference()), List.Call(_text.Reference(), Constant.Long(5)) };
        Assert.Equal(["0 | 0 | ∅ | NaN | ∅ | ∅ | []"], PlanRows.Of(new Aggregate(none, [], [.. aggregates.Select(a => new AggregateAssignment(new PlanColumn("x", a.Type), a))])));
    }

    [Fact]
    public void Without_aggregates_the_distinct_combinations() =>
        Assert.Equal(["b", "a", "∅"], PlanRows.Of(new Aggregate(_table, [Assignment.Keep(_key)], [])));

    [Fact]
    public void Lists_stop_at_their_limit() =>
        Assert.Equal(["""["x","y"]"""], PlanRows.Of(Group([], Set.Call(_text.Reference(), Constant.Long(2)))));

    [Fact]
    public void Text_extremes_are_by_bytes() =>
        Assert.Equal(["w"], PlanRows.Of(Group([], Minimum.Call(_text.Reference()))));

    [Theory]
    [InlineData("aggregate.minimum", "NaN")]
    [InlineData("aggregate.maximum", "NaN")]
    public void Extremes_of_nan_are_nan(string name, string expected)
    {
        var real = new PlanColumn("r", ScalarType.Real);
        var call = All.Single(f => f.Name == name).Call(real.Reference());
        var table = PlanRows.Table([real], [2.0], [double.NaN], [1.0]);
        Assert.Equal([expected], PlanRows.Of(new Aggregate(table, [], [new AggregateAssignment(new PlanColumn("x", ScalarType.Real), call)])));
    }

    static Aggregate Group(Assignment[] keys, AggregateCall call) =>
        new(_table, keys, [new AggregateAssignment(new PlanColumn("x", call.Type), call)]);
}
