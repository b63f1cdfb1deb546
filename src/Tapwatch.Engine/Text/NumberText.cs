// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;

namespace Tapwatch.Engine.Text;

/// <summary>Numbers in text, as Kusto's toint(), tolong(), toreal() and todecimal() read them.</summary>
static class NumberText
{
    /// <summary>Decimal digits with a sign, or <c>0x</c> and hexadecimal digits; white space around is fine, a fraction or exponent is not.</summary>
    public static bool TryLong(ReadOnlySpan<byte> text, out long value)
    {
        text = text.Trim(" \t\r\n"u8);
        if (text.StartsWith("0x"u8) || text.StartsWith("0X"u8))
        {
            return long.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    public static bool TryReal(ReadOnlySpan<byte> text, out double value)
    {
        text = text.Trim(" \t\r\n"u8);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        if (TryLong(text, out var whole))
        {
            value = whole;
            return true;
        }

        var positive = !text.StartsWith("-"u8);
        value = positive ? double.PositiveInfinity : double.NegativeInfinity;
        return Ascii.EqualsIgnoreCase(text.StartsWith("+"u8) || !positive ? text[1..] : text, "inf"u8);
    }

    public static bool TryDecimal(ReadOnlySpan<byte> text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    /// <summary>Cuts the fraction; false when there is no such long.</summary>
    public static bool TryCut(double value, out long whole)
    {
        var fits = value is > -9223372036854775809.0 and < 9223372036854775808.0;
        whole = fits ? (long)value : 0;
        return fits;
    }
}
