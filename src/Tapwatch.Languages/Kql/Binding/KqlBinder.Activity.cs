// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;
using SortKey = Tapwatch.Plan.Algebra.SortKey;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>Plugins that look at who was active when: activity_counts_metrics, active_users_count, session_count, rolling_percentile.</summary>
sealed partial class KqlBinder
{
    /// <summary>Events between two ends, with columns of their own: who, when, the begin of the bin, and what they are told apart by.</summary>
    sealed record Events(PlanNode Node, PlanColumn Id, PlanColumn Time, PlanColumn Bin, IReadOnlyList<PlanColumn> Dimensions, IReadOnlyList<Expression> Settings);

    // All of these take who, when, a first and last time, settings, and dimensions behind them. The last setting but for those after it is the bin.
    BoundTable Activity(BoundTable table, CallExpression call, int settled, Func<Events, IEnumerable<PlanColumn>, (PlanNode Node, IReadOnlyList<Assignment> Results)> compute) => Over(table, row =>
    {
        if (PluginArguments(call, settled) is not { } arguments)
        {
            return BoundTable.Unknown;
        }

        var (places, _) = arguments;

        if (PluginColumn(places[0], "who is counted") is not { } id || PluginColumn(places[1], "the time") is not { } time)
        {
            return BoundTable.Unknown;
        }

        var settings = places[2..settled].Select(Scalar).ToArray();
        var dimensions = places[settled..].Select(d => PluginColumn(d, "a dimension")).ToArray();
        if (settings.Any(IsUnknown) || Array.Exists(dimensions, static d => d is null))
        {
            return BoundTable.Unknown;
        }

        var step = settings[call.Function.Name switch { "active_users_count" => 5, "sliding_window_counts" => 3, _ => 2 }];
        if (time.Type == ScalarType.DateTime ? step.Type != ScalarType.TimeSpan || settings[0].Type != ScalarType.DateTime || settings[1].Type != ScalarType.DateTime : !IsNumber(time.Type))
        {
            Mistyped(places[1].Span, "the time", "a datetime with datetime ends and a timespan as step, or a number", time);
            return BoundTable.Unknown;
        }

        if (IsNumber(time.Type))
        {
            settings = [.. settings.Select(s => IsNumber(s.Type) ? To(s, time.Type) : s)];
            step = To(step, time.Type);
        }

        PlanColumn Own(ColumnReference column) => Column(column.Column.Name, column);
        var (idColumn, timeColumn, bin) = (Own(id), Own(time), new PlanColumn(time.Column.Name, time.Type));
        var keys = dimensions.Select(d => Own(d!)).ToArray();
        var within = new Filter(row.Node, LogicFunctions.And.Call(CompareFunctions.GreaterOrEqual.Call(time, settings[0]), CompareFunctions.LessOrEqual.Call(time, settings[1])));
        var node = new Project(
            call.Function.Name is "active_users_count" or "sliding_window_counts" ? row.Node : within,
            [new Assignment(idColumn, NonNull(id)), new Assignment(timeColumn, time), new Assignment(bin, BinAt(time, step, settings[0])), .. keys.Select((k, i) => new Assignment(k, NonNull(dimensions[i]!)))]);
        var (result, columns) = compute(new Events(node, idColumn, timeColumn, bin, keys, settings), keys);
        return Grown(row.Table, new Project(result, columns), call.Span) with { Ordered = false };
    });

    static Expression BinAt(Expression value, Expression step, Expression start)
    {
        var distance = Minus(value, start);
        return distance.Type == ScalarType.TimeSpan
            ? TimeFunctions.Subtract.Call(value, SpanOf(NumberFunctions.Modulo.Call(LongTicksOf(distance), LongTicksOf(step))))
            : NumberFunctions.Subtract.Call(value, NumberFunctions.Modulo.Call(distance, step));
    }

    static PlanColumn Again(PlanColumn column) => new(column.Name, column.Type);

