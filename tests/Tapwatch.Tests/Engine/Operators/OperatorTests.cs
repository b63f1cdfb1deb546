// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Engine.Operators;

public class OperatorTests
{
    static readonly PlanColumn _name = new("name", ScalarType.String);
    static readonly PlanColumn _size = new("size", ScalarType.Long);
    static readonly ConstantRows _table = PlanRows.Table([_name, _size], ["a", 3], ["b", null], [null, 1], ["a", 1], ["c", 2]);

    [Fact]
    public void Filter_keeps_true_only()
    {
        var filter = new Filter(_table, CompareFunctions.Greater.Call(_size.Reference(), Constant.Long(1)));
        Assert.Equal(["a | 3", "c | 2"], PlanRows.Of(filter));
    }

    [Fact]
    public void Filter_takes_the_parts_of_an_and_one_by_one()
    {
        var filter = new Filter(_table, LogicFunctions.And.Call(
            CompareFunctions.Equal.Call(_name.Reference(), Constant.Text("a")), CompareFunctions.Less.Call(_size.Reference(), Constant.Long(2))));
        Assert.Equal(["a | 1"], PlanRows.Of(filter));
    }

    [Fact]
    public void Project_computes_and_reorders()
    {
        var twice = new PlanColumn("twice", ScalarType.Long);
        var project = new Project(_table, [new Assignment(twice, NumberFunctions.Add.Call(_size.Reference(), _size.Reference())), Assignment.Keep(_name)]);
        Assert.Equal(["6 | a", "∅ | b", "2 | ∅", "2 | a", "4 | c"], PlanRows.Of(project));
    }

    [Fact]
    public void Limit_takes_the_first() => Assert.Equal(["a | 3", "b | ∅"], PlanRows.Of(new Limit(_table, 2)));

    [Fact]
    public void Sort_is_stable_and_places_nulls()
    {
        Assert.Equal(["a | 3", "c | 2", "∅ | 1", "a | 1", "b | ∅"], PlanRows.Of(new Sort(_table, [new SortKey(_size.Reference(), Descending: true, NullsFirst: false)])));
        Assert.Equal(["b | ∅", "∅ | 1", "a | 1", "c | 2", "a | 3"], PlanRows.Of(new Sort(_table, [new SortKey(_size.Reference(), Descending: false, NullsFirst: true)])));
        Assert.Equal(["a | 1", "a | 3"], PlanRows.Of(new Sort(_table, [new SortKey(_name.Reference(), false, NullsFirst: false), new SortKey(_size.Reference(), false, true)], Limit: 2)));
    }

    [Fact]
    public void Sort_with_a_limit_gives_what_sorting_all_gives()
    {
        var numbers = Enumerable.Range(0, 30000).Select(i => new object?[] { "x", (long)(i * 7919 % 10007) }).ToArray();
        var table = PlanRows.Table([_name, _size], numbers);
        var sort = new Sort(table, [new SortKey(_size.Reference(), false, false)]);
        Assert.Equal(PlanRows.Of(sort)[..5], PlanRows.Of(sort with { Limit = 5 }));
    }

    // Rows come in many batches, most of them behind those that are first by then; many have the same keys.
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Sort_with_a_limit_drops_no_row_too_early(bool descending, bool nullsFirst)
    {
        var random = new Random(5);
        PlanColumn[] columns = [new("text", ScalarType.String), new("real", ScalarType.Real), new("number", ScalarType.Long)];
        var number = 0;
        object?[] Row() => [random.Next(9) == 0 ? null : $"t{random.Next(4)}", random.Next(8) switch { 0 => null, 1 => double.NaN, var n => (double)random.Next(n * 20) }, number++];
        var tables = Enumerable.Range(0, 30).Select(_ => PlanRows.Table(columns, [.. Enumerable.Range(0, random.Next(1, 200)).Select(_ => Row())])).ToList();
        var union = new Union(columns, [.. tables.Select(t => new UnionBranch(t, t.Columns))]);
        var sort = new Sort(union, [new SortKey(columns[0].Reference(), descending, nullsFirst), new SortKey(columns[1].Reference(), !descending, nullsFirst)]);
        var all = PlanRows.Of(sort);
        foreach (var limit in (int[])[0, 1, 7, 300, 700])
        {
            Assert.Equal(all[..limit], PlanRows.Of(sort with { Limit = limit }));
        }
    }

