// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Functions that order events or keep the first so many. A limit the query does not give (200 in LogScale) is applied only when asked for.</summary>
static class OrderFunctions
{
    public static IEnumerable<CqlFunction> All =>
    [
        new("sort", "field[] order type limit reverse") { Step = SortStep, Whole = true },
        new("head", "limit") { Step = static a => Ends(a, newest: false), Whole = true },
        new("tail", "limit") { Step = static a => Ends(a, newest: true), Whole = true },
        new("table", "fields[] limit sortby order type reverse") { Step = Table, Whole = true },
    ];

    static void SortStep(CallArguments arguments)
    {
        var names = arguments.Has("field") ? arguments.Names("field") : [("_count", arguments.Call.Span)];
        if (names is null)
        {
            return;
        }

        var keys = Keys(arguments, names);
        var limit = arguments.Limit("limit", arguments.Binder.UsualLimit);
        arguments.Stream.Sort(keys, limit);
        arguments.Stream.IsOrdered = true;
    }

    // Order and type are given once for all keys, or one for each.
    static List<SortKey> Keys(CallArguments arguments, IReadOnlyList<(string Name, Plan.Diagnostics.SourceSpan At)> names)
    {
        var orders = Words(arguments, "order");
        var types = Words(arguments, "type");
        var reverse = arguments.Flag("reverse", otherwise: false);
        var keys = new List<SortKey>();
        for (var i = 0; i < names.Count; i++)
        {
            var descending = !At(orders, i, "desc").StartsWith("asc", StringComparison.OrdinalIgnoreCase) != reverse;
            Add(keys, arguments.Binder.Field(names[i].Name, names[i].At, arguments.Stream), At(types, i, "number"), descending);
        }

        return keys;
    }

    // Numbers by value come first, other text after them; the missing last.
    static void Add(List<SortKey> keys, Expression value, string type, bool descending)
    {
        if (value.Type != ScalarType.String)
        {
            keys.Add(new SortKey(value, descending, NullsFirst: false));
            return;
        }

        if (!type.Equals("string", StringComparison.OrdinalIgnoreCase))
        {
            keys.Add(new SortKey(Values.Number(value), descending, NullsFirst: false));
        }

        keys.Add(new SortKey(value, descending, NullsFirst: false));
    }

    static IReadOnlyList<string> Words(CallArguments arguments, string parameter) => arguments.Syntax(parameter) switch
    {
        null => [],
        ArraySyntax array => [.. array.Items.Select(i => arguments.Binder.TextOf(i) ?? "")],
        var one => [arguments.Binder.TextOf(one) ?? ""],
    };

    static string At(IReadOnlyList<string> words, int index, string otherwise) => words.Count == 0 ? otherwise : words[Math.Min(index, words.Count - 1)];

    // head: the oldest events, tail: the newest; of rows in an order the query made, the first and the last.
    static void Ends(CallArguments arguments, bool newest)
    {
        if (arguments.Limit("limit", arguments.Binder.UsualLimit) is not { } limit)
        {
            if (!arguments.Stream.IsOrdered)
            {
                Order(arguments.Stream, descending: false, limit: null);
            }

            return;
        }

        var stream = arguments.Stream;
        if (!stream.IsOrdered)
        {
            Order(stream, newest, limit);
            if (newest)
            {
                Order(stream, descending: false, limit: null);
            }
        }
        else if (!newest)
        {
            stream.Take(limit);
        }
        else if (stream.Node is Sort sort)
        {
            var turned = sort.Keys.Select(static k => k with { Descending = !k.Descending, NullsFirst = !k.NullsFirst }).ToList();
            stream.Sort(turned, limit);
            stream.Sort(sort.Keys);
        }
        else
        {
            var place = new PlanColumn("$place", ScalarType.Long);
            stream.Wrap(n => new Window(n, stream.Groups, [new WindowAssignment(place, WindowCatalogue.Number.Call(Constant.Long(1), Constant.Bool(false)))]));
            stream.Sort([new SortKey(place.Reference(), Descending: true, NullsFirst: false)], limit);
            stream.Sort([new SortKey(place.Reference(), Descending: false, NullsFirst: false)]);
        }
    }

    static void Order(EventStream stream, bool descending, long? limit)
    {
        var key = new SortKey(stream.Fields.Get("@timestamp"), descending, NullsFirst: false);
        stream.Sort([key], limit);
        stream.IsOrdered = true;
    }

    // A table is sorted, by @timestamp and newest first unless it says otherwise.
    static void Table(CallArguments arguments)
    {
        if (arguments.Names("fields") is not { } names)
        {
            return;
        }

        var stream = arguments.Stream;
        var limit = arguments.Limit("limit", arguments.Binder.UsualLimit);
        if (arguments.Has("sortby") || (!stream.IsOrdered && stream.Fields.Get("@timestamp") is not Constant))
        {
            var sorted = arguments.Has("sortby") ? arguments.Names("sortby") ?? [] : [("@timestamp", arguments.Call.Span)];
            var keys = Keys(arguments, sorted);
            stream.Sort(keys, limit);
        }
        else if (limit is { } most)
        {
            stream.Take(most);
        }

        stream.IsOrdered = true;
        FieldFunctions.Keep(arguments, names);
    }
}
