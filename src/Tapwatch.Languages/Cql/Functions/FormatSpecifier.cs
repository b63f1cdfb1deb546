// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>One <c>%…</c> of a format: <c>%s</c>, <c>%,.2f</c>, <c>%2$s</c>, <c>%tF</c>.</summary>
sealed record FormatSpecifier(int? Index, string Flags, int? Width, int? Precision, string Conversion, int End)
{
    /// <summary>Reads what stands behind a percent sign; null when it is no specifier.</summary>
    public static FormatSpecifier? Read(string format, int at)
    {
        var start = at;
        int? index = null;
        if (Digits(format, ref at) is { } number && at < format.Length && format[at] == '$')
        {
            index = number - 1;
            at++;
        }
        else
        {
            at = start;
        }

        var flags = at;
        while (at < format.Length && format[at] is ',' or '-' or '+' or '0' or '#' or ' ' or '(')
        {
            at++;
        }

        var flagText = format[flags..at];
        var width = Digits(format, ref at);
        int? precision = null;
        if (at < format.Length && format[at] == '.')
        {
            at++;
            precision = Digits(format, ref at);
        }

        if (at >= format.Length || !char.IsAsciiLetter(format[at]))
        {
            return null;
        }

        var length = format[at] is 't' or 'T' && at + 1 < format.Length ? 2 : 1;
        return new FormatSpecifier(index, flagText, width, precision, format.Substring(at, length), at + length);
    }

    /// <summary>The value as this specifier writes it; null when that is not supported.</summary>
    public Expression? Apply(Expression value)
    {
        if (Width is not null || Flags.Any(static f => f != ','))
        {
            return null;
        }

        switch (Conversion)
        {
            case "s" or "S" when Precision is null && Flags.Length == 0:
                return Conversion == "S" ? TextFunctions.Upper.Call(Values.Text(value)) : Values.Text(value);
            case "d" or "i" when Flags.Length == 0:
                return Values.Text(value);
            case "d" or "i":
                return PlainTextFunctions.Fixed.Call(Values.Number(value), Constant.Long(0), Constant.Bool(true));
            case "f":
                return PlainTextFunctions.Fixed.Call(Values.Number(value), Constant.Long(Precision ?? 6), Constant.Bool(Flags.Length > 0));
            case ['t', var part] when Strftime(part) is { } pattern:
                return TimeFunctions.FormatStrftime.Call(Values.Time(value), Constant.Text(pattern));
            default:
                return null;
        }
    }

    // Java's date conversions (java.util.Formatter) as strftime.
    static string? Strftime(char part) => part switch
    {
        'F' or 'T' or 'H' or 'M' or 'S' or 'L' or 'Y' or 'm' or 'd' or 'B' or 'b' or 'A' or 'a' or 'j' or 'y' or 'e' or 'D' or 'R' or 'I' or 'p' or 'z' or 'Z' => "%" + part,
        _ => null,
    };

    static int? Digits(string format, ref int at)
    {
        var start = at;
        while (at < format.Length && char.IsAsciiDigit(format[at]) && at - start < 6)
        {
            at++;
        }

        return at > start && format[start] != '0' ? int.Parse(format.AsSpan(start, at - start), CultureInfo.InvariantCulture) : at > start ? 0 : null;
    }
}