    static JoinKey Same(PlanColumn left, PlanColumn right) => new(left.Reference(), right.Reference(), NullsMatch: true);

    // Per bin: all, different ones, those seen for the first time, and how many different ones so far.
    static (PlanNode, IReadOnlyList<Assignment>) ActivityCounts(Events events, IEnumerable<PlanColumn> dimensions)
    {
        PlanColumn[] keys = [events.Bin, .. dimensions];
        var (count, different, added, soFar) = (new PlanColumn("count", ScalarType.Long), new PlanColumn("dcount", ScalarType.Long), new PlanColumn("new", ScalarType.Long), new PlanColumn("aggregated_dcount", ScalarType.Long));
        var counts = new Aggregate(
            events.Node,
            [.. keys.Select(Assignment.Keep)],
            [new AggregateAssignment(count, AggregateCatalogue.Count.Call()), new AggregateAssignment(different, AggregateCatalogue.CountDistinct.Call(events.Id.Reference()))]);

        var first = Again(events.Bin);
        var own = events.Dimensions.Select(Again).ToArray();
        var firsts = new Aggregate(
            events.Node,
            [Assignment.Keep(events.Id), .. own.Select((o, i) => new Assignment(o, events.Dimensions[i].Reference()))],
            [new AggregateAssignment(first, AggregateCatalogue.Minimum.Call(events.Bin.Reference()))]);
        var news = new Aggregate(firsts, [Assignment.Keep(first), .. own.Select(Assignment.Keep)], [new AggregateAssignment(added, AggregateCatalogue.Count.Call())]);

        var joined = new Join(JoinKind.LeftOuter, counts, news, [Same(events.Bin, first), .. own.Select((o, i) => Same(events.Dimensions[i], o))]);
        Expression anew = ChoiceFunctions.FirstKnown.Call(added.Reference(), Constant.Long(0));
        var ordered = new Sort(joined, [new SortKey(events.Bin.Reference(), false, true)]);
        var window = new Window(ordered, [.. events.Dimensions.Select(static d => d.Reference())], [new WindowAssignment(soFar, WindowCatalogue.RunningSum.Call(anew, Constant.Bool(false)))]);
        return (window, [.. keys.Select(Assignment.Keep), Assignment.Keep(count), Assignment.Keep(different), new Assignment(new PlanColumn("new_dcount", ScalarType.Long), anew), Assignment.Keep(soFar)]);
    }

    // Settings: start, end, look-back, period, number of periods, bin. Who was active in at least so many periods of the look-back that ends with an event.
    (PlanNode, IReadOnlyList<Assignment>) ActiveUsers(Events events, IEnumerable<PlanColumn> dimensions)
    {
        var (start, end, lookBack, period, least) = (events.Settings[0], events.Settings[1], events.Settings[2], events.Settings[3], events.Settings[4]);
        var (id, time) = (Again(events.Id), Again(events.Time));
        var own = events.Dimensions.Select(Again).ToArray();
        var others = new Aggregate(
            events.Node,
            [new Assignment(id, events.Id.Reference()), new Assignment(time, events.Time.Reference()), .. own.Select((o, i) => new Assignment(o, events.Dimensions[i].Reference()))],
            []);
        var within = new Filter(events.Node, LogicFunctions.And.Call(CompareFunctions.GreaterOrEqual.Call(events.Time.Reference(), start), CompareFunctions.LessOrEqual.Call(events.Time.Reference(), end)));
        var pairs = new Join(JoinKind.Inner, within, others, [Same(events.Id, id), .. own.Select((o, i) => Same(events.Dimensions[i], o))]);
        var age = Minus(events.Time.Reference(), time.Reference());
        Expression zero = age.Type == ScalarType.TimeSpan ? Constant.TimeSpan(TimeSpan.Zero) : To(Constant.Long(0), age.Type);
        var seen = new Filter(pairs, LogicFunctions.And.Call(CompareFunctions.GreaterOrEqual.Call(age, zero), CompareFunctions.Less.Call(age, lookBack)));
        var periods = new PlanColumn("periods", ScalarType.Long);
        var active = new Aggregate(
            seen,
            [Assignment.Keep(events.Id), Assignment.Keep(events.Time), Assignment.Keep(events.Bin), .. events.Dimensions.Select(Assignment.Keep)],
            [new AggregateAssignment(periods, AggregateCatalogue.CountDistinct.Call(BinAt(time.Reference(), period, start)))]);
        var count = new PlanColumn("dcount", ScalarType.Long);
        var result = new Aggregate(
            new Filter(active, CompareFunctions.GreaterOrEqual.Call(periods.Reference(), To(least, ScalarType.Long))),
            [Assignment.Keep(events.Bin), .. dimensions.Select(Assignment.Keep)],
            [new AggregateAssignment(count, AggregateCatalogue.CountDistinct.Call(events.Id.Reference()))]);
        return (new Sort(result, [new SortKey(events.Bin.Reference(), false, true)]), [.. result.Columns.Select(Assignment.Keep)]);
    }

