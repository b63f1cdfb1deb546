// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>Changing types, nulls of strings, and what is known before the query runs.</summary>
sealed partial class KqlBinder
{
    internal static bool IsNumber(ScalarType type) => type is ScalarType.Int or ScalarType.Long or ScalarType.Real or ScalarType.Decimal;

    internal static bool IsUnknown(Expression value) => ReferenceEquals(value, _unknown);

    internal static Expression Unknown => _unknown;

    /// <summary>The value as that type, by Kusto's conversion; what cannot be converted becomes null.</summary>
    internal Expression To(Expression value, ScalarType type)
    {
        if (value.Type == type)
        {
            return value;
        }

        if (value is Constant { Value: null })
        {
            return type == ScalarType.String ? Constant.Text("") : Constant.Null(type);
        }

        if (value is Constant constant && Converted(constant, type) is { } folded)
        {
            return folded;
        }

        var function = type switch
        {
            ScalarType.Bool => ConvertFunctions.ToBool,
            ScalarType.Int => ConvertFunctions.ToInt,
            ScalarType.Long => ConvertFunctions.ToLong,
            ScalarType.Real => ConvertFunctions.ToReal,
            ScalarType.Decimal => ConvertFunctions.ToDecimal,
            ScalarType.DateTime => ConvertFunctions.ToDateTime,
            ScalarType.TimeSpan => ConvertFunctions.ToTimeSpan,
            ScalarType.Guid => ConvertFunctions.ToGuid,
            ScalarType.Dynamic => ConvertFunctions.ToDynamic,
            _ => ConvertFunctions.ToText,
        };
        var result = function.Call(value);
        return type == ScalarType.String ? NonNull(result) : result;
    }

    static Constant? Converted(Constant value, ScalarType type) => (value.Value, type) switch
    {
        (long n, ScalarType.Real) when value.Type is ScalarType.Long or ScalarType.Int => Constant.Real(n),
        (long n, ScalarType.Decimal) when value.Type is ScalarType.Long or ScalarType.Int => new Constant(type, (decimal)n),
        (long n, ScalarType.Long) when value.Type == ScalarType.Int => Constant.Long(n),
        (long n, ScalarType.Int) when value.Type == ScalarType.Long && n is >= int.MinValue and <= int.MaxValue => new Constant(type, n),
        _ => null,
    };

    /// <summary>A string that is never null: a null one is made empty.</summary>
    internal Expression NonNull(Expression value) => value.Type switch
    {
        ScalarType.String when value is Constant { Value: null } => Constant.Text(""),
        ScalarType.String when MayBeNull(value) => ChoiceFunctions.FirstKnown.Call(value, Constant.Text("")),
        _ => value,
    };

    bool MayBeNull(Expression value)
    {
        switch (value)
        {
            case Constant constant:
                return constant.Value is null;
            case ColumnReference reference:
                return reference.Type != ScalarType.String || _mayBeNull.Contains(reference.Column);
            case Call call:
                if (call.Function == ChoiceFunctions.FirstKnown || call.Function == ChoiceFunctions.FirstPresent)
                {
                    return call.Arguments.All(MayBeNull);
                }

                if (call.Function == TextFunctions.Concat)
                {
                    return false;
                }

                if (call.Function == ChoiceFunctions.If)
                {
                    return MayBeNull(call.Arguments[1]) || MayBeNull(call.Arguments[2]);
                }

                if (call.Function == ChoiceFunctions.Case)
                {
                    return call.Arguments.Where((_, i) => i % 2 == 1 || i == call.Arguments.Count - 1).Any(MayBeNull);
                }

                return !_keepText.Contains(call.Function) || call.Arguments.Any(MayBeNull);
            default:
                return true;
        }
    }

    // Text in, text out: null only of null.
    static readonly HashSet<Function> _keepText =
        [TextFunctions.Lower, TextFunctions.Upper, TextFunctions.Trim, TextFunctions.Replace, TextFunctions.LastSegment, TextFunctions.Substring, MatchFunctions.ReplaceRegex];

    /// <summary>
    /// The value without the rule that null text is empty, for a condition that is false for empty text anyway. Keeps the condition
    /// recognisable further down, where literals to seek are read off it.
    /// </summary>
    static Expression Bare(Expression value) => value switch
    {
        Call call when call.Function == ChoiceFunctions.FirstKnown && call.Arguments is [var only, Constant { Value: "" }] => Bare(only),
        Call call when call.Function == TextFunctions.Lower || call.Function == TextFunctions.Upper || call.Function == TextFunctions.Trim =>
            call with { Arguments = [Bare(call.Arguments[0])] },
        _ => value,
    };

    /// <summary>The value computed now, if all of it is constant and the operation is one that limits and ranges are written with.</summary>
    internal static Expression Fold(Expression value)
    {
        if (value is not Call call || !call.Arguments.All(static a => a is Constant { Value: not null }))
        {
            return value;
        }

        var a = ((Constant)call.Arguments[0]).Value;
        var b = call.Arguments.Count > 1 ? ((Constant)call.Arguments[1]).Value : null;
        var name = call.Function.Name;
        return (name, a, b) switch
        {
            ("number.negate", long x, _) => new Constant(call.Type, unchecked(-x)),
            ("number.negate", double x, _) => Constant.Real(-x),
            ("number.add", long x, long y) => new Constant(call.Type, unchecked(x + y)),
            ("number.subtract", long x, long y) => new Constant(call.Type, unchecked(x - y)),
            ("number.multiply", long x, long y) => new Constant(call.Type, unchecked(x * y)),
            ("number.multiply", double x, double y) => Constant.Real(x * y),
            ("number.add", double x, double y) => Constant.Real(x + y),
            ("number.subtract", double x, double y) => Constant.Real(x - y),
            ("time.add", long x, long y) => Time(call.Type, unchecked(x + y)),
            ("time.subtract", long x, long y) => Time(call.Type, unchecked(x - y)),
            ("time.between", long x, long y) => new Constant(ScalarType.TimeSpan, unchecked(x - y)),
            ("convert.long" or "convert.int", long x, _) when IsNumber(call.Arguments[0].Type) => new Constant(call.Type, x),
            _ => value,
        };
    }

    static Constant Time(ScalarType type, long ticks) =>
        new(type, type == ScalarType.DateTime && (ticks < 0 || ticks > DateTime.MaxValue.Ticks) ? null : ticks);

    /// <summary>A constant whole number of at least 0, or null (said).</summary>
    long? Whole(Syntax.KqlExpression syntax, string what)
    {
        var value = Fold(Scalar(syntax));
        if (value is Constant { Value: long number } && value.Type is ScalarType.Long or ScalarType.Int)
        {
            return Math.Max(0, number);
        }

        if (value is Constant { Value: double real } && real >= 0)
        {
            return (long)real;
        }

        if (!IsUnknown(value))
        {
            diagnostics.Add(IsNumber(value.Type) || value.Type == ScalarType.Dynamic
                ? Plan.Diagnostics.Messages.ConstantNeeded(syntax.Span, what)
                : Plan.Diagnostics.Messages.WrongType(syntax.Span, what, "a whole number", value.Type.KustoName()));
        }

        return null;
    }
}
