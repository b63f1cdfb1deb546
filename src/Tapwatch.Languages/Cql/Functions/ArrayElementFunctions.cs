// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Functions that run steps on each element of an array, which a variable stands for; in an array of objects with its members behind a dot.</summary>
static class ArrayElementFunctions
{
    public static IEnumerable<CqlFunction> All =>
    [
        new("array:filter", "array function var asArray") { Step = Filter },
        new("array:exists", "array condition var") { Condition = Exists },
        new("array:eval", "array function var asArray") { Step = Map },
        new("array:reduceRow", "array function var as") { Value = Reduce, As = "_reduceRow" },
        new("objectArray:exists", "array condition var") { Condition = Exists },
        new("objectArray:filter", "array function var asArray") { Step = Filter },
        new("objectArray:eval", "array function var asArray") { Step = Map },
    ];

    // The steps over one element: the variable, bound to a column of its own.
    static (EventStream Inner, PlanColumn Element, Expression Array)? Open(CallArguments arguments)
    {
        if (arguments.Required("array") is not { } name || ArrayFunctions.Array(arguments, "array") is not { } array)
        {
            return null;
        }

        var element = new PlanColumn("$element", ScalarType.String);
        var inner = arguments.Stream.Inline();
        inner.Fields = inner.Fields.Copy();
        inner.Fields.SetVariable(ArrayFunctions.Bare(arguments.Text("var") ?? name), element.Reference());
        return (inner, element, array);
    }

    // Whether the element passes: the steps keep it, or the function is true of it.
    static Expression? Condition(CallArguments arguments, string parameter, EventStream inner)
    {
        switch (arguments.Syntax(parameter))
        {
            case SubqueryExpression subquery:
                arguments.Binder.Pipeline(subquery.Pipeline, inner);
                return inner.Condition ?? Constant.Bool(true);
            case CallSyntax call:
                return arguments.Binder.CallCondition(call, inner, applied: null);
            case { } expression:
                return Values.Condition(arguments.Binder.Expression(expression, inner));
            default:
                arguments.Required(parameter);
                return null;
        }
    }

    static void Filter(CallArguments arguments)
    {
        if (Open(arguments) is var (inner, element, array) && Condition(arguments, "function", inner) is { } condition)
        {
            ArrayFunctions.Output(arguments, new Each(EachForm.Filter, array, element, condition));
        }
    }

    static Expression? Exists(CallArguments arguments) =>
        Open(arguments) is var (inner, element, array) && Condition(arguments, "condition", inner) is { } condition
            ? new Each(EachForm.Any, array, element, condition)
            : null;

    // The new element is what the steps give the field of the new array's name; of several fields below that name, an object.
    static void Map(CallArguments arguments)
    {
        if (Open(arguments) is not var (inner, element, array))
        {
            return;
        }

        var target = ArrayFunctions.Target(arguments);
        Expression value;
        switch (arguments.Syntax("function"))
        {
            case SubqueryExpression subquery:
                arguments.Binder.Pipeline(subquery.Pipeline, inner);
                value = Made(inner, target, arguments.Text("var") ?? target);
                break;
            case { } expression:
                value = JsonArrayFunctions.Quote.Call(Values.Text(arguments.Binder.Expression(expression, inner)));
                break;
            default:
                arguments.Required("function");
                return;
        }

        if (inner.Condition is { } condition)
        {
            value = ChoiceFunctions.If.Call(condition, value, Constant.Null(value.Type));
        }

        ArrayFunctions.Output(arguments, new Each(EachForm.Map, array, element, value));
    }

    static Expression Made(EventStream inner, string target, string variable)
    {
        var members = inner.Fields.Known.Where(n => n.StartsWith(target + ".", StringComparison.Ordinal)).ToList();
        if (members.Count == 0)
        {
            var name = inner.Fields.Known.Contains(target) ? target : ArrayFunctions.Bare(variable);
            return JsonArrayFunctions.Quote.Call(Values.Text(inner.Fields.Get(name)));
        }

        var parts = members.SelectMany(n => new[] { Constant.Text(n[(target.Length + 1)..]), Values.Text(inner.Fields.Get(n)) }).ToList();
        return DynamicFunctions.MakeObject.Call(parts);
    }

    // One aggregate function over the numbers of an event's array.
    static Expression? Reduce(CallArguments arguments)
    {
        if (ArrayFunctions.Array(arguments, "array") is not { } array || arguments.Required("var") is not { } variable)
        {
            return null;
        }

        if (arguments.Syntax("function") is CallSyntax call && call.Name.ToUpperInvariant() is var name and ("SUM" or "AVG" or "MIN" or "MAX" or "RANGE" or "STDDEV" or "COUNT")
            && call.Arguments.All(a => arguments.Binder.TextOf(a.Value) == variable))
        {
            return JsonArrayFunctions.Statistic.Call(array, Constant.Text(name.ToLowerInvariant()));
        }

        arguments.Binder.Diagnostics.Add(Messages.UnsupportedConstruct(arguments.Span("function"), "a function other than sum, avg, min, max, range, stdDev or count of the variable", "CQL"));
        return null;
    }
}