    [Fact]
    public void Union_maps_columns_and_fills_with_null()
    {
        var other = PlanRows.Table([new PlanColumn("n", ScalarType.String)], ["z"]);
        var union = new Union([_name, _size], [new UnionBranch(_table, [_name, _size]), new UnionBranch(other, [other.Columns[0], null])]);
        Assert.Equal(["a | 3", "b | ∅", "∅ | 1", "a | 1", "c | 2", "z | ∅"], PlanRows.Of(union));
    }

    [Fact]
    public void A_node_that_two_branches_read_runs_once_and_branches_keep_their_order()
    {
        var low = new Filter(_table, CompareFunctions.Equal.Call(_size.Reference(), Constant.Long(1)));
        var high = new Filter(_table, CompareFunctions.Greater.Call(_size.Reference(), Constant.Long(1)));
        var union = new Union([_name, _size], [new UnionBranch(low, [_name, _size]), new UnionBranch(high, [_name, _size])]);
        Assert.Equal(["∅ | 1", "a | 1", "a | 3", "c | 2"], PlanRows.Of(union));
    }

    [Fact]
    public void Unpack_makes_columns_of_members()
    {
        var bag = new PlanColumn("bag", ScalarType.Dynamic);
        var table = PlanRows.Table([_name, bag], ["r1", "{\"b\":\"1\",\"a\":\"x\\ny\"}"], ["r2", "{\"name\":\"no\",\"c\":2}"]);
        IReadOnlyList<string> names = [];
        var rows = new List<string>();
        PlanRunner.Run([new PlanOutput(new Unpack(table, bag), (columns, batch) =>
        {
            names = [.. columns.Select(c => c.Name)];
            PlanRows.Add(batch, rows);
        })], PlanRows.Options, TestContext.Current.CancellationToken);
        Assert.Equal(["name", "a", "b", "c"], names);
        Assert.Equal(["r1 | x\ny | 1 | ∅", "r2 | ∅ | ∅ | 2"], rows);
    }

    [Fact]
    public void A_plan_without_rows_still_tells_its_columns()
    {
        var told = 0;
        PlanRunner.Run([new PlanOutput(ConstantRows.None([_name]), (columns, batch) => told += columns.Count + batch.Count)], PlanRows.Options, TestContext.Current.CancellationToken);
        Assert.Equal(1, told);
    }

    [Fact]
    public void The_memory_limit_ends_only_the_plan_that_reaches_it()
    {
        var rows = new List<string>();
        var sort = new PlanOutput(new Sort(_table, [new SortKey(_size.Reference(), false, false)]), (_, _) => { });
        var summary = PlanRunner.Run([sort, new PlanOutput(_table, (_, batch) => PlanRows.Add(batch, rows))], PlanRows.Options with { MemoryLimit = 10 }, TestContext.Current.CancellationToken);
        var failure = Assert.Single(summary.Failures);
        Assert.Same(sort, failure.Output);
        Assert.Contains("sort", failure.Reason, StringComparison.Ordinal);
        Assert.Equal(5, rows.Count);
    }

    [Fact]
    public void A_plan_that_mixes_up_types_fails_alone()
    {
        var wrong = new Project(_table, [new Assignment(new PlanColumn("x", ScalarType.String), TextFunctions.Lower.Call(_size.Reference()))]);
        var rows = new List<string>();
        var summary = PlanRunner.Run([new PlanOutput(wrong, (_, _) => { }), new PlanOutput(_table, (_, batch) => PlanRows.Add(batch, rows))], PlanRows.Options, TestContext.Current.CancellationToken);
        Assert.Contains("types", Assert.Single(summary.Failures).Reason, StringComparison.Ordinal);
        Assert.Equal(5, rows.Count);
    }

    [Fact]
    public void A_limit_beyond_all_bounds_is_no_limit()
    {
        var sort = new Sort(_table, [new SortKey(_size.Reference(), false, true)]);
        Assert.Equal(PlanRows.Of(sort), PlanRows.Of(sort with { Limit = long.MaxValue }));
    }

    [Fact]
    public void A_regular_expression_that_cannot_run_in_linear_time_fails_the_plan()
    {
        var plan = new Filter(_table, MatchFunctions.Regex.Call(_name.Reference(), Constant.Text("(a)\\1")));
        Assert.Contains("(a)\\1", Assert.Single(PlanRunner.Run([new PlanOutput(plan, (_, _) => { })], PlanRows.Options, TestContext.Current.CancellationToken).Failures).Reason, StringComparison.Ordinal);
    }
}
