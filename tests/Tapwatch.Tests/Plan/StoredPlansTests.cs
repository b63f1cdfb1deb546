// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Plan.Printing;
using Tapwatch.Plan.Storing;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Plan;

public class StoredPlansTests
{
    [Fact]
    public void A_plan_is_read_as_it_was_written()
    {
        var plan = OverRows("x");
        Assert.Equal(PlanPrinter.Print(plan), PlanPrinter.Print(Stored(plan)[0]));
    }

    [Fact]
    public void What_plans_have_in_common_is_made_once()
    {
        var plans = Stored(OverRows("x"), OverRows("x"), OverRows("y"));
        Assert.Same(plans[0], plans[1]);
        Assert.NotSame(plans[0], plans[2]);
        Assert.Same(plans[0].Inputs[0], plans[2].Inputs[0]);
    }

    [Fact]
    public void Columns_of_one_plan_that_look_the_same_stay_apart()
    {
        var (a, b) = (new PlanColumn("same", ScalarType.Long), new PlanColumn("same", ScalarType.Long));
        var plan = (Project)Stored(new Project(new ConstantRows([a, b], []), [new Assignment(b, b.Reference()), new Assignment(a, a.Reference())]))[0];
        var columns = plan.Input.Columns;
        Assert.NotSame(columns[0], columns[1]);
        Assert.Equal([columns[1], columns[0]], plan.Columns);
        Assert.Equal([columns[1], columns[0]], plan.Assignments.Select(static a => ((ColumnReference)a.Value).Column));
    }

    [Fact]
    public void Nodes_of_one_plan_that_look_the_same_stay_apart_and_one_that_is_read_twice_stays_one()
    {
        var (first, second) = (new ConstantRows([], []), new ConstantRows([], []));
        var plan = Stored(new Union([], [new UnionBranch(first, []), new UnionBranch(second, []), new UnionBranch(first, [])]))[0];
        Assert.NotSame(plan.Inputs[0], plan.Inputs[1]);
        Assert.Same(plan.Inputs[0], plan.Inputs[2]);
    }

    [Fact]
    public void Values_keep_their_types_and_bits()
    {
        var column = new PlanColumn("c", ScalarType.Dynamic);
        Expression[] values = [Constant.Long(1), Constant.Real(1), Constant.Real(-0.0), Constant.Real(double.NaN), Constant.Bool(true), Constant.Text("1"), new Constant(ScalarType.Dynamic, "1"),
            Constant.Null(ScalarType.Long), new Constant(ScalarType.Decimal, 1.0m), new Constant(ScalarType.Decimal, 1.00m), new Constant(ScalarType.Guid, Guid.Empty)];
        var plan = (Project)Stored(new Project(new ConstantRows([], []), [.. values.Select(v => new Assignment(column, v))]))[0];
        Assert.Equal(values.Select(Text), plan.Assignments.Select(static a => Text(a.Value)));

        static string Text(Expression e) => $"{e.Type} {((Constant)e).Value?.GetType().Name} {e}";
    }

    [Fact]
    public void Plans_of_many_pages_are_read_from_any_of_them()
    {
        PlanNode[] plans = [.. Enumerable.Range(0, 40).Select(static i => OverRows(new string((char)('a' + (i % 26)), 5000 + i)))];
        Assert.Equal(plans.Select(PlanPrinter.Print), Stored(plans).Select(PlanPrinter.Print));
        Assert.Throws<NotSupportedException>(static () => Stored(OverRows(new string('a', 40_000))));
    }

    [Fact]
    public async Task Threads_that_read_at_the_same_time_get_the_same_columns()
    {
        var plans = Written([.. Enumerable.Range(0, 50).Select(static i => OverRows($"x{i}"))], out var numbers);
        var read = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => numbers.ConvertAll(plans.Read))));
        foreach (var others in read)
        {
            Assert.Equal(read[0].Select(static p => p.Inputs[0].Columns[0]), others.Select(static p => p.Inputs[0].Columns[0]));
        }
    }

    static Project OverRows(string text)
    {
        var column = new PlanColumn("name", ScalarType.String);
        var rows = new ConstantRows([column], [[Constant.Text("a")], [Constant.Text("b")]]);
        return new Project(rows, [new Assignment(new PlanColumn("is", ScalarType.Bool), CompareFunctions.Equal.Call(column.Reference(), Constant.Text(text)))]);
    }

    static List<PlanNode> Stored(params PlanNode[] plans)
    {
        var stored = Written(plans, out var numbers);
        return numbers.ConvertAll(stored.Read);
    }

    static StoredPlans Written(IReadOnlyList<PlanNode> plans, out List<int> numbers)
    {
        var writer = new PlanWriter();
        numbers = [.. plans.Select(writer.Write)];
        var stream = new MemoryStream();
        writer.WriteTo(new BinaryWriter(stream));
        return new StoredPlans((int)stream.Length, (from, length) => stream.ToArray()[from..(from + length)]);
    }
}
