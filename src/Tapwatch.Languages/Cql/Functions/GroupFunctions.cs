// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Functions that group events. LogScale's limits on the number of groups are not applied.</summary>
static class GroupFunctions
{
    public static IEnumerable<CqlFunction> All =>
    [
        new("groupBy", "field[] function limit") { Step = GroupBy, Whole = true },
        new("stats", "function[]") { Step = Stats, Whole = true },
        new("top", "field[] limit sum max as percent rest error") { Step = Top, Whole = true },
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
        if (stream.IsClause)
        {
            return;
        }

        var all = stream.Node;
        var order = new SortKey(stream.Fields.Get(name), Descending: true, NullsFirst: false);
        stream.Sort([order], limit);
        if (arguments.Text("rest") is { } rest)
        {
            if (stream.Groups.Count > 0)
            {
                arguments.Binder.Diagnostics.Add(Messages.UnsupportedParameter(arguments.Span("rest"), "top", "rest", "CQL"));
                return;
            }

            Rest(stream, all, [.. keys.Select(static k => k.Name)], name, rest, measure == "max" ? AggregateCatalogue.Maximum : AggregateCatalogue.SumOrNull);
        }

        if (arguments.Flag("percent", otherwise: false))
        {
            Percent(stream, all, order.Value, name);
        }
    }

    // What all other groups have together, in a row below: its first key is the word given.
    static void Rest(EventStream stream, PlanNode all, List<string> keys, string name, string rest, AggregateFunction function)
    {
        var fields = stream.Fields;
        var measure = fields.Get(name);
        List<string> names = [.. keys, name];
        Expression Shown(string n) => n == name ? measure : Values.Text(fields.Get(n));
        var best = new Project(stream.Node, [.. names.Select(n => new Assignment(new PlanColumn(n, Shown(n).Type), Shown(n)))]);
        var others = new Join(JoinKind.LeftAnti, all, best, [.. keys.Select((k, i) => new JoinKey(Values.Text(fields.Get(k)), best.Columns[i].Reference(), NullsMatch: true))]);
        var total = new AggregateAssignment(new PlanColumn(name, measure.Type), function.Call(measure));
        var below = new Project(
            new Filter(new Aggregate(others, [], [total]), Values.Exists(total.Column.Reference())),
            [.. keys.Select((k, i) => new Assignment(new PlanColumn(k, ScalarType.String), i == 0 ? Constant.Text(rest) : Constant.Null(ScalarType.String))), new Assignment(new PlanColumn(name, measure.Type), total.Column.Reference())]);
        var columns = names.Select(n => new PlanColumn(n, Shown(n).Type)).Append(new PlanColumn("$last", ScalarType.Bool)).ToList();
        var node = new Union(
            columns,
            [.. new[] { best, below }.Select((b, i) =>
            {
                var marked = Project.Extend(b, [new Assignment(new PlanColumn("$last", ScalarType.Bool), Constant.Bool(i == 1))]);
                return new UnionBranch(marked, [.. marked.Columns]);
            })]);
        var united = new FieldSpace(origin: null);
        for (var i = 0; i < names.Count; i++)
        {
            united.Set(names[i], columns[i].Reference());
        }

        stream.Replace(
            new Sort(node, [new SortKey(columns[^1].Reference(), Descending: false, NullsFirst: false), new SortKey(united.Get(name), Descending: true, NullsFirst: false)]), united, ordered: true);
    }

    // The share of the total of all groups, also of those that are not shown.
    static void Percent(EventStream stream, PlanNode all, Expression measure, string name)
    {
        var total = new AggregateAssignment(new PlanColumn("$total", ScalarType.Real), AggregateCatalogue.SumOrNull.Call(Values.Number(measure)));
        var groups = stream.Groups.Select(static g => new Assignment(new PlanColumn("$group", g.Type), g)).ToList();
        var totals = new Aggregate(all, groups, [total]);
        var joined = groups.Select((g, i) => new JoinKey(stream.Groups[i], g.Column.Reference(), NullsMatch: true)).ToList();
        stream.Wrap(n => new Join(JoinKind.LeftOuter, n, totals, joined));
        var share = PlainTextFunctions.Divide.Call(Values.Number(stream.Fields.Get(name)), total.Column.Reference());
        stream.Fields.Set("percent", stream.Compute("percent", NumberFunctions.Multiply.Call(share, Constant.Real(100))));
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

        Aggregation.Group(arguments.Binder, stream, keys, arguments.Syntax("function"), arguments.Call.Span);
        if (!stream.IsClause)
        {
            var order = new SortKey(stream.Fields.Get("_bucket"), Descending: false, NullsFirst: false);
            stream.Wrap(n => new Sort(n, [order]));
        }
    }
}
