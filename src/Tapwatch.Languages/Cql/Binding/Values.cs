// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Binding;

/// <summary>
/// The one type of CQL, text, over the types of the plan: counts stay long, arithmetic real, <c>@timestamp</c> datetime, conditions bool, until text is asked for.
/// As text a time is its milliseconds since 1970, a number its shortest decimal form, a condition <c>true</c> or <c>false</c>.
/// </summary>
static class Values
{
    /// <summary>As LogScale's text.</summary>
    public static Expression Text(Expression value)
    {
        if (value is Constant constant)
        {
            return constant.Value is null ? Constant.Null(ScalarType.String) : Constant.Text(TextOf(constant));
        }

        return value.Type switch
        {
            ScalarType.String => value,
            ScalarType.DateTime => ConvertFunctions.ToText.Call(ConvertFunctions.EpochMilliseconds.Call(value)),
            ScalarType.Bool => PlainTextFunctions.OfBool.Call(value),
            ScalarType.Real => PlainTextFunctions.OfReal.Call(value),
            _ => ConvertFunctions.ToText.Call(value),
        };
    }

    /// <summary>As a number (real or long); null where the text is none.</summary>
    public static Expression Number(Expression value)
    {
        if (value is Constant constant)
        {
            return constant.Value is not null && ParseNumber(TextOf(constant)) is { } number ? Constant.Real(number) : Constant.Null(ScalarType.Real);
        }

        return value.Type switch
        {
            ScalarType.Real => value,
            ScalarType.String => PlainTextFunctions.ToNumber.Call(value),
            ScalarType.DateTime => ConvertFunctions.ToReal.Call(ConvertFunctions.EpochMilliseconds.Call(value)),
            ScalarType.Bool => Constant.Null(ScalarType.Real),
            _ => ConvertFunctions.ToReal.Call(value),
        };
    }

    /// <summary>As a truth value: of a number whether it is not 0, of the texts <c>true</c> and <c>false</c> what they say, else null.</summary>
    public static Expression Condition(Expression value) => value.Type switch
    {
        ScalarType.Bool => value,
        ScalarType.Long or ScalarType.Real => ConvertFunctions.ToBool.Call(value),
        _ => PlainTextFunctions.Truth.Call(Text(value)),
    };

    /// <summary>As a time: milliseconds since 1970.</summary>
    public static Expression Time(Expression value) => value.Type == ScalarType.DateTime
        ? value
        : ConvertFunctions.FromEpochMilliseconds.Call(value.Type == ScalarType.Long ? value : ConvertFunctions.ToLong.Call(Number(value)));

    /// <summary>Of one type: the one they share, else text.</summary>
    public static Expression[] Same(params IReadOnlyList<Expression> values)
    {
        var type = values.FirstOrDefault(static v => v is not Constant { Value: null })?.Type ?? ScalarType.String;
        return values.All(v => v.Type == type || v is Constant { Value: null })
            ? [.. values.Select(v => v is Constant { Value: null } ? Constant.Null(type) : v)]
            : [.. values.Select(Text)];
    }

    public static Expression FirstKnown(Expression value, Expression otherwise) =>
        otherwise is Constant { Value: null } || value is Constant { Value: not null } ? value
        : value is Constant { Value: null } ? otherwise
        : ChoiceFunctions.FirstKnown.Call(Same(value, otherwise));

    public static Expression Exists(Expression value) => value is Constant constant
        ? Constant.Bool(constant.Value is not null)
        : LogicFunctions.Not.Call(CompareFunctions.IsNull.Call(value));

    /// <summary>The opposite of a condition; of null true, since a comparison with a missing field fails.</summary>
    public static Expression Not(Expression condition) => condition is Constant constant
        ? Constant.Bool(constant.Value is not true)
        : LogicFunctions.Not.Call(LogicFunctions.IsTrue.Call(condition));

    public static double? ParseNumber(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number) ? number : null;

    static string TextOf(Constant constant) => constant.Value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        long ticks when constant.Type == ScalarType.DateTime => ((ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond).ToString(CultureInfo.InvariantCulture),
        double number => number == Math.Truncate(number) && Math.Abs(number) < 1e15
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };
}
