// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records;
using Tapwatch.Records.Columns;

namespace Tapwatch.Plan.Catalog;

/// <summary>Lowers view expressions to plan expressions; the list of view functions is <see cref="Functions"/>.</summary>
static class ViewLowering
{
    /// <summary>The functions a view may use, with the least and the greatest number of arguments.</summary>
    public static readonly IReadOnlyDictionary<string, (int Least, int Most)> Functions = new Dictionary<string, (int, int)>(StringComparer.Ordinal)
    {
        ["first"] = (1, 64),
        ["json"] = (1, 1),
        ["upper"] = (1, 1),
        ["lower"] = (1, 1),
        ["trim"] = (1, 1),
        ["concat"] = (1, 64),
        ["extract"] = (3, 3),
        ["match"] = (2, 2),
        ["contains"] = (2, 2),
        ["equals"] = (2, 2),
        ["replace"] = (3, 3),
        ["last_segment"] = (2, 2),
        ["if"] = (3, 3),
        ["case"] = (3, 65),
        ["and"] = (1, 64),
        ["or"] = (1, 64),
        ["not"] = (1, 1),
        ["present"] = (1, 1),
        ["epoch_ms"] = (1, 1),
        ["time"] = (1, 1),
        ["number"] = (1, 1),
        ["array"] = (1, 64),
        ["number_of"] = (1, 1),
    };

    public static Expression Lower(ViewExpression expression, FieldForm form, ScanFields fields)
    {
        switch (expression)
        {
            case ViewField field:
                return fields.Get(field.Path, form);
            case ViewLiteral { Value: string text }:
                return Constant.Text(text);
            case ViewLiteral { Value: bool flag }:
                return Constant.Bool(flag);
            case ViewLiteral literal:
                return Constant.Long((long)literal.Value);
            case ViewCall { Name: "json" } call:
                return Lower(call.Arguments[0], FieldForm.Json, fields);
            case ViewCall call:
                return Call(call.Name, [.. call.Arguments.Select(a => Lower(a, FieldForm.Text, fields))]);
            default:
                throw new InvalidOperationException($"view expression {expression.GetType().Name}");
        }
    }

    static Expression Call(string name, Expression[] a) => name switch
    {
        "first" => ChoiceFunctions.FirstPresent.Call(SameType(a)),
        "upper" => TextFunctions.Upper.Call(Text(a[0])),
        "lower" => TextFunctions.Lower.Call(Text(a[0])),
        "trim" => TextFunctions.Trim.Call(Text(a[0])),
        "concat" => TextFunctions.Concat.Call([.. a.Select(Text)]),
        "extract" => MatchFunctions.Extract.Call(Text(a[2]), a[0], a[1]),
        "match" => MatchFunctions.Regex.Call(Text(a[0]), a[1]),
        "contains" => MatchFunctions.ContainsIgnoreCase.Call(Text(a[0]), Text(a[1])),
        "equals" => MatchFunctions.EqualIgnoreCase.Call(Text(a[0]), Text(a[1])),
        "replace" => MatchFunctions.ReplaceRegex.Call(Text(a[0]), a[1], a[2]),
        "last_segment" => TextFunctions.LastSegment.Call(Text(a[0]), a[1]),
        "if" => ChoiceFunctions.If.Call([a[0], .. SameType(a[1..])]),
        "case" => Case(a),
        "and" => LogicFunctions.And.Call(a),
        "or" => LogicFunctions.Or.Call(a),
        "not" => LogicFunctions.Not.Call(LogicFunctions.IsTrue.Call(a[0])),
        "present" => CompareFunctions.IsPresent.Call(a[0]),
        "epoch_ms" => ConvertFunctions.EpochMilliseconds.Call(ViewConversion.To(a[0], ScalarType.DateTime)),
        "time" => ViewConversion.To(a[0], ScalarType.DateTime),
        "number" => ViewConversion.To(a[0], ScalarType.Long),
        "number_of" => TextFunctions.Number.Call(Text(a[0])),
        "array" => DynamicFunctions.MakeArray.Call(a),
        _ => throw new InvalidOperationException($"view function {name}"),
    };

    static Expression Case(Expression[] a)
    {
        var values = SameType([.. a.Where((_, i) => i % 2 == 1 || i == a.Length - 1)]);
        var arguments = new Expression[a.Length];
        for (var i = 0; i < a.Length; i++)
        {
            arguments[i] = i % 2 == 1 || i == a.Length - 1 ? values[i / 2] : a[i];
        }

        return ChoiceFunctions.Case.Call(arguments);
    }

    static Expression[] SameType(Expression[] values) =>
        values.All(v => v.Type == values[0].Type) ? values : [.. values.Select(Text)];

    static Expression Text(Expression value) => ViewConversion.To(value, ScalarType.String);
}
