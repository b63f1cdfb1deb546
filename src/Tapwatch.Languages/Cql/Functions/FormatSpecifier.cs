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

    /// <summary>The value as this specifier writes it, a missing one as <c>null</c>; null when that is not supported.</summary>
    public Expression? Apply(Expression value, Expression zone)
    {
        switch (Conversion)
        {
            case "s" when Precision is null && Width is null:
                return Values.FirstKnown(Values.Text(value), Constant.Text("null"));
            case ['t' or 'T', var part] when Strftime(part) is { } pattern:
                var time = TimeFunctions.FormatStrftime.Call(Values.Time(value), Constant.Text(pattern), zone);
                return ChoiceFunctions.FirstKnown.Call(Conversion[0] == 'T' ? TextFunctions.Upper.Call(time) : time, Constant.Text("null"));
            case [var conversion] when Conversions.Contains(conversion, StringComparison.Ordinal):
                var width = Width is { } w ? w.ToString(CultureInfo.InvariantCulture) : "";
                var precision = Precision is { } p ? "." + p.ToString(CultureInfo.InvariantCulture) : "";
                return MeasureFunctions.Printf.Call(Values.Text(value), Constant.Text(Flags + width + precision + conversion));
            default:
                return null;
        }
    }

    const string Conversions = "sSdifeEgGxXobBcC";

    // Java's date conversions (java.util.Formatter) as strftime.
    static string? Strftime(char part) => part switch
    {
        'F' or 'T' or 'H' or 'M' or 'S' or 'L' or 'N' or 'Y' or 'y' or 'C' or 'm' or 'd' or 'e' or 'B' or 'b' or 'h' or 'A' or 'a' or 'j' or 'D' or 'R' or 'r' or 'c'
            or 'I' or 'k' or 'l' or 'p' or 'z' or 'Z' or 's' or 'Q' => "%" + part,
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
