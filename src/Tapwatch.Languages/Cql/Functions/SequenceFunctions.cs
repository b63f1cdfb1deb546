// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Functions that look at an event's place among the others. LogScale wants them behind something that puts events in order.</summary>
static class SequenceFunctions
{
    public static IEnumerable<CqlFunction> All =>
    [
        new("neighbor", "include[] direction distance prefix") { Step = Neighbor, Whole = true },
        new("accumulate", "function[] current") { Step = static a => Frames(a, static f => f), Whole = true },
        new("slidingWindow", "function[] events current") { Step = SlidingWindow, Whole = true },
        new("slidingTimeWindow", "function[] span current") { Step = SlidingTimeWindow, Whole = true },
    ];

    /// <summary>Puts the events in an order, the oldest first, where the query has not.</summary>
    public static void Order(CallArguments arguments)
    {
        var stream = arguments.Stream;
        if (stream.IsOrdered)
        {
            return;
        }

        if (stream.Groups.Count == 0)
        {
            arguments.Binder.Diagnostics.Add(Messages.CqlNeedsOrder(arguments.Call.NameSpan, arguments.Function.Name));
        }

        stream.Wrap(n => new Sort(n, [new SortKey(stream.Fields.Get("@timestamp"), Descending: false, NullsFirst: false)]));
        stream.IsOrdered = true;
    }

    static void Neighbor(CallArguments arguments)
    {
        if (arguments.Names("include") is not { } names)
        {
            return;
        }

        var function = arguments.Text("direction")?.ToUpperInvariant() switch
        {
            null or "PRECEDING" => WindowCatalogue.Earlier,
            "SUCCEEDING" => WindowCatalogue.Later,
            _ => null,
        };
        if (function is null)
        {
            arguments.Bad("direction", "`preceding` or `succeeding`");
            return;
        }

        var distance = arguments.Has("distance") ? arguments.Limit("distance") ?? 1 : 1;
        var prefix = arguments.Text("prefix") is { Length: > 0 } given ? given.TrimEnd('.') + "." : "";
        Order(arguments);
        var stream = arguments.Stream;
        var columns = new List<WindowAssignment>();
        foreach (var (name, at) in names)
        {
            var value = arguments.Binder.Field(name, at, stream);
            columns.Add(new WindowAssignment(
                new PlanColumn(prefix + name, value.Type), function.Call(value, Constant.Long(distance), Constant.Null(value.Type))));
        }

        stream.Wrap(n => new Window(n, stream.Groups, columns));
        columns.ForEach(c => stream.Fields.Set(c.Column.Name, c.Column.Reference()));
    }

    static void SlidingWindow(CallArguments arguments)
    {
        if (arguments.Required("events") is null || arguments.Limit("events") is not { } events)
        {
            return;
        }

        Frames(arguments, f => f with { Rows = events });
    }

    static void SlidingTimeWindow(CallArguments arguments)
    {
        if (arguments.Required("span") is not { } text)
        {
            return;
        }

        if (RelativeTime.Parse(text) is not { } span)
        {
            arguments.Bad("span", "a duration such as `15m` or `1d`");
            return;
        }

        var time = Values.Time(arguments.Stream.Fields.Get("@timestamp"));
        Frames(arguments, f => f with { Time = time, Span = span.Ticks });
    }

    // The fields of the functions come beside those of the event.
    static void Frames(CallArguments arguments, Func<Frame, Frame> bound)
    {
        if (arguments.Syntax("function") is not { } function)
        {
            arguments.Required("function");
            return;
        }

        var current = arguments.Text("current")?.ToUpperInvariant() switch { null or "INCLUDE" => true, "EXCLUDE" => false, _ => (bool?)null };
        if (current is null)
        {
            arguments.Bad("current", "`include` or `exclude`");
            return;
        }

        Order(arguments);
        var stream = arguments.Stream;
        var outputs = Aggregation.Outputs(arguments.Binder, stream, function).DistinctBy(static o => o.Name).ToList();
        var columns = outputs.ConvertAll(static o => new AggregateAssignment(new PlanColumn(o.Name, o.Call.Type), o.Call));
        stream.Wrap(n => bound(new Frame(n, stream.Groups, columns) { WithoutCurrent = current == false }));
        for (var i = 0; i < outputs.Count; i++)
        {
            Expression result = columns[i].Column.Reference();
            stream.Fields.Set(outputs[i].Name, stream.Compute(outputs[i].Name, outputs[i].Finish?.Invoke(result) ?? result));
        }
    }
}
