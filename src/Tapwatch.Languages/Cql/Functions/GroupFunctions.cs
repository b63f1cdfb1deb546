// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Functions that group events. LogScale's limits on the number of groups are not applied.</summary>
static class GroupFunctions
{
    public static IEnumerable<CqlFunction> All =>
    [
        new("groupBy", "field[] function limit") { Step = GroupBy, Whole = true },
        new("stats", "function[]") { Step = Stats, Whole = true },
        new("top", "field[] limit sum max as percent !rest error") { Step = Top, Whole = true },
        new("bucket", "span function field buckets limit minSpan unit !timezone") { Step = static a => Bucket(a, "field"), Whole = true },
        new("timeChart", "series span function buckets limit minSpan unit !timezone") { Step = static a => Bucket(a, "series"), Whole = true },
    ];

    static List<(string Name, Expression Value)>? Keys(CallArguments arguments, string parameter)
    {
        if (arguments.Names(parameter) is not { } names)
        {
            return null;
        }

        return [.. names.DistinctBy(static n => n.Name).Select(n => (n.Name, arguments.Binder.Field(n.Name, n.At, arguments.Stream)))];
    }

    static IReadOnlyList<AggregateOutput> Outputs(CallArguments arguments) => arguments.Syntax("function") is { } function
        ? Aggregation.Outputs(arguments.Binder, arguments.Stream, function)
        : [new AggregateOutput("_count", AggregateCatalogue.Count.Call())];

    static void GroupBy(CallArguments arguments)
    {
        arguments.Limit("limit");
        if (Keys(arguments, "field") is { } keys)
        {
            Aggregation.Group(arguments.Binder, arguments.Stream, keys, arguments.Syntax("function"), arguments.Call.Span);
        }
    }

    static void Stats(CallArguments arguments) =>
        Aggregation.Group(arguments.Binder, arguments.Stream, [], arguments.Syntax("function"), arguments.Call.Span);

    static void Top(CallArguments arguments)
    {
        if (Keys(arguments, "field") is not { } keys)
        {
            return;
        }

        var measure = arguments.Has("sum") ? "sum" : arguments.Has("max") ? "max" : null;
        AggregateCall call;
        if (measure is null)
        {
            call = AggregateCatalogue.Count.Call();
        }
        else if (arguments.Field(measure) is { } field)
        {
            call = (measure == "sum" ? AggregateCatalogue.SumOrNull : AggregateCatalogue.Maximum).Call(Values.Number(field));
        }
        else
        {
            return;
        }

        var name = arguments.Target(measure is null ? "_count" : "_" + measure);
        var limit = arguments.Has("limit") ? arguments.Limit("limit") : 10;
        var stream = arguments.Stream;
        Aggregation.Run(arguments.Binder, stream, keys, [new AggregateOutput(name, call)], arguments.Call.Span);
        if (!stream.IsClause)
        {
            var order = new SortKey(stream.Fields.Get(name), Descending: true, NullsFirst: false);
            stream.Sort([order], limit);
        }

        if (arguments.Flag("percent", otherwise: false))
        {
            arguments.Binder.Diagnostics.Add(Messages.UnsupportedParameter(arguments.Span("percent"), "top", "percent", "CQL"));
        }
    }

    // `_bucket` is the time a bucket begins.
    static void Bucket(CallArguments arguments, string series)
    {
        var span = TimeSpan.FromHours(1);
        if (arguments.Text("span") is { } text && text != "auto")
        {
            if (RelativeTime.Parse(text.All(char.IsAsciiLetter) ? "1" + text : text) is not { } given || given <= TimeSpan.Zero)
            {
                arguments.Bad("span", "a duration such as `15m` or `1d`");
                return;
            }

            span = given;
        }
        else
        {
            arguments.Binder.Diagnostics.Add(Messages.CqlBucketWidth(arguments.Call.NameSpan, arguments.Function.Name));
        }

        var stream = arguments.Stream;
        var time = Values.Time(stream.Fields.Get("@timestamp"));
        var keys = new List<(string, Expression)> { ("_bucket", stream.Compute("_bucket", TimeFunctions.Floor.Call(time, Constant.TimeSpan(span)))) };
        if (arguments.Has(series))
        {
            if (Keys(arguments, series) is not { } more)
            {
                return;
            }

            keys.AddRange(more);
        }

        Aggregation.Run(arguments.Binder, stream, keys, Outputs(arguments).DistinctBy(static o => o.Name).ToList(), arguments.Call.Span);
        if (!stream.IsClause)
        {
            var order = new SortKey(stream.Fields.Get("_bucket"), Descending: false, NullsFirst: false);
            stream.Wrap(n => new Sort(n, [order]));
        }
    }
}
