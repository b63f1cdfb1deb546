// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>evaluate: which plugin, and the small ones. What a plugin computes is put together from operators there are.</summary>
sealed partial class KqlBinder
{
    BoundTable Evaluate(BoundTable table, EvaluateOperator evaluate)
    {
        if (table.Broken)
        {
            return table;
        }

        var call = evaluate.Plugin;
        var result = call.Function.Name switch
        {
            "bag_unpack" => Over(table, row => BagUnpack(row, call, evaluate)),
            "pivot" => Over(table, row => Pivot(row, call, evaluate)),
            "ipv4_lookup" or "ipv6_lookup" => Over(table, row => AddressLookup(row, call)),
            "geo_line_lookup" => Over(table, row => PlaceLookup(row, call, isLine: true)),
            "geo_polygon_lookup" => Over(table, row => PlaceLookup(row, call, isLine: false)),
            "dcount_intersect" => Over(table, row => DistinctShared(row, call)),
            "sliding_window_counts" => Activity(table, call, 6, SlidingCounts),
            "activity_counts_metrics" => Activity(table, call, 5, ActivityCounts),
            "active_users_count" => Activity(table, call, 8, ActiveUsers),
            "session_count" => Activity(table, call, 6, Sessions),
            "rolling_percentile" => Over(table, row => RollingPercentile(row, call)),
            "rows_near" => Over(table, row => RowsNear(row, call)),
            "narrow" => Narrow(table, call),
            "schema_merge" => Over(table, row => SchemaMerge(row, call)),
            var name => UnsupportedPlugin(call, name),
        };
        if (evaluate.Schema is { } schema && !result.Broken)
        {
            foreach (var column in schema.Where(c => result.Column(c.Name)?.Type != c.Type))
            {
                diagnostics.Add(Messages.UnknownColumn(column.Span, call.Function.Name, column.Name, null));
            }
        }

        return result;
    }

    BoundTable UnsupportedPlugin(CallExpression call, string name)
    {
        Unsupported(call.Function.Span, $"the plugin `{name}`");
        return BoundTable.Unknown;
    }

    // The arguments of a plugin by place and by name; null (said) when there are too few.
    (KqlExpression[] Places, Dictionary<string, KqlExpression> Named)? PluginArguments(CallExpression call, int least)
    {
        var places = call.Arguments.Where(static a => a.Name is null).Select(static a => a.Value).ToArray();
        var named = call.Arguments.Where(static a => a.Name is not null).DistinctBy(static a => a.Name!.Name).ToDictionary(static a => a.Name!.Name, static a => a.Value);
        if (places.Length >= least)
        {
            return (places, named);
        }

        diagnostics.Add(Messages.ArgumentCount(call.Span, call.Function.Name, $"at least {least} arguments", places.Length));
        return null;
    }

    ColumnReference? PluginColumn(KqlExpression syntax, string what)
    {
        var value = Scalar(syntax);
        if (value is ColumnReference column)
        {
            return column;
        }

        if (!IsUnknown(value))
        {
            diagnostics.Add(Messages.ColumnExpected(syntax.Span, what));
        }

        return null;
    }

    // Each row with those of the lookup table whose range holds its address; other keys must be equal.
    BoundTable AddressLookup(RowContext row, CallExpression call)
    {
        if (PluginArguments(call, 3) is not { } arguments)
        {
            return BoundTable.Unknown;
        }

        var (places, named) = arguments;

        var right = Within(_scope, null, () => BindTable(places[0]));
        if (right.Broken || PluginColumn(places[1], "the address") is not { } address)
        {
            return BoundTable.Unknown;
        }

        var keys = new List<JoinKey>();
        var rightKeys = new HashSet<PlanColumn>();
        for (var i = 2; i < places.Length; i++)
        {
            if (places[i] is LiteralExpression { Type: ScalarType.Bool } flag)
            {
                // The older form has return_unmatched by its place.
                named.TryAdd("return_unmatched", flag);
                continue;
            }

            if (WithoutBrackets(places[i]) is not NameExpression name || JoinColumn(right, name) is not { } column)
            {
                return BoundTable.Unknown;
            }

            Expression left = address;
            if (i > 2)
            {
                if (JoinColumn(row.Table, name) is not { } same)
                {
                    return BoundTable.Unknown;
                }

                left = same.Reference();
            }

            rightKeys.Add(column);
            keys.Add(new JoinKey(NonNull(left), NonNull(column.Reference()), NullsMatch: i > 2) { Comparison = i == 2 ? KeyComparison.InRange : KeyComparison.Equal });
        }

        var unmatched = named.GetValueOrDefault("return_unmatched") is LiteralExpression { Value: true };
        var join = new Join(unmatched ? JoinKind.LeftOuter : JoinKind.Inner, row.Node, right.Node, keys);
        return Grown(row.Table, JoinColumns(join, row.Table, right, rightKeys, isLookup: false), call.Span) with { Ordered = false };
    }

