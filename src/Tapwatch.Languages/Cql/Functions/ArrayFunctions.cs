// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Functions over arrays: fields <c>name[0]</c>, <c>name[1]</c>…, written <c>"name[]"</c>.</summary>
static class ArrayFunctions
{
    public static IEnumerable<CqlFunction> All =>
    [
        new("array:contains", "array value") { Condition = Contains },
        new("array:regex", "array regex flags") { Condition = Matches },
        new("array:length", "array as") { Value = Length, As = "_length" },
        new("split", "field strip") { Step = Split, Whole = true },
        new("concatArray", "field as separator prefix suffix !from !to") { Value = Joined, As = "_concatArray" },
    ];

    static Expression? Array(CallArguments arguments, string parameter) => arguments.Required(parameter) is { } name
        ? arguments.Stream.Fields.Array(name.EndsWith("[]", StringComparison.Ordinal) ? name[..^2] : name)
        : null;

    // One event per element of the array: its members become fields below the array's name, or plain ones with strip.
    static void Split(CallArguments arguments)
    {
        var name = arguments.Text("field") ?? "_events";
        name = name.EndsWith("[]", StringComparison.Ordinal) ? name[..^2] : name;
        var stream = arguments.Stream;
        var array = stream.Compute("$array", ConvertFunctions.ToDynamic.Call(stream.Fields.Array(name)));
        var element = new PlanColumn("$element", ScalarType.Dynamic);
        var index = new PlanColumn("_index", ScalarType.Long);
        stream.Wrap(n => new Expand(n, [new ExpandedColumn(element, array)], index, MembersAsPairs: false, long.MaxValue));
        var text = stream.Compute(name, ConvertFunctions.ToText.Call(element.Reference()));
        var prefix = arguments.Flag("strip", otherwise: false) ? "" : name + ".";
        var bag = FieldBagFunctions.OfJson.Call(text, Constant.Text(prefix), Constant.Bool(true));
        stream.Fields.Add(new FieldLayer(stream.Compute("$bag", bag)));
        stream.Fields.Set(name, text);
        stream.Fields.Set("_index", index.Reference());
    }

    static Expression? Contains(CallArguments arguments) => Array(arguments, "array") is { } array && arguments.Required("value") is { } value
        ? FieldBagFunctions.HasElement.Call(array, Constant.Text(value))
        : null;

    static Expression? Matches(CallArguments arguments) =>
        Array(arguments, "array") is { } array && arguments.Required("regex") is { } body
        && CqlRegex.Compile(body, arguments.Text("flags") ?? "", arguments.Span("regex"), arguments.Binder.Diagnostics) is { } regex
            ? FieldBagFunctions.HasMatch.Call(array, Constant.Text(regex.Pattern))
            : null;

    static Expression? Length(CallArguments arguments) => Array(arguments, "array") is { } array
        ? ChoiceFunctions.FirstKnown.Call(DynamicFunctions.ArrayLength.Call(ConvertFunctions.ToDynamic.Call(array)), Constant.Long(0))
        : null;

    static Expression? Joined(CallArguments arguments)
    {
        if (Array(arguments, "field") is not { } array)
        {
            return null;
        }

        var separator = arguments.Text("separator") ?? "";
        var prefix = arguments.Text("prefix") ?? "";
        var suffix = arguments.Text("suffix") ?? "";
        Expression joined = PlainTextFunctions.Join.Call(ConvertFunctions.ToDynamic.Call(array), Constant.Text(suffix + separator + prefix));
        return prefix.Length + suffix.Length == 0
            ? joined
            : ChoiceFunctions.If.Call(
                Values.Exists(joined), TextFunctions.Concat.Call(Constant.Text(prefix), joined, Constant.Text(suffix)), Constant.Null(joined.Type));
    }
}
