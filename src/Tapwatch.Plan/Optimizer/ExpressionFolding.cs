// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Plan.Optimizer;

/// <summary>
/// Computes what is already known. Views fill unmapped columns with nulls and constants, so a condition on them often decides a whole branch:
/// a rule for one platform must not read the records of another.
/// </summary>
static class ExpressionFolding
{
    /// <summary>The same value, with constant parts computed.</summary>
    public static Expression Fold(Expression expression)
    {
        if (expression is not Call call)
        {
            return expression;
        }

        var arguments = new Expression[call.Arguments.Count];
        var (changed, missing) = (false, false);
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Fold(call.Arguments[i]);
            changed |= !ReferenceEquals(arguments[i], call.Arguments[i]);
            missing |= IsNull(arguments[i]);
        }

        if (missing && call.Function is { Nulls: NullRule.Strict, Volatile: false })
        {
            return Constant.Null(call.Type);
        }

        return Known(call.Function, arguments, call.Type) ?? IntoArms(call.Function, arguments, call.Type) ?? (changed ? call with { Arguments = arguments } : call);
    }

    /// <summary>A condition that is true for the same rows: where it counts only whether a value is true, null is as good as false.</summary>
    public static Expression Condition(Expression expression)
    {
        if (expression is not Call call)
        {
            return IsNull(expression) ? Constant.Bool(false) : expression;
        }

        if (call.Function == LogicFunctions.IsTrue)
        {
            return Condition(call.Arguments[0]);
        }

        if (call.Function == LogicFunctions.And || call.Function == LogicFunctions.Or)
        {
            return Connect(call.Function, call.Arguments.Select(Condition));
        }

        var folded = Fold(call);
        if (IsNull(folded))
        {
            return Constant.Bool(false);
        }

        // A choice between fixed answers none of which is true.
        return folded is Call choice && IsChoice(choice.Function) && Arms(choice.Arguments).All(static a => a is Constant { Value: not true }) ? Constant.Bool(false) : folded;
    }

    // f(if(c, 1, 2)) is if(c, f(1), f(2)): views choose numbers of log sources, rules compare them.
    static Expression? IntoArms(Function function, Expression[] arguments, ScalarType type)
    {
        if (function.Nulls != NullRule.Strict || function.Volatile)
        {
            return null;
        }

        var at = Array.FindIndex(arguments, static a => a is not Constant);
        if (at < 0 || Array.FindLastIndex(arguments, static a => a is not Constant) != at
            || arguments[at] is not Call choice || !IsChoice(choice.Function) || !Arms(choice.Arguments).All(static a => a is Constant))
        {
            return null;
        }

        var parts = choice.Arguments.ToArray();
        for (var i = 0; i < parts.Length; i++)
        {
            if (i % 2 == 1 || i == parts.Length - 1)
            {
                var inner = (Expression[])arguments.Clone();
                inner[at] = parts[i];
                if (Fold(new Call(function, inner, type)) is not Constant arm)
                {
                    return null;
                }

                parts[i] = arm;
            }
        }

        return choice.Function.CallAs(type, parts);
    }

    static bool IsChoice(Function function) => function == ChoiceFunctions.If || function == ChoiceFunctions.Case;

    // Of if(c, a, b) and of case(c1, a, c2, b, …, z) alike: every second argument and the last.
    static IEnumerable<Expression> Arms(IReadOnlyList<Expression> arguments) => arguments.Where((_, i) => i % 2 == 1 || i == arguments.Count - 1);

    static Expression? Known(Function function, Expression[] a, ScalarType type)
    {
        if (function == LogicFunctions.And || function == LogicFunctions.Or)
        {
            return Connect(function, a);
        }

        if (function == LogicFunctions.Not && a[0] is Constant { Value: bool negated })
        {
            return Constant.Bool(!negated);
        }

        if (a is [Constant only])
        {
            if (function == LogicFunctions.IsTrue)
            {
                return Constant.Bool(only.Value is true);
            }

            if (function == LogicFunctions.IsNotFalse)
            {
                return Constant.Bool(only.Value is not false);
            }

            if (function == CompareFunctions.IsNull)
            {
                return Constant.Bool(only.Value is null);
            }

            if (function == CompareFunctions.IsPresent)
            {
                return Constant.Bool(only.Value is not null and not "");
            }
        }

        if (function == ChoiceFunctions.If && a[0] is Constant { Value: var chosen })
        {
            return chosen is true ? a[1] : a[2];
        }

        if (function == ChoiceFunctions.Case)
        {
            return Case(a, type);
        }

        if (function == ChoiceFunctions.FirstKnown || function == ChoiceFunctions.FirstPresent)
        {
            return First(function, a, type);
        }

        return a.All(static x => x is Constant { Value: not null }) ? ConstantFolding.Compute(function, [.. a.Cast<Constant>()], type) : null;
    }

    static Expression Connect(Function function, IEnumerable<Expression> parts)
    {
        var decides = function == LogicFunctions.Or;
        var left = new List<Expression>();
        foreach (var part in parts)
        {
            if (part is Constant { Value: bool value })
            {
                if (value == decides)
                {
                    return part;
                }
            }
            else if (part is Call call && call.Function == function)
            {
                left.AddRange(call.Arguments);
            }
            else
            {
                left.Add(part);
            }
        }

        return left.Count switch { 0 => Constant.Bool(!decides), 1 => left[0], _ => function.Call(left) };
    }

    static Expression? Case(Expression[] a, ScalarType type)
    {
        var left = new List<Expression>();
        for (var i = 0; i + 1 < a.Length; i += 2)
        {
            if (a[i] is not Constant { Value: var condition })
            {
                left.AddRange([a[i], a[i + 1]]);
            }
            else if (condition is true)
            {
                return left.Count == 0 ? a[i + 1] : ChoiceFunctions.Case.CallAs(type, [.. left, a[i + 1]]);
            }
        }

        return left.Count == 0 ? a[^1] : left.Count + 1 == a.Length ? null : ChoiceFunctions.Case.CallAs(type, [.. left, a[^1]]);
    }

    static Expression? First(Function function, Expression[] a, ScalarType type)
    {
        var left = new List<Expression>();
        foreach (var argument in a)
        {
            if (argument is Constant { Value: var value })
            {
                if (value is null || (value is "" && function == ChoiceFunctions.FirstPresent))
                {
                    continue;
                }

                left.Add(argument);
                break;
            }

            left.Add(argument);
        }

        return left switch
        {
            [] => Constant.Null(type),
            [Constant only] => only,
            [var only] when function == ChoiceFunctions.FirstKnown => only,
            _ => left.Count == a.Length ? null : function.CallAs(type, left),
        };
    }

    static bool IsNull(Expression expression) => expression is Constant { Value: null };
}