    // The rows that stand at most so far from one that meets the condition.
    BoundTable RowsNear(RowContext row, CallExpression call)
    {
        if (PluginArguments(call, 2) is not { } arguments)
        {
            return BoundTable.Unknown;
        }

        var (places, _) = arguments;

        if (!row.Table.Ordered)
        {
            diagnostics.Add(Messages.NotOrdered(call.Span, "rows_near"));
            return BoundTable.Unknown;
        }

        var condition = Condition(places[0]);
        var before = Whole(places[1], "the number of rows");
        var after = places.Length > 2 ? Whole(places[2], "the number of rows") : before;
        if (before is null || after is null)
        {
            return BoundTable.Unknown;
        }

        var number = new PlanColumn("number", ScalarType.Long);
        var near = new PlanColumn("near", ScalarType.Long);
        var numbered = new Window(row.Node, [], [new WindowAssignment(number, WindowCatalogue.Number.Call(Constant.Long(0), Constant.Bool(false)))]);
        var met = new Project(new Filter(numbered, condition), [Assignment.Keep(number)]);
        var around = new Sequence(met, NumberFunctions.Subtract.Call(number.Reference(), Constant.Long(before.Value)), NumberFunctions.Add.Call(number.Reference(), Constant.Long(after.Value)), Constant.Long(1), near);
        var join = new Join(JoinKind.LeftSemi, numbered, new Project(around, [Assignment.Keep(near)]), [new JoinKey(number.Reference(), near.Reference(), NullsMatch: false)]);
        return Grown(row.Table, new Project(join, [.. row.Table.Columns.Select(Assignment.Keep)]), call.Span) with { Ordered = true };
    }

    // A row per value: its row, its column, itself as text.
    BoundTable Narrow(BoundTable table, CallExpression call)
    {
        var (number, index) = (new PlanColumn("Row", ScalarType.Long), new PlanColumn("index", ScalarType.Long));
        var numbered = new Window(table.Node, [], [new WindowAssignment(number, WindowCatalogue.Number.Call(Constant.Long(0), Constant.Bool(false)))]);
        var each = new Sequence(numbered, Constant.Long(0), Constant.Long(table.Columns.Count - 1), Constant.Long(1), index);
        Call Of(Func<PlanColumn, Expression> value) => ChoiceFunctions.Case.CallAs(
            ScalarType.String,
            [.. table.Columns.SelectMany((c, i) => new[] { CompareFunctions.Equal.Call(index.Reference(), Constant.Long(i)), value(c) }), Constant.Text("")]);
        Assignment[] all =
        [
            Assignment.Keep(number),
            new Assignment(new PlanColumn("Column", ScalarType.String), Of(static c => Constant.Text(c.Name))),
            new Assignment(new PlanColumn("Value", ScalarType.String), Of(c => NonNull(To(c.Reference(), ScalarType.String)))),
        ];
        return Grown(table, new Project(each, all), call.Span) with { Ordered = false };
    }

    static readonly string[] _schemaColumns = ["ColumnName", "ColumnOrdinal", "DataType", "ColumnType"];

    // Schemas as getschema gives them, one above the other: each column once; one that does not stand in the same order everywhere is an error.
    BoundTable SchemaMerge(RowContext row, CallExpression call)
    {
        foreach (var name in _schemaColumns.Where(n => row.Table.Column(n) is null))
        {
            diagnostics.Add(Messages.UnknownColumn(call.Span, "the input", name, null));
            return BoundTable.Unknown;
        }

        var preserve = !call.Arguments.Any(static a => a.Value is LiteralExpression { Value: false });
        var (column, type, data) = (row.Table.Column("ColumnName")!, row.Table.Column("ColumnType")!, row.Table.Column("DataType")!);
        var ordinal = To(row.Table.Column("ColumnOrdinal")!.Reference(), ScalarType.Long);
        PlanColumn Long(string name) => new(name, ScalarType.Long);
        var (least, most, place, types) = (Long("least"), Long("most"), Long("place"), Long("types"));
        var (name1, type1, data1) = (new PlanColumn("ColumnName", ScalarType.String), new PlanColumn("ColumnType", ScalarType.String), new PlanColumn("DataType", ScalarType.String));
        var groups = new Aggregate(
            row.Node,
            [new Assignment(name1, NonNull(column.Reference()))],
            [
                new AggregateAssignment(least, AggregateCatalogue.Minimum.Call(ordinal)),
                new AggregateAssignment(most, AggregateCatalogue.Maximum.Call(ordinal)),
                new AggregateAssignment(types, AggregateCatalogue.CountDistinct.Call(type.Reference())),
                new AggregateAssignment(type1, AggregateCatalogue.First.Call(type.Reference())),
                new AggregateAssignment(data1, AggregateCatalogue.First.Call(data.Reference())),
            ]);
        var order = new Sort(groups, [new SortKey(least.Reference(), false, true), new SortKey(most.Reference(), false, true)]);
        var numbered = new Window(order, [], [new WindowAssignment(place, WindowCatalogue.Number.Call(Constant.Long(0), Constant.Bool(false)))]);
        Expression differs = CompareFunctions.Greater.Call(types.Reference(), Constant.Long(1));
        Expression moved = preserve ? CompareFunctions.NotEqual.Call(least.Reference(), most.Reference()) : Constant.Bool(false);
        Call Either(PlanColumn known, string types, string order) => ChoiceFunctions.Case.CallAs(known.Type, differs, Constant.Text(types), moved, Constant.Text(order), NonNull(known.Reference()));
        Assignment[] all =
        [
            Assignment.Keep(name1),
            new Assignment(Long("ColumnOrdinal"), ChoiceFunctions.If.Call(LogicFunctions.Or.Call(differs, moved), Constant.Long(-1), place.Reference())),
            new Assignment(new PlanColumn("DataType", ScalarType.String), Either(data1, "ERROR(unknown CSL type:ERROR(column type mismatch))", "ERROR(unknown CSL type:ERROR(columns are out of order))")),
            new Assignment(new PlanColumn("ColumnType", ScalarType.String), Either(type1, "ERROR(column type mismatch)", "ERROR(columns are out of order)")),
        ];
        return Grown(row.Table, new Project(numbered, all), call.Span) with { Ordered = false };
    }
}