    // Settings: start, end, bin, look-back. An event that no other of the same one went before within the look-back begins a session; each bin counts
    // the sessions that have an event in it.
    static (PlanNode, IReadOnlyList<Assignment>) Sessions(Events events, IEnumerable<PlanColumn> dimensions)
    {
        var (before, session) = (new PlanColumn("before", events.Time.Type), new PlanColumn("session", ScalarType.Long));
        Expression[] one = [events.Id.Reference(), .. events.Dimensions.Select(static d => d.Reference())];
        var ordered = new Sort(events.Node, [new SortKey(events.Time.Reference(), false, true)]);
        var window = new Window(ordered, one, [new WindowAssignment(before, WindowCatalogue.Earlier.Call(events.Time.Reference(), Constant.Long(1), Constant.Null(events.Time.Type)))]);
        Expression begins = LogicFunctions.Or.Call(CompareFunctions.IsNull.Call(before.Reference()), CompareFunctions.Greater.Call(Minus(events.Time.Reference(), before.Reference()), events.Settings[3]));
        var numbered = new Window(window, one, [new WindowAssignment(session, WindowCatalogue.RunningSum.Call(ChoiceFunctions.If.Call(begins, Constant.Long(1), Constant.Long(0)), Constant.Bool(false)))]);
        PlanColumn[] keys = [events.Bin, .. dimensions];
        var active = new Aggregate(numbered, [.. keys.Select(Assignment.Keep), Assignment.Keep(events.Id), Assignment.Keep(session)], []);
        var count = new PlanColumn("count_sessions", ScalarType.Long);
        var result = new Aggregate(active, [.. keys.Select(Assignment.Keep)], [new AggregateAssignment(count, AggregateCatalogue.Count.Call())]);
        return (new Sort(result, [new SortKey(events.Bin.Reference(), false, true)]), [.. result.Columns.Select(Assignment.Keep)]);
    }

