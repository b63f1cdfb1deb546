// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Functions that tell about the fields of all events, turn a table round, or double events.</summary>
static class EventTableFunctions
{
    public static IEnumerable<CqlFunction> All =>
    [
        new("fieldset", "-") { Step = FieldSet, Whole = true },
        new("fieldstats", "limit") { Step = FieldStatistics, Whole = true },
        new("transpose", "pivot header column limit") { Step = Transpose, Whole = true },
        new("copyEvent", "type") { Step = Copy, Whole = true },
        new("start", "as") { Value = static a => Interval(a, Constant.Long(0)) },
        new("end", "as") { Value = static a => Interval(a, ConvertFunctions.EpochMilliseconds.Call(TimeFunctions.Now.Call())) },
    ];

    // One event per field, known by its name and its value.
    static (Expression Name, Expression Value) Fields(EventStream stream)
    {
        var bag = ConvertFunctions.ToDynamic.Call(EventOutput.Everything(stream.Fields));
        var element = new PlanColumn("$field", ScalarType.Dynamic);
        stream.Wrap(n => new Expand(n, [new ExpandedColumn(element, bag)], null, MembersAsPairs: true, long.MaxValue));
        var pair = stream.Compute("$pair", DynamicValueFunctions.Json.Call(element.Reference()));
        return (JsonArrayFunctions.At.Call(pair, Constant.Text("[0]")), JsonArrayFunctions.At.Call(pair, Constant.Text("[1]")));
    }

    static void FieldSet(CallArguments arguments)
    {
        var (name, _) = Fields(arguments.Stream);
        Aggregation.Run(arguments.Binder, arguments.Stream, [("field", name)], [], arguments.Call.Span);
    }

    static void FieldStatistics(CallArguments arguments)
    {
        var limit = arguments.Limit("limit");
        var (name, value) = Fields(arguments.Stream);
        Aggregation.Run(
            arguments.Binder,
            arguments.Stream,
            [("field", name)],
            [new AggregateOutput("_count", AggregateCatalogue.CountKnown.Call(value)), new AggregateOutput("_distinct", AggregateCatalogue.CountDistinct.Call(value))],
            arguments.Call.Span);
        if (limit is { } most)
        {
            arguments.Stream.Take(most);
        }
    }

    // Rows become columns row[1], row[2]…, or columns named by a field of theirs; each field becomes a row.
    static void Transpose(CallArguments arguments)
    {
        var stream = arguments.Stream;
        var pivot = arguments.Text("pivot");
        var limit = Math.Clamp(arguments.Limit("limit", 5) ?? 1000, 1, 1000);
        var row = stream.Fields.IsOpen
            ? ConvertFunctions.ToDynamic.Call(EventOutput.Everything(stream.Fields))
            : DynamicFunctions.MakeObject.Call([.. stream.Fields.Known.SelectMany(n => new[] { Constant.Text(n), Values.Text(stream.Fields.Get(n)) })]);
        Aggregation.Run(
            arguments.Binder,
            stream,
            [],
            [new AggregateOutput("$rows", AggregateCatalogue.List.Call(row, Constant.Long(limit)), static r => DynamicValueFunctions.Json.Call(r))],
            arguments.Call.Span);
        var turned = FieldParserFunctions.Transposed.Call(
            stream.Fields.Get("$rows"), Constant.Text(arguments.Text("column") ?? pivot ?? "column"), Constant.Text(arguments.Text("header") ?? pivot ?? ""));
        stream.Fields.Remove("$rows");
        var (element, _) = ArrayRowFunctions.Expand(stream, turned);
        var bag = FieldBagFunctions.OfJson.Call(DynamicValueFunctions.Json.Call(element), Constant.Text(""), Constant.Text("discard"));
        stream.Fields.Add(new FieldLayer(stream.Compute("$bag", bag)));
    }

    // The event, and once more with another type.
    static void Copy(CallArguments arguments)
    {
        if (arguments.Required("type") is { } type)
        {
            var (_, index) = ArrayRowFunctions.Expand(arguments.Stream, Constant.Text("[0,1]"));
            arguments.Stream.Assign("#type", ChoiceFunctions.If.Call(
                CompareFunctions.Equal.Call(index, Constant.Long(1)), Constant.Text(type), Constant.Null(ScalarType.String)));
        }
    }

    // A search here has all the data given: from the beginning up to now.
    static Expression Interval(CallArguments arguments, Expression time)
    {
        arguments.Binder.Diagnostics.Add(Messages.CqlNoInterval(arguments.Call.NameSpan, arguments.Function.Name));
        return time;
    }
}
