// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Lexing;

/// <summary>Numbers, durations with a unit (<c>1.5h</c>), and typed literals (<c>datetime(…)</c>, <c>long(null)</c>).</summary>
sealed partial class KqlLexer
{
    void Number()
    {
        var start = _at;
        if (_text[_at] == '0' && Peek(1) is 'x' or 'X' && char.IsAsciiHexDigit(Peek(2)))
        {
            _at += 2;
            while (char.IsAsciiHexDigit(Peek(0)))
            {
                _at++;
            }

            var fits = ulong.TryParse(_text.AsSpan(start + 2, _at - start - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex);
            AddNumber(start, ScalarType.Long, fits ? unchecked((long)hex) : null);
            return;
        }

        Digits();
        var real = false;
        if (Peek(0) == '.' && (char.IsAsciiDigit(Peek(1)) || (Peek(1) != '.' && !IsWordStart(Peek(1)))))
        {
            real = true;
            _at++;
            Digits();
        }

        var number = _text[start.._at];
        var unit = _at;
        while (unit < _text.Length && IsWordPart(_text[unit]))
        {
            unit++;
        }

        if (unit > _at)
        {
            var word = _text[_at..unit];
            if (KqlTimes.UnitTicks(word) is { } ticks)
            {
                _at = unit;
                AddNumber(start, ScalarType.TimeSpan, KqlTimes.Scale(number, ticks));
                return;
            }

            if (TryExponent())
            {
                real = true;
                number = _text[start.._at];
            }
            else if (!real)
            {
                // A name may begin with digits as long as it is no number with a unit.
                _at = unit;
                _tokens.Add(new KqlToken(KqlTokenKind.Word, SourceSpan.Between(start, _at), _text[start.._at]));
                return;
            }
        }

        if (real)
        {
            AddNumber(start, ScalarType.Real, double.Parse(number, CultureInfo.InvariantCulture));
        }
        else
        {
            // The least long is written with a sign, and its digits alone are one too many. In lists the vendor takes sign and digits as one, elsewhere it refuses them.
            var isLeast = number is "9223372036854775808" && start > 0 && _text[start - 1] == '-' && _text.AsSpan(0, start - 1).TrimEnd() is [.., '[' or ','];
            AddNumber(start, ScalarType.Long, long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : isLeast ? long.MinValue : null);
        }
    }

    void AddNumber(int start, ScalarType type, object? value)
    {
        if (value is null)
        {
            diagnostics.Add(Messages.BadLiteral(SourceSpan.Between(start, _at), _text[start.._at], type.KustoName()));
        }

        AddLiteral(start, type, value);
    }

    void Digits()
    {
        while (char.IsAsciiDigit(Peek(0)))
        {
            _at++;
        }
    }

    bool TryExponent()
    {
        if (Peek(0) is not ('e' or 'E'))
        {
            return false;
        }

        var sign = Peek(1) is '+' or '-' ? 1 : 0;
        if (!char.IsAsciiDigit(Peek(1 + sign)))
        {
            return false;
        }

        _at += 1 + sign;
        Digits();
        return true;
    }

    static ScalarType? TypedLiteralType(string word) => word switch
    {
        "bool" or "boolean" => ScalarType.Bool,
        "int" or "int32" => ScalarType.Int,
        "long" or "int64" => ScalarType.Long,
        "real" or "double" => ScalarType.Real,
        "decimal" => ScalarType.Decimal,
        "datetime" or "date" => ScalarType.DateTime,
        "timespan" or "time" => ScalarType.TimeSpan,
        "guid" => ScalarType.Guid,
        _ => null,
    };

    // The text between the brackets, on one line; moves behind the closing bracket. A quoted value may hold brackets.
    string? TypedLiteralBody()
    {
        var at = _at;
        while (at < _text.Length && _text[at] is ' ' or '\t')
        {
            at++;
        }

        if (at >= _text.Length || _text[at] != '(')
        {
            return null;
        }

        var close = _text.IndexOf(')', at);
        if (close < 0 || _text.AsSpan(at, close - at).IndexOfAny(';', '|') >= 0)
        {
            return null;
        }

        // `datetime()` is a call: the time now.
        var body = _text[(at + 1)..close].Trim();
        _at = body.Length == 0 ? _at : close + 1;
        return body.Length == 0 ? null : body;
    }

    object? ParseTyped(int start, string word, ScalarType type, string body)
    {
        if (body == "null")
        {
            return null;
        }

        var plain = body.Length > 1 && body[0] is '"' or '\'' && body[^1] == body[0] ? body[1..^1] : body;
        object? value = type switch
        {
            ScalarType.Bool => plain switch { "true" or "True" => true, "false" or "False" => false, _ => long.TryParse(plain, CultureInfo.InvariantCulture, out var n) ? n != 0 : null },
            ScalarType.Int => Whole(plain) is { } i && i is >= int.MinValue and <= int.MaxValue ? i : null,
            ScalarType.Long => Whole(plain),
            ScalarType.Real => RealNumber(plain),
            ScalarType.Decimal => decimal.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var d) ? d : null,
            ScalarType.DateTime => KqlTimes.ParseDateTime(plain),
            ScalarType.TimeSpan => KqlTimes.ParseTimeSpan(plain),
            _ => Guid.TryParse(plain, out var g) ? g : null,
        };
        if (value is null)
        {
            diagnostics.Add(Messages.BadLiteral(SourceSpan.Between(start, _at), _text[start.._at], type.KustoName()));
        }

        return value;
    }

    static long? Whole(string text)
    {
        var negative = text.StartsWith('-');
        var digits = negative ? text.AsSpan(1) : text;
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return ulong.TryParse(digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? unchecked(negative ? -(long)hex : (long)hex) : null;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    static double? RealNumber(string text) => text.ToLowerInvariant() switch
    {
        "nan" => double.NaN,
        "inf" or "+inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null,
    };
}
