// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Functions over arrays: fields <c>name[0]</c>, <c>name[1]</c>…, written <c>"name[]"</c>.</summary>
static class ArrayFunctions
{
    public static IEnumerable<CqlFunction> All =>
    [
        new("array:contains", "array value") { Condition = Contains },
        new("array:regex", "array regex flags") { Condition = Matches },
        new("array:length", "array as") { Value = Length, As = "_length" },
        new("array:append", "array values") { Step = Append },
        new("array:dedup", "array asArray") { Step = static a => Change(a, static j => JsonArrayFunctions.Distinct.Call(j)) },
        new("array:drop", "array") { Step = Drop },
        new("array:rename", "array asArray") { Step = Rename },
        new("array:sort", "array type order asArray") { Step = Sort },
        new("concatArray", "field as separator prefix suffix from to") { Value = Joined, As = "_concatArray" },
    ];

    /// <summary>The name of an array without its brackets.</summary>
    public static string Bare(string name) => name.EndsWith("[]", StringComparison.Ordinal) ? name[..^2] : name;

    /// <summary>The array an argument names, as JSON text.</summary>
    public static Expression? Array(CallArguments arguments, string parameter) =>
        arguments.Required(parameter) is { } name ? arguments.Stream.Fields.Array(Bare(name)) : null;

    /// <summary>The name the result goes to, without brackets: <c>asArray</c>, else the array itself.</summary>
    public static string Target(CallArguments arguments) => Bare(arguments.Text("asArray") ?? arguments.Text("array") ?? "");

    /// <summary>Makes an array what is computed of it.</summary>
    public static void Change(CallArguments arguments, Func<Expression, Expression> change)
    {
        if (Array(arguments, "array") is { } array)
        {
            Output(arguments, change(array));
        }
    }

    /// <summary>
    /// Puts an array where <c>asArray</c> says, else in its own place. Another array that is there is overwritten element by element, and keeps those that lie
    /// behind (LogScale, array:sort).
    /// </summary>
    public static void Output(CallArguments arguments, Expression json)
    {
        var target = Target(arguments);
        var isOther = arguments.Text("array") is { } own && Bare(own) != target && arguments.Stream.Fields.Array(target) is not Constant { Value: null };
        Set(arguments, target, isOther ? JsonArrayFunctions.Over.Call(json, arguments.Stream.Fields.Array(target)) : json);
    }

    /// <summary>Makes <c>name[]</c> this array.</summary>
    public static void Set(CallArguments arguments, string name, Expression json) =>
        arguments.Stream.Fields.SetArray(name, arguments.Stream.Compute(name + "[]", json));

    static void Append(CallArguments arguments)
    {
        if (arguments.Required("array") is not { } name || arguments.Syntax("values") is not { } values)
        {
            arguments.Required("values");
            return;
        }

        var items = values is Syntax.ArraySyntax list ? list.Items : [values];
        var texts = items.Select(i => Values.Text(arguments.Binder.Expression(i, arguments.Stream))).ToList();
        Set(arguments, Bare(name), JsonArrayFunctions.Append.Call([arguments.Stream.Fields.Array(Bare(name)), .. texts]));
    }

    static void Drop(CallArguments arguments)
    {
        if (arguments.Required("array") is { } name)
        {
            arguments.Stream.Fields.SetArray(Bare(name), Constant.Text("[]"));
        }
    }

    static void Rename(CallArguments arguments)
    {
        if (arguments.Required("array") is { } name && arguments.Required("asArray") is { } target && Array(arguments, "array") is { } array)
        {
            Set(arguments, Bare(target), array);
            arguments.Stream.Fields.SetArray(Bare(name), Constant.Text("[]"));
        }
    }

    static void Sort(CallArguments arguments)
    {
        var type = arguments.Text("type") ?? "string";
        var order = arguments.Text("order") ?? "asc";
        if (type.ToUpperInvariant() is not ("STRING" or "NUMBER"))
        {
            arguments.Bad("type", "`string` or `number`");
        }
        else if (order.ToUpperInvariant() is not ("ASC" or "ASCENDING" or "DESC" or "DESCENDING"))
        {
            arguments.Bad("order", "`asc` or `desc`");
        }
        else
        {
            var number = Constant.Bool(type.Equals("number", StringComparison.OrdinalIgnoreCase));
            var falling = Constant.Bool(order.StartsWith("desc", StringComparison.OrdinalIgnoreCase));
            Change(arguments, j => JsonArrayFunctions.Sort.Call(j, number, falling));
        }
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

        var from = arguments.Limit("from") ?? 0;
        var to = arguments.Limit("to") ?? -1;
        if (from > 0 || to >= 0)
        {
            array = JsonArrayFunctions.Slice.Call(array, Constant.Long(from), Constant.Long(to));
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
