// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>
/// Functions that bring events of another query to these. The limits of LogScale on the size of subqueries are not applied.
/// Of several events of a subquery that share a key the newest is taken first.
/// </summary>
static class JoinFunctions
{
    static readonly string[] _elsewhere = ["start", "end", "view", "repo"];

    public static IEnumerable<CqlFunction> All =>
    [
        new("join", "query field key include mode max limit start end view repo live") { Step = Join, Condition = Joins, Whole = true },
        new("defineTable", "query include name start end view repo") { Step = DefineTable, Whole = true },
        new("selfJoinFilter", "field[] where prefilter") { Step = static a => SelfJoinFilter(a), Whole = true },
        new("selfJoin", "field[] where collect select prefilter postfilter limit") { Step = SelfJoin, Whole = true },
    ];

    static void Join(CallArguments arguments)
    {
        var left = arguments.Text("mode")?.ToUpperInvariant() switch { null or "INNER" => false, "LEFT" => true, _ => (bool?)null };
        if (left is null)
        {
            arguments.Bad("mode", "`inner` or `left`");
            return;
        }

        if (Right(arguments) is not { } right || (arguments.Has("include") ? arguments.Names("include") : []) is not { } include)
        {
            return;
        }

        var stream = arguments.Stream;
        var most = arguments.Has("max") ? arguments.Limit("max") ?? long.MaxValue : 1;
        if (include.Count == 0 && most == 1)
        {
            if (left == false)
            {
                stream.Filter(Values.Exists(LookupFunctions.Joined(stream, right.Table, right.Keys, [], JoinKind.LeftOuter, new JoinChoice(1, FromTheEnd: false))[^1]));
            }

            return;
        }

        var kind = left == true ? JoinKind.LeftOuter : JoinKind.Inner;
        if (include is [{ Name: "*" }])
        {
            var all = LookupFunctions.Joined(stream, right.Table, right.Keys, [EventOutput.AllFields], kind, new JoinChoice(most, FromTheEnd: false));
            stream.Fields.Add(new FieldLayer(all[0]));
            return;
        }

        // A field that the event of the subquery lacks comes as empty text.
        var names = include.Select(static i => i.Name).Distinct().ToList();
        var values = LookupFunctions.Joined(stream, right.Table, right.Keys, names, kind, new JoinChoice(most, FromTheEnd: false));
        for (var i = 0; i < names.Count; i++)
        {
            var value = ChoiceFunctions.FirstKnown.Call(values[i], Constant.Text(""));
            stream.Assign(names[i], left == true ? ChoiceFunctions.If.Call(Values.Exists(values[^1]), value, Constant.Null(value.Type)) : value);
        }
    }

    static Expression? Joins(CallArguments arguments) => Right(arguments) is { } right
        ? Values.Exists(LookupFunctions.Joined(arguments.Stream, right.Table, right.Keys, [], JoinKind.LeftOuter, new JoinChoice(1, FromTheEnd: false))[^1])
        : null;

    static (LookupTable Table, List<LookupKey> Keys)? Right(CallArguments arguments)
    {
        var subquery = Subquery(arguments);
        if (subquery is null || arguments.Names("field") is not { } fields || (arguments.Has("key") ? arguments.Names("key") : fields) is not { } keys)
        {
            return null;
        }

        if (keys.Count != fields.Count)
        {
            arguments.Binder.Diagnostics.Add(Messages.CqlUnequalLists(arguments.Span("key"), arguments.Function.Name, "field", "key"));
            return null;
        }

        if (!subquery.IsOrdered && subquery.Fields.Get("@timestamp") is ColumnReference time)
        {
            subquery.Wrap(n => new Sort(n, [new SortKey(time, Descending: true, NullsFirst: false)]));
        }

        return (Of("", subquery, columns: null),
        [.. fields.Select((f, i) => new LookupKey(arguments.Binder.Field(f.Name, f.At, arguments.Stream), keys[i].Name, keys[i].At, KeyComparison.Equal))]);
    }

