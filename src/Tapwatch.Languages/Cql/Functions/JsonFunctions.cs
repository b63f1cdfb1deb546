// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Functions that write JSON and XML, or tell about the event as a whole.</summary>
static class JsonFunctions
{
    public static IEnumerable<CqlFunction> All =>
    [
        new("writeJson", "field[] as") { Value = Write, As = "_json" },
        new("json:prettyPrint", "field as step strict") { Step = static a => Pretty(a, FieldParserFunctions.PrettyJson, FieldParserFunctions.IsJson) },
        new("xml:prettyPrint", "field as step width strict") { Step = static a => Pretty(a, FieldParserFunctions.PrettyXml, FieldParserFunctions.IsXml) },
        new("eventFieldCount", "- as") { Value = CountFields },
    ];

    static Expression? Write(CallArguments arguments)
    {
        var names = arguments.Has("field") ? arguments.Names("field") : [("@rawstring", arguments.Call.Span)];
        return names is null
            ? null
            : FieldParserFunctions.Nested.Call([.. names.SelectMany(n => new[] { Constant.Text(n.Name), Values.Text(arguments.Binder.Field(n.Name, n.At, arguments.Stream)) })]);
    }

    static void Pretty(CallArguments arguments, Function function, Function isValid)
    {
        var name = arguments.Text("field") ?? "@rawstring";
        var field = Values.Text(arguments.Binder.Field(name, arguments.Span("field"), arguments.Stream));
        var step = Constant.Long(arguments.Limit("step") ?? 2);
        Expression pretty = function == FieldParserFunctions.PrettyXml ? function.Call(field, step, Constant.Long(arguments.Limit("width") ?? 80)) : function.Call(field, step);
        arguments.Stream.Assign(
            arguments.Target(name),
            arguments.Flag("strict", otherwise: false) ? ChoiceFunctions.If.Call(isValid.Call(field), pretty, Constant.Null(ScalarType.String)) : pretty);
    }

    static Expression? CountFields(CallArguments arguments) => DynamicFunctions.ArrayLength.Call(
        DynamicObjectFunctions.Keys.Call(ConvertFunctions.ToDynamic.Call(EventOutput.Bag(arguments.Stream.Fields))));
}
