// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>
/// make-series: the aggregates per place on the axis, then an array of all places per key. Without `from` the axis begins at the first place that has
/// rows, counted in whole steps; without `to` it ends behind the last.
/// </summary>
sealed partial class KqlBinder
{
    BoundTable MakeSeries(RowContext row, MakeSeriesOperator series)
    {
        var axis = Scalar(series.On.Value);
        var step = Scalar(series.Step);
        var from = series.From is null ? null : Scalar(series.From);
        var to = series.To is null ? null : Scalar(series.To);
        if (IsUnknown(axis) || IsUnknown(step) || (from is not null && IsUnknown(from)) || (to is not null && IsUnknown(to)))
        {
            return BoundTable.Unknown;
        }

        axis = axis.Type == ScalarType.Int ? To(axis, ScalarType.Long) : axis;
        if (AxisEnds(series, axis, step, from, to) is not { } ends)
        {
            return BoundTable.Unknown;
        }

        var (begin, stride, end) = ends;

        var names = new KqlColumnNames();
        var keys = SeriesKeys(series, names);
        var place = new PlanColumn("place", ScalarType.Long);
        Expression within = LogicFunctions.And.Call(CompareFunctions.GreaterOrEqual.Call(axis, begin), CompareFunctions.Less.Call(axis, end));
        var rows = new Filter(row.Node, within);

        var aggregates = new List<AggregateAssignment>();
        var (outer, outerKeys) = (_aggregating, _keyNames);
        (_aggregating, _keyNames) = (aggregates, []);
        var values = series.Series.Select(s => (Results: AggregateItem(s.Aggregate, names).ToArray(), s.Default)).ToArray();

        // Ends and defaults that a sub-query brought as columns come along.
        var (first, length, last) = (Along(begin), Along(stride), Along(end));
        var defaults = values.SelectMany(v => v.Results.Select(r => (r.Column, Default: Along(SeriesDefault(v.Default, r.Column.Type))))).ToArray();
        (_aggregating, _keyNames) = (outer, outerKeys);

        var placed = new Aggregate(rows, [.. keys, new Assignment(place, Steps(axis, begin, stride))], aggregates);
        var count = new PlanColumn("count", ScalarType.Long);
        var start = new PlanColumn("first", axis.Type);
        var by = new PlanColumn("step", stride.Type);
        PlanNode points = new Project(placed,
        [
            .. keys.Select(static k => Assignment.Keep(k.Column)), Assignment.Keep(place), .. values.SelectMany(static v => v.Results),
            .. defaults.Select(static d => new Assignment(new PlanColumn("default", d.Default.Type), d.Default)),
            new Assignment(count, StepsUp(last, first, length)), new Assignment(start, first), new Assignment(by, length),
        ]);
        var nonEmpty = keys.Count == 0 && series.Parameters.Any(static p => p.Name == "kind" && p.Word == "nonempty");
        if (nonEmpty)
        {
            points = WithEmptyPoint((Project)points);
        }

        return Arrays(row, series, points, keys, [.. values.SelectMany(static v => v.Results).Select(static r => r.Column)], place, count, start, by, names);
    }

    List<Assignment> SeriesKeys(MakeSeriesOperator series, KqlColumnNames names)
    {
        foreach (var name in series.Keys.Concat(series.Series.Select(static s => s.Aggregate)).SelectMany(static a => a.Names))
        {
            names.Take(name.Name);
        }

        return [.. series.Keys.Select(k => Key(k.Name?.Name ?? (KqlNames.Of(k.Value) is { } own ? names.Unique(own) : names.Unnamed()), Scalar(k.Value)))];
    }

    // The first value of the axis, the step and the end, which is left out; null when something does not fit (said).
    (Expression From, Expression Step, Expression To)? AxisEnds(MakeSeriesOperator series, Expression axis, Expression step, Expression? from, Expression? to)
    {
        var type = axis.Type;
        if (type is not (ScalarType.DateTime or ScalarType.TimeSpan) && !IsNumber(type))
        {
            Mistyped(series.On.Span, "the axis", "a datetime, timespan or number", axis);
            return null;
        }

        var stepType = type == ScalarType.DateTime ? ScalarType.TimeSpan : type;
        foreach (var (end, syntax, wanted) in new[] { (from, series.From, type), (to, series.To, type), (step, series.Step, stepType) })
        {
            if (end is not null && !Countable(end, wanted))
            {
                diagnostics.Add(Messages.IncompatibleTypes(syntax!.Span, "make-series", wanted.KustoName(), end.Type.KustoName()));
                return null;
            }
        }

        var stride = To(step, stepType);
        var begin = from is null ? Floor(AxisEnd(axis, AggregateCatalogue.Minimum), stride) : To(from, type);
        var stop = to is null ? Plus(Floor(AxisEnd(axis, AggregateCatalogue.Maximum), stride), stride) : To(to, type);
        if (to is not null && series.Parameters.Any(static p => p.Name == "inclusive"))
        {
            stop = type == ScalarType.Real ? Plus(stop, stride) : Plus(stop, type is ScalarType.Long ? Constant.Long(1) : type == ScalarType.Decimal ? stride : Constant.TimeSpan(new TimeSpan(1)));
        }

        return (begin, stride, stop);
    }