    static EventStream? Subquery(CallArguments arguments)
    {
        if (arguments.Syntax("query") is not SubqueryExpression query)
        {
            if (arguments.Has("query"))
            {
                arguments.Bad("query", "a query in braces");
            }
            else
            {
                arguments.Required("query");
            }

            return null;
        }

        foreach (var parameter in _elsewhere.Where(arguments.Has))
        {
            arguments.Binder.Diagnostics.Add(Messages.CqlSubqueryReadsAll(arguments.Span(parameter), arguments.Function.Name, parameter));
        }

        var stream = arguments.Binder.Events();
        arguments.Binder.Pipeline(query.Pipeline, stream);
        return stream;
    }

    static LookupTable Of(string name, EventStream stream, IReadOnlyList<string>? columns) => new(
        name, columns, names => (stream.Node, [.. names.Select(n => n == EventOutput.AllFields ? EventOutput.Everything(stream.Fields) : Values.Text(stream.Fields.Get(n)))]));

    static void DefineTable(CallArguments arguments)
    {
        if (Subquery(arguments) is not { } stream || arguments.Required("name") is not { } name || arguments.Names("include") is not { } include)
        {
            return;
        }

        var all = include.Any(static i => i.Name == "*");
        IReadOnlyList<string>? columns = !all ? [.. include.Select(static i => i.Name).Distinct()] : stream.Fields.IsOpen ? null : [.. stream.Fields.Known];
        arguments.Binder.Tables.Define(Of(name, stream, columns));
    }

    // Keeps the events of those keys for which every condition is met by some event.
    static bool SelfJoinFilter(CallArguments arguments)
    {
        if (arguments.Names("field") is not { } fields || arguments.Syntax("where") is not { } where)
        {
            if (arguments.Has("field"))
            {
                arguments.Required("where");
            }

            return false;
        }

        var stream = arguments.Stream;
        var conditions = new List<Expression>();
        foreach (var item in where is ArraySyntax array ? array.Items : [where])
        {
            if (item is not SubqueryExpression query)
            {
                arguments.Bad("where", "a list of filters in braces");
                return false;
            }

            var clause = stream.Clause();
            arguments.Binder.Pipeline(query.Pipeline, clause);
            conditions.Add(stream.Compute("$where", clause.Condition ?? Constant.Bool(true)));
        }

        var keys = fields.Select(f => stream.Compute(f.Name, Values.Text(arguments.Binder.Field(f.Name, f.At, stream)))).ToList();
        var groups = keys.Select((k, i) => new Assignment(new PlanColumn(fields[i].Name, k.Type), k)).ToList();
        var counts = conditions.Select(static c => new AggregateAssignment(new PlanColumn("$count", Tapwatch.Records.Columns.ScalarType.Long), AggregateCatalogue.CountTrue.Call(c))).ToList();
        PlanNode right = new Aggregate(stream.Node, groups, counts);
        foreach (var count in counts)
        {
            right = new Filter(right, CompareFunctions.Greater.Call(count.Column.Reference(), Constant.Long(0)));
        }

        var pairs = keys.Select((k, i) => new JoinKey(k, groups[i].Column.Reference(), NullsMatch: false)).ToList();
        stream.Wrap(n => new Join(JoinKind.LeftSemi, n, right, pairs));
        if (arguments.Flag("prefilter", otherwise: false) && conditions.Count > 0)
        {
            stream.Filter(conditions.Count == 1 ? conditions[0] : LogicFunctions.Or.Call(conditions));
        }

        return true;
    }

    // A row for each key that meets all conditions, with what its events say.
    static void SelfJoin(CallArguments arguments)
    {
        if (!SelfJoinFilter(arguments))
        {
            return;
        }

        var stream = arguments.Stream;
        var keys = arguments.Names("field")!.Select(f => (f.Name, arguments.Binder.Field(f.Name, f.At, stream))).ToList();
        var outputs = new List<AggregateOutput>();
        foreach (var function in new[] { "collect", "selectLast" })
        {
            var parameter = function == "collect" ? "collect" : "select";
            if (arguments.Syntax(parameter) is { } names)
            {
                var call = new CallSyntax(function, [new ArgumentSyntax(null, default, names, names.Span)], arguments.Call.NameSpan, names.Span);
                outputs.AddRange(Aggregation.Outputs(arguments.Binder, stream, call));
            }
        }

        Aggregation.Run(arguments.Binder, stream, keys, [.. outputs.Where(o => keys.TrueForAll(k => k.Name != o.Name)).DistinctBy(static o => o.Name)], arguments.Call.Span);
    }
}