    // Settings: start, end, look-back, bin. Each event counts in its bin and in those whose look-back reaches it.
    static (PlanNode, IReadOnlyList<Assignment>) SlidingCounts(Events events, IEnumerable<PlanColumn> dimensions)
    {
        var (start, end, lookBack, bin) = (events.Settings[0], events.Settings[1], events.Settings[2], events.Settings[3]);
        var counted = Again(events.Bin);
        var isTime = counted.Type is ScalarType.DateTime or ScalarType.TimeSpan;
        Expression last = isTime
            ? TimeFunctions.Subtract.Call(TimeFunctions.Add.Call(events.Bin.Reference(), lookBack), bin)
            : NumberFunctions.Subtract.Call(NumberFunctions.Add.Call(events.Bin.Reference(), lookBack), bin);
        var each = new Sequence(events.Node, events.Bin.Reference(), last, bin, counted);
        var within = new Filter(each, LogicFunctions.And.Call(CompareFunctions.GreaterOrEqual.Call(counted.Reference(), start), CompareFunctions.LessOrEqual.Call(counted.Reference(), end)));
        var (all, different) = (new PlanColumn("Count", ScalarType.Long), new PlanColumn("Dcount", ScalarType.Long));
        var result = new Aggregate(
            within,
            [Assignment.Keep(counted), .. dimensions.Select(Assignment.Keep)],
            [new AggregateAssignment(all, AggregateCatalogue.Count.Call()), new AggregateAssignment(different, AggregateCatalogue.CountDistinct.Call(events.Id.Reference()))]);
        return (new Sort(result, [new SortKey(counted.Reference(), false, true)]), [.. result.Columns.Select(Assignment.Keep)]);
    }

    // rolling_percentile(value, percentile, index, bin size, bins per window, dimensions…): each row counts in its bin and in those behind it.
    BoundTable RollingPercentile(RowContext row, CallExpression call)
    {
        if (PluginArguments(call, 5) is not { } arguments)
        {
            return BoundTable.Unknown;
        }

        var (places, _) = arguments;

        var (value, rank, index, size) = (PluginColumn(places[0], "the value"), Scalar(places[1]), PluginColumn(places[2], "the index"), Scalar(places[3]));
        var bins = Whole(places[4], "the number of bins");
        var dimensions = places[5..].Select(d => PluginColumn(d, "a dimension")).ToArray();
        if (value is null || index is null || IsUnknown(rank) || IsUnknown(size) || bins is null || Array.Exists(dimensions, static d => d is null))
        {
            return BoundTable.Unknown;
        }

        if (!Countable(size, index.Type == ScalarType.DateTime ? ScalarType.TimeSpan : index.Type) || rank is not Constant || !IsNumber(rank.Type))
        {
            diagnostics.Add(Messages.IncompatibleTypes(call.Span, call.Function.Name, index.Type.KustoName(), size.Type.KustoName()));
            return BoundTable.Unknown;
        }

        if (IsNumber(index.Type))
        {
            size = To(size, index.Type);
        }

        var (bin, counted) = (new PlanColumn("bin", index.Type), new PlanColumn(index.Column.Name, index.Type));
        var last = AxisEnd(index, AggregateCatalogue.Maximum);
        var binned = Plan.Algebra.Project.Extend(row.Node, new Assignment(bin, Floor(index, size)));
        var sequence = new Sequence(binned, bin.Reference(), Latest(bin, size, bins.Value), size, counted);
        var keys = dimensions.Select(d => Key(d!.Column.Name, d)).ToArray();
        var name = string.Create(CultureInfo.InvariantCulture, $"rolling_{bins}_percentile_{value.Column.Name}_{((Constant)rank).Value}");
        var result = new PlanColumn(name, value.Type);
        var groups = new Aggregate(
            new Filter(sequence, CompareFunctions.LessOrEqual.Call(counted.Reference(), last)),
            [Assignment.Keep(counted), .. keys],
            [new AggregateAssignment(result, StatisticFunctions.Percentile.Call(value, To(rank, ScalarType.Real)))]);
        return Grown(row.Table, new Sort(groups, [new SortKey(counted.Reference(), false, true)]), call.Span) with { Ordered = false };
    }

    Expression Latest(PlanColumn bin, Expression size, long bins) => bin.Type is ScalarType.DateTime or ScalarType.TimeSpan
        ? TimeFunctions.Add.Call(bin.Reference(), Ticks(NumberFunctions.Multiply, size, Constant.Long(bins - 1)))
        : NumberFunctions.Add.Call(bin.Reference(), NumberFunctions.Multiply.Call(size, To(Constant.Long(bins - 1), size.Type)));
}
