// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>
/// Functions that cut the events into runs and make a row of each: <c>session</c> and <c>series</c> by time, with <c>@timestamp</c> (of the first event) and
/// <c>_duration</c> (in milliseconds), <c>partition</c> where a condition holds.
/// </summary>
static class SessionFunctions
{
    public static IEnumerable<CqlFunction> All =>
    [
        new("session", "function[] maxpause") { Step = Session, Whole = true },
        new("series", "collect[] maxpause maxduration startmatch endmatch separator memlimit") { Step = Series, Whole = true },
        new("partition", "function[] condition split") { Step = Partition, Whole = true },
    ];

    static void Session(CallArguments arguments)
    {
        if (Duration(arguments, "maxpause", TimeSpan.FromMinutes(15)) is not { } pause)
        {
            return;
        }

        var stream = arguments.Stream;
        var time = InTime(stream);
        var outputs = arguments.Syntax("function") is { } function
            ? Aggregation.Outputs(arguments.Binder, stream, function)
            : [new AggregateOutput("_count", AggregateCatalogue.Count.Call())];
        Rows(arguments, Runs(stream, time, pause, TimeSpan.MaxValue, Constant.Bool(false)), time, [.. outputs.DistinctBy(static o => o.Name)]);
    }

    static void Series(CallArguments arguments)
    {
        if (arguments.Names("collect") is not { } names || Duration(arguments, "maxpause", TimeSpan.MaxValue) is not { } pause
            || Duration(arguments, "maxduration", TimeSpan.MaxValue) is not { } longest)
        {
            return;
        }

        var stream = arguments.Stream;
        var time = InTime(stream);
        var starts = arguments.Has("startmatch") ? Match(arguments, "startmatch") : null;
        var ends = arguments.Has("endmatch") ? Match(arguments, "endmatch") : null;
        if ((arguments.Has("startmatch") && starts is null) || (arguments.Has("endmatch") && ends is null))
        {
            return;
        }

        // A run begins at an event that starts one, and behind one that ends one.
        var restarts = starts ?? Constant.Bool(false);
        if (ends is not null)
        {
            var ended = new PlanColumn("$ended", ScalarType.Bool);
            stream.Wrap(n => new Window(n, stream.Groups, [new WindowAssignment(ended, WindowCatalogue.Earlier.Call(ends, Constant.Long(1), Constant.Bool(false)))]));
            restarts = LogicFunctions.Or.Call(restarts, ended.Reference());
        }

        var keys = Runs(stream, time, pause, longest, restarts);
        var separator = Constant.Text(arguments.Text("separator") ?? "\n");
        List<AggregateOutput> outputs =
        [
            .. names.DistinctBy(static n => n.Name).Select(n => new AggregateOutput(
                n.Name,
                AggregateCatalogue.List.Call(Values.Text(arguments.Binder.Field(n.Name, n.At, stream)), Constant.Long(long.MaxValue)),
                r => PlainTextFunctions.Join.Call(r, separator))),
        ];
        if (starts is not null)
        {
            outputs.Add(new AggregateOutput("$start", AggregateCatalogue.First.Call(starts)));
        }

        Rows(arguments, keys, time, outputs);
        if (starts is not null)
        {
            // What comes before a start, or after an end and before the next start, is part of no series.
            stream.Filter(stream.Fields.Get("$start"));
            stream.Fields.Remove("$start");
        }
    }

