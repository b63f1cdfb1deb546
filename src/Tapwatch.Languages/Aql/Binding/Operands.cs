// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Aql.Binding;

/// <summary>Brings operands to one type: numbers to the wider, a number beside a string to text (<c>qid = '4624'</c> is true; measured on 7.6.0).</summary>
static class Operands
{
    public static bool IsNumber(Expression value) => value.Type is ScalarType.Int or ScalarType.Long or ScalarType.Real;

    public static bool IsNull(Expression value) => value is Constant { Value: null };

    /// <summary>Numbers to calculate with: 64-bit integers, or reals when one is.</summary>
    public static (Expression Left, Expression Right) SameNumber(Expression left, Expression right)
    {
        var type = left.Type == ScalarType.Real || right.Type == ScalarType.Real ? ScalarType.Real : ScalarType.Long;
        return (To(left, type), To(right, type));
    }

    public static (Expression Left, Expression Right) Same(Expression left, Expression right)
    {
        var same = Same([left, right]);
        return (same[0], same[1]);
    }

    /// <summary>All operands in the one type that holds them.</summary>
    public static Expression[] Same(IReadOnlyList<Expression> values)
    {
        var known = values.Where(static v => !IsNull(v)).ToArray();
        var type = known.Length == 0 ? values[0].Type : TypeFor(known);
        return [.. values.Select(v => To(v, type))];
    }

    // A constant beside int columns stays int when it fits: no conversion per row.
    static ScalarType TypeFor(Expression[] values)
    {
        if (values.All(v => v.Type == values[0].Type))
        {
            return values[0].Type;
        }

        if (values.All(IsNumber))
        {
            return values.Any(static v => v.Type == ScalarType.Real) ? ScalarType.Real
                : values.Any(static v => v.Type == ScalarType.Long && !FitsInt(v)) ? ScalarType.Long
                : ScalarType.Int;
        }

        return values.All(static v => IsNumber(v) || v.Type == ScalarType.Bool) ? ScalarType.Long
            : values.All(static v => v.Type == ScalarType.Bool || IsBoolText(v)) ? ScalarType.Bool
            : ScalarType.String;
    }

    static bool FitsInt(Expression value) => value is Constant { Value: long number } && number is >= int.MinValue and <= int.MaxValue;

    static bool IsBoolText(Expression value) => value is Constant { Value: string text } && bool.TryParse(text, out _);

    /// <summary>The value in another type; a constant is converted here and now.</summary>
    public static Expression To(Expression value, ScalarType type)
    {
        if (value.Type == type)
        {
            return value;
        }

        if (value is Constant constant)
        {
            return Convert(constant, type) ?? Call(value, type);
        }

        return Call(value, type);
    }

    static Expression Call(Expression value, ScalarType type) => type switch
    {
        ScalarType.Bool => ConvertFunctions.ToBool.Call(value),
        ScalarType.Int => ConvertFunctions.ToInt.Call(value),
        ScalarType.Long => ConvertFunctions.ToLong.Call(value),
        ScalarType.Real => ConvertFunctions.ToReal.Call(value),
        ScalarType.String when value.Type == ScalarType.Bool => ChoiceFunctions.Case.Call(
            value, Constant.Text("true"), LogicFunctions.Not.Call(value), Constant.Text("false"), Constant.Null(ScalarType.String)),
        _ => ConvertFunctions.ToText.Call(value),
    };

    static Constant? Convert(Constant constant, ScalarType type) => (constant.Value, type) switch
    {
        (null, _) => Constant.Null(type),
        (long number, ScalarType.Int) when number is >= int.MinValue and <= int.MaxValue => new Constant(ScalarType.Int, number),
        (long number, ScalarType.Long) => Constant.Long(number),
        (long number, ScalarType.Real) => Constant.Real(number),
        (long number, ScalarType.String) => Constant.Text(number.ToString(CultureInfo.InvariantCulture)),
        (double number, ScalarType.String) => Constant.Text(number.ToString("R", CultureInfo.InvariantCulture)),
        (bool flag, ScalarType.String) => Constant.Text(flag ? "true" : "false"),
        (bool flag, ScalarType.Long) => Constant.Long(flag ? 1 : 0),
        (string text, ScalarType.Bool) when bool.TryParse(text, out var flag) => Constant.Bool(flag),
        (string text, ScalarType.Real) when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => Constant.Real(number),
        _ => null,
    };
}
