// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Functions that make events of the elements of arrays, or aggregate elements over all events.</summary>
static class ArrayRowFunctions
{
    public static IEnumerable<CqlFunction> All =>
    [
        new("split", "field strip") { Step = Split },
        new("array:reduceAll", "array function var") { Step = ReduceAll, Whole = true },
        new("array:reduceColumn", "array function var as") { Step = ReduceColumn, Whole = true },
        new("array:union", "array as") { Step = Union, Whole = true },
        new("array:intersection", "array as") { Step = Intersection, Whole = true },
    ];

    /// <summary>One event per element; in a clause only of the events that reach it. An event without the array stays as it is.</summary>
    public static (Expression Element, Expression Index) Expand(EventStream stream, Expression array, long limit = long.MaxValue)
    {
        var value = stream.Compute("$array", ConvertFunctions.ToDynamic.Call(stream.Reached is { } reached
            ? ChoiceFunctions.If.Call(reached, array, Constant.Null(array.Type))
            : array));
        var element = new PlanColumn("$element", ScalarType.Dynamic);
        var index = new PlanColumn("_index", ScalarType.Long);
        stream.Wrap(n => new Expand(n, [new ExpandedColumn(element, value)], index, MembersAsPairs: false, limit));
        return (element.Reference(), index.Reference());
    }

    // The members of an element become fields below the array's name, or plain ones with strip.
    static void Split(CallArguments arguments)
    {
        var name = ArrayFunctions.Bare(arguments.Text("field") ?? "_events");
        var stream = arguments.Stream;
        if (stream.IsInline)
        {
            arguments.Binder.Diagnostics.Add(Messages.UnsupportedConstruct(arguments.Call.NameSpan, "`split` of an element", "CQL"));
            return;
        }

        var (element, index) = Expand(stream, stream.Fields.Array(name));
        var text = stream.Compute(name, ConvertFunctions.ToText.Call(element));
        var prefix = arguments.Flag("strip", otherwise: false) ? "" : name + ".";
        var bag = stream.Compute("$bag", FieldBagFunctions.OfJson.Call(text, Constant.Text(prefix), Constant.Text("keep")));
        stream.Fields.SetArray(name, Constant.Text("[]"));
        stream.Fields.Add(new FieldLayer(bag));
        if (name.Length > 0)
        {
            stream.Fields.SetWhereKnown(name, text);
        }

        stream.Fields.SetWhereKnown("_index", stream.Compute("_index", ChoiceFunctions.If.Call(Values.Exists(element), index, Constant.Null(index.Type))));
    }

    // The events as many times as the array has elements, with the variable standing for each.
    static Expression? Elements(CallArguments arguments, out Expression index)
    {
        index = Constant.Long(0);
        var stream = arguments.Stream;
        if (ArrayFunctions.Array(arguments, "array") is not { } array)
        {
            return null;
        }

        stream.Filter(Values.Exists(array));
        var (element, position) = Expand(stream, array);
        index = position;
        return stream.Compute("$text", ConvertFunctions.ToText.Call(element));
    }

    static void ReduceAll(CallArguments arguments)
    {
        if (arguments.Required("var") is { } variable && arguments.Syntax("function") is { } function && Elements(arguments, out _) is { } element)
        {
            arguments.Stream.Fields.Set(ArrayFunctions.Bare(variable), element);
            Aggregation.Group(arguments.Binder, arguments.Stream, [], function, arguments.Call.Span);
        }
        else
        {
            arguments.Required("function");
        }
    }

    static void ReduceColumn(CallArguments arguments)
    {
        var name = ArrayFunctions.Bare(arguments.Target("_reduceColumn"));
        if (arguments.Required("var") is not { } variable || arguments.Syntax("function") is not { } function || Elements(arguments, out var index) is not { } element)
        {
            arguments.Required("function");
            return;
        }

        var stream = arguments.Stream;
        stream.Fields.Set(ArrayFunctions.Bare(variable), element);
        Aggregation.Group(arguments.Binder, stream, [("_index", index)], function, arguments.Call.Span);
        var result = stream.Fields.Known.FirstOrDefault(static n => n != "_index");
        if (result is null)
        {
            return;
        }

        stream.Wrap(n => new Sort(n, [new SortKey(stream.Fields.Get("_index"), Descending: false, NullsFirst: false)]));
        Gather(arguments, name, AggregateCatalogue.List, Values.Text(stream.Fields.Get(result)));
    }

    // All values of one column in one array.
    static void Gather(CallArguments arguments, string name, AggregateFunction function, Expression value)
    {
        Aggregation.Run(
            arguments.Binder,
            arguments.Stream,
            [],
            [new AggregateOutput(name, function.Call(value, Constant.Long(long.MaxValue)), static r => DynamicValueFunctions.Json.Call(r))],
            arguments.Call.Span);
        var array = arguments.Stream.Fields.Get(name);
        arguments.Stream.Fields.Remove(name);
        ArrayFunctions.Set(arguments, name, array);
    }

    static void Union(CallArguments arguments)
    {
        if (Elements(arguments, out _) is { } element)
        {
            Gather(arguments, ArrayFunctions.Bare(arguments.Target("_union")), AggregateCatalogue.Set, element);
        }
    }

    // The elements that every event with an array has: those that come from as many events as there are.
    static void Intersection(CallArguments arguments)
    {
        var stream = arguments.Stream;
        var name = ArrayFunctions.Bare(arguments.Target("_intersection"));
        if (ArrayFunctions.Array(arguments, "array") is not { } array)
        {
            return;
        }

        array = stream.Compute("$array", JsonArrayFunctions.Distinct.Call(array));
        stream.Filter(LogicFunctions.And.Call(Values.Exists(array), LogicFunctions.Not.Call(CompareFunctions.Equal.Call(array, Constant.Text("[]")))));
        Aggregation.Run(
            arguments.Binder,
            stream,
            [],
            [
                new AggregateOutput("$all", AggregateCatalogue.Count.Call()),
                new AggregateOutput("$arrays", AggregateCatalogue.List.Call(ConvertFunctions.ToDynamic.Call(array), Constant.Long(long.MaxValue))),
            ],
            arguments.Call.Span);
        var all = stream.Fields.Get("$all");
        var (one, _) = Expand(stream, ConvertFunctions.ToText.Call(stream.Fields.Get("$arrays")));
        var (element, _) = Expand(stream, ConvertFunctions.ToText.Call(one));
        stream.Fields.Set("$element", stream.Compute("$text", ConvertFunctions.ToText.Call(element)));
        Aggregation.Run(
            arguments.Binder,
            stream,
            [("$all", all), ("$element", stream.Fields.Get("$element"))],
            [new AggregateOutput("$found", AggregateCatalogue.Count.Call())],
            arguments.Call.Span);
        stream.Filter(CompareFunctions.Equal.Call(stream.Fields.Get("$found"), stream.Fields.Get("$all")));
        Gather(arguments, name, AggregateCatalogue.List, stream.Fields.Get("$element"));
    }
}