    Expression AxisEnd(Expression axis, AggregateFunction extreme)
    {
        var column = new PlanColumn("end", axis.Type);
        return JoinScalar(new BoundTable(new Aggregate(_row!.Table.Node, [], [new AggregateAssignment(column, extreme.Call(axis))]), null), column);
    }

    static Expression Plus(Expression value, Expression step) =>
        Fold(value.Type is ScalarType.DateTime or ScalarType.TimeSpan ? TimeFunctions.Add.Call(value, step) : NumberFunctions.Add.Call(value, step));

    static Expression Minus(Expression value, Expression other) => value.Type switch
    {
        ScalarType.DateTime => TimeFunctions.Between.Call(value, other),
        ScalarType.TimeSpan => TimeFunctions.Subtract.Call(value, other),
        _ => NumberFunctions.Subtract.Call(value, other),
    };

    static Expression Floor(Expression value, Expression step) => value.Type is ScalarType.DateTime or ScalarType.TimeSpan
        ? TimeFunctions.Floor.Call(value, step)
        : NumberFunctions.Subtract.Call(value, NumberFunctions.Modulo.Call(value, step));

    // Whole steps from the first value; never negative where it is used, so that cutting off is rounding down.
    Expression Steps(Expression value, Expression from, Expression step)
    {
        var distance = Minus(value, from);
        return distance.Type == ScalarType.TimeSpan
            ? NumberFunctions.Divide.Call(LongTicksOf(distance), LongTicksOf(step))
            : To(NumberFunctions.Divide.Call(distance, step), ScalarType.Long);
    }

    // Steps to the end, a part of one counted as a whole.
    Expression StepsUp(Expression to, Expression from, Expression step)
    {
        var distance = Minus(to, from);
        if (distance.Type == ScalarType.TimeSpan)
        {
            (distance, step) = (LongTicksOf(distance), LongTicksOf(step));
        }

        var whole = To(NumberFunctions.Divide.Call(distance, step), ScalarType.Long);
        var more = CompareFunctions.Less.Call(NumberFunctions.Multiply.Call(To(whole, step.Type), step), distance);
        return ChoiceFunctions.If.Call(more, NumberFunctions.Add.Call(whole, Constant.Long(1)), whole);
    }

    Expression Along(Expression value) => ReadsRows(value) ? Added("along", AggregateCatalogue.First.Call(value)) : value;

    Expression SeriesDefault(KqlExpression? syntax, ScalarType type)
    {
        var value = syntax is null ? Constant.Long(0) : Scalar(syntax);
        return IsUnknown(value) || value is Constant { Value: null } ? Constant.Null(ScalarType.Dynamic) : To(value, ScalarType.Dynamic);
    }

    // A point that has no place, so that there is a series when there are no rows.
    static Union WithEmptyPoint(Project points)
    {
        var known = points.Assignments.Where(static a => !ReadsRows(a.Value)).ToDictionary(static a => a.Column, static a => new Assignment(new PlanColumn(a.Column.Name, a.Column.Type), a.Value));
        var one = new Project(ConstantRows.One, [.. known.Values]);
        return new Union(points.Columns, [new UnionBranch(points, [.. points.Columns]), new UnionBranch(one, [.. points.Columns.Select(c => known.GetValueOrDefault(c)?.Column)])]);
    }

    // One row per key: an array for each series, and that of the axis.
    BoundTable Arrays(RowContext row, MakeSeriesOperator series, PlanNode points, List<Assignment> keys, PlanColumn[] values, PlanColumn place, PlanColumn count, PlanColumn start, PlanColumn by, KqlColumnNames names)
    {
        var defaults = points.Columns.Where(static c => c.Name == "default").ToArray();
        var arrays = values.Select(static v => new PlanColumn(v.Name, ScalarType.Dynamic)).ToArray();
        PlanColumn Carried(PlanColumn column) => new(column.Name, column.Type);
        var (startOut, byOut, countOut) = (Carried(start), Carried(by), Carried(count));

        // A key that is always there makes no rows of no rows.
        var always = new PlanColumn("always", ScalarType.Bool);
        var node = new Aggregate(
            points,
            [.. keys.Select(static k => Assignment.Keep(k.Column)), new Assignment(always, Constant.Bool(true))],
            [
                .. arrays.Select((a, i) => new AggregateAssignment(a, SeriesAxisFunctions.PlacedList.Call(values[i].Reference(), place.Reference(), count.Reference(), defaults[i].Reference()))),
                new AggregateAssignment(startOut, AggregateCatalogue.First.Call(start.Reference())),
                new AggregateAssignment(byOut, AggregateCatalogue.First.Call(by.Reference())),
                new AggregateAssignment(countOut, AggregateCatalogue.First.Call(count.Reference())),
            ]);
        var axis = new PlanColumn(series.On.Name?.Name ?? (KqlNames.Of(series.On.Value) is { } own ? names.Unique(own) : names.Unnamed()), ScalarType.Dynamic);
        Assignment[] all =
        [
            .. keys.Select(static k => Assignment.Keep(k.Column)),
            .. arrays.Select(Assignment.Keep),
            new Assignment(axis, SeriesAxisFunctions.Axis.Call(startOut.Reference(), byOut.Reference(), countOut.Reference())),
        ];
        return Grown(Closed(row.Table), new Project(node, all), series.Span) with { Ordered = false };
    }
}