    static void Partition(CallArguments arguments)
    {
        var after = arguments.Text("split")?.ToUpperInvariant() switch { null or "BEFORE" => false, "AFTER" => true, _ => (bool?)null };
        if (after is null)
        {
            arguments.Bad("split", "`before` or `after`");
            return;
        }

        if (arguments.Syntax("function") is not { } function || Match(arguments, "condition") is not { } condition)
        {
            arguments.Required(arguments.Has("function") ? "condition" : "function");
            return;
        }

        SequenceFunctions.Order(arguments);
        var stream = arguments.Stream;
        if (after == true)
        {
            var ended = new PlanColumn("$ended", ScalarType.Bool);
            stream.Wrap(n => new Window(n, stream.Groups, [new WindowAssignment(ended, WindowCatalogue.Earlier.Call(condition, Constant.Long(1), Constant.Bool(false)))]));
            condition = ended.Reference();
        }

        var key = Count(stream, condition);
        Aggregation.Run(arguments.Binder, stream, [("$run", key)], [.. Aggregation.Outputs(arguments.Binder, stream, function).DistinctBy(static o => o.Name)], arguments.Call.Span);
        stream.Fields.Remove("$run");
    }

    static TimeSpan? Duration(CallArguments arguments, string parameter, TimeSpan otherwise)
    {
        if (arguments.Text(parameter) is not { } text)
        {
            return otherwise;
        }

        if (RelativeTime.Parse(text) is { } duration)
        {
            return duration;
        }

        arguments.Bad(parameter, "a duration such as `15m` or `1d`");
        return null;
    }

    // Whether an event passes the filter in braces.
    static Expression? Match(CallArguments arguments, string parameter)
    {
        if (arguments.Syntax(parameter) is not SubqueryExpression query)
        {
            if (arguments.Has(parameter))
            {
                arguments.Bad(parameter, "a filter in braces");
            }

            return null;
        }

        var clause = arguments.Stream.Clause();
        arguments.Binder.Pipeline(query.Pipeline, clause);
        return clause.Condition is { } condition ? arguments.Stream.Compute("$" + parameter, Values.Not(Values.Not(condition))) : Constant.Bool(true);
    }

    // Sessions and series are about time, whatever order came before.
    static Expression InTime(EventStream stream)
    {
        var time = stream.Compute("$time", Values.Time(stream.Fields.Get("@timestamp")));
        stream.Wrap(n => new Sort(n, [new SortKey(time, Descending: false, NullsFirst: false)]));
        return time;
    }

    static Expression Count(EventStream stream, Expression condition)
    {
        var count = new PlanColumn("$runs", ScalarType.Long);
        var one = ChoiceFunctions.If.Call(condition, Constant.Long(1), Constant.Long(0));
        stream.Wrap(n => new Window(n, stream.Groups, [new WindowAssignment(count, WindowCatalogue.RunningSum.Call(one, Constant.Bool(false)))]));
        return count.Reference();
    }

    static List<(string Name, Expression Value)> Runs(EventStream stream, Expression time, TimeSpan pause, TimeSpan longest, Expression restarts)
    {
        var start = new PlanColumn("$start", ScalarType.DateTime);
        var call = WindowCatalogue.SessionStart.Call(time, Constant.TimeSpan(longest), Constant.TimeSpan(pause), restarts);
        var runs = Count(stream, restarts);
        stream.Wrap(n => new Window(n, stream.Groups, [new WindowAssignment(start, call)]));
        return [("$runs", runs), ("$run", start.Reference())];
    }

    static void Rows(CallArguments arguments, IReadOnlyList<(string Name, Expression Value)> keys, Expression time, IReadOnlyList<AggregateOutput> outputs)
    {
        var stream = arguments.Stream;
        Aggregation.Run(
            arguments.Binder,
            stream,
            keys,
            [new AggregateOutput("$first", AggregateCatalogue.Minimum.Call(time)), new AggregateOutput("$last", AggregateCatalogue.Maximum.Call(time)), .. outputs],
            arguments.Call.Span);
        var fields = stream.Fields;
        var first = fields.Get("$first");
        var duration = NumberFunctions.Subtract.Call(
            ConvertFunctions.EpochMilliseconds.Call(fields.Get("$last")), ConvertFunctions.EpochMilliseconds.Call(first));
        foreach (var name in keys.Select(static k => k.Name).Append("$first").Append("$last"))
        {
            fields.Remove(name);
        }

        fields.Set("@timestamp", first);
        fields.Set("_duration", stream.Compute("_duration", duration));
    }
}
