// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Tapwatch.Engine.Functions;

namespace Tapwatch.Engine.Text;

/// <summary>One specifier of Java's Formatter, without its percent sign, taken apart once: <c>,.2f</c>, <c>-20s</c>, <c>#x</c>.</summary>
sealed class PrintfSpecifier
{
    const int LongestWidth = 1000;

    static readonly CultureInfo _culture = CultureInfo.InvariantCulture;
    readonly string _flags;
    readonly int _width;
    readonly int _precision;
    readonly char _conversion;
    readonly StringBuilder _body = new();

    PrintfSpecifier(string flags, int width, int precision, char conversion)
    {
        _flags = flags;
        _width = Math.Min(width, LongestWidth);
        _precision = Math.Min(precision, LongestWidth);
        _conversion = conversion;
    }

    /// <summary>The conversions that can be written.</summary>
    public const string Conversions = "sSdifeEgGxXobBcC";

    public static PrintfSpecifier Of(string specifier)
    {
        var at = 0;
        while (at < specifier.Length && specifier[at] is ',' or '-' or '+' or '0' or '#' or ' ' or '(')
        {
            at++;
        }

        var flags = specifier[..at];
        var width = Number(specifier, ref at) ?? 0;
        int? precision = null;
        if (at < specifier.Length && specifier[at] == '.')
        {
            at++;
            precision = Number(specifier, ref at) ?? 0;
        }

        return new PrintfSpecifier(flags, width, precision ?? -1, at < specifier.Length ? specifier[at] : 's');
    }

    static int? Number(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]) && at - start < 6)
        {
            at++;
        }

        return at > start ? int.Parse(text.AsSpan(start, at - start), NumberStyles.None, _culture) : null;
    }

    /// <summary>Writes a value; <paramref name="known"/>: whether there is one.</summary>
    public void Append(ReadOnlySpan<char> value, ReadOnlySpan<byte> bytes, bool known, StringBuilder text)
    {
        _body.Clear();
        var isNumber = Body(known ? value : "null", bytes, known);
        if (char.IsAsciiLetterUpper(_conversion))
        {
            for (var i = 0; i < _body.Length; i++)
            {
                _body[i] = char.ToUpperInvariant(_body[i]);
            }
        }

        var padding = Math.Max(0, _width - _body.Length);
        if (_flags.Contains('-', StringComparison.Ordinal))
        {
            text.Append(_body).Append(' ', padding);
        }
        else if (isNumber && _flags.Contains('0', StringComparison.Ordinal))
        {
            var sign = _body.Length > 0 && _body[0] is '-' or '+' or ' ' or '(' ? 1 : 0;
            text.Append(_body, 0, sign).Append('0', padding).Append(_body, sign, _body.Length - sign);
        }
        else
        {
            text.Append(' ', padding).Append(_body);
        }
    }

    // Writes the value without its padding; says whether it is a number.
    bool Body(ReadOnlySpan<char> value, ReadOnlySpan<byte> bytes, bool known)
    {
        switch (_conversion)
        {
            case 'b' or 'B':
                _body.Append(known && !value.Equals("false", StringComparison.OrdinalIgnoreCase) ? "true" : "false");
                return false;
            case 'c' or 'C':
                _body.Append(value.Length > 0 && known ? value[..1] : value);
                return false;
            case 'd' or 'i' or 'x' or 'X' or 'o' when known && PlainTextKernels.TryNumber(bytes, out var whole) && Math.Abs(whole) < 1e18:
                Whole(long.TryParse(bytes, NumberStyles.AllowLeadingSign, _culture, out var exact) ? exact : (long)whole);
                return true;
            case 'f' or 'e' or 'E' or 'g' or 'G' when known && PlainTextKernels.TryNumber(bytes, out var number):
                Real(number);
                return true;
            default:
                _body.Append(_precision >= 0 && _precision < value.Length && _conversion is 's' or 'S' ? value[.._precision] : value);
                return false;
        }
    }

    void Whole(long number)
    {
        Span<char> digits = stackalloc char[80];
        int length;
        switch (_conversion)
        {
            case 'x' or 'X':
                _body.Append(_flags.Contains('#', StringComparison.Ordinal) ? "0x" : "");
                number.TryFormat(digits, out length, "x", _culture);
                _body.Append(digits[..length]);
                return;
            case 'o':
                _body.Append(_flags.Contains('#', StringComparison.Ordinal) ? "0" : "").Append(System.Convert.ToString(number, 8));
                return;
        }

        // A precision is the least number of digits, as in C.
        Math.Abs((decimal)number).TryFormat(digits, out length, _flags.Contains(',', StringComparison.Ordinal) ? "#,##0" : "0", _culture);
        Signed(number < 0, digits[..length], Math.Min(Math.Max(0, _precision - length), 60));
    }

    void Real(double number)
    {
        var precision = _precision < 0 ? 6 : Math.Min(_precision, 60);
        Span<char> digits = stackalloc char[400];
        var absolute = Math.Abs(number);
        int length;
        if (_conversion is 'e' or 'E' || (_conversion is 'g' or 'G' && absolute != 0 && absolute is < 1e-4 || (_conversion is 'g' or 'G' && absolute >= Math.Pow(10, Math.Max(1, precision)))))
        {
            var places = _conversion is 'g' or 'G' ? Math.Max(0, precision - 1) : precision;
            absolute.TryFormat(digits, out length, $"0.{new string('0', places)}e+00", _culture);
        }
        else
        {
            if (_conversion is 'g' or 'G')
            {
                precision = Math.Max(0, Math.Max(1, precision) - 1 - (absolute == 0 ? 0 : (int)Math.Floor(Math.Log10(absolute))));
            }

            // Java rounds the shortest decimal form half up, not the binary value.
            var grouped = _flags.Contains(',', StringComparison.Ordinal);
            Span<char> format = stackalloc char[4];
            format[0] = grouped ? 'N' : 'F';
            precision.TryFormat(format[1..], out var written, default, _culture);
            if (absolute < 1e27 && precision <= 28)
            {
                Span<char> shortest = stackalloc char[32];
                absolute.TryFormat(shortest, out var width, "R", _culture);
                var rounded = decimal.Round(decimal.Parse(shortest[..width], NumberStyles.Float, _culture), precision, MidpointRounding.AwayFromZero);
                rounded.TryFormat(digits, out length, format[..(written + 1)], _culture);
            }
            else
            {
                absolute.TryFormat(digits, out length, format[..(written + 1)], _culture);
            }
        }

        Signed(number < 0, digits[..length], 0);
    }

    void Signed(bool negative, ReadOnlySpan<char> digits, int zeros)
    {
        var brackets = negative && _flags.Contains('(', StringComparison.Ordinal);
        _body.Append(brackets ? "(" : negative ? "-" : _flags.Contains('+', StringComparison.Ordinal) ? "+" : _flags.Contains(' ', StringComparison.Ordinal) ? " " : "")
            .Append('0', zeros).Append(digits).Append(brackets ? ")" : "");
    }
}
