// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Tapwatch.Records.Columns;

namespace Tapwatch.Detections.Tables;

/// <summary>Narrows down the type of a column, value by value.</summary>
/// <param name="fromText">Whether all values are texts that may mean numbers and truth values (CSV).</param>
sealed class TypeGuess(bool fromText)
{
    bool _any;
    bool _long = true;
    bool _real = true;
    bool _bool = true;
    bool _time = true;
    bool _text = true;

    /// <summary>The narrowest type that fits all values; text when there are none; dynamic for JSON of different kinds.</summary>
    public ScalarType Type => !_any ? ScalarType.String
        : _bool ? ScalarType.Bool
        : _long ? ScalarType.Long
        : _real ? ScalarType.Real
        : _time ? ScalarType.DateTime
        : _text ? ScalarType.String
        : ScalarType.Dynamic;

    /// <summary>Takes the value the reader stands on.</summary>
    public void Add(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return;
            case JsonTokenType.String:
                var text = reader.GetString()!;
                _bool &= fromText && bool.TryParse(text, out _);
                _long &= fromText && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
                _real &= fromText && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
                _time &= IsTime(text);
                break;
            case JsonTokenType.Number:
                _long &= Utf8Parser.TryParse(reader.ValueSpan, out long _, out var used) && used == reader.ValueSpan.Length;
                _bool = _time = _text = false;
                break;
            case JsonTokenType.True or JsonTokenType.False:
                _long = _real = _time = _text = false;
                break;
            default:
                _bool = _long = _real = _time = _text = false;
                break;
        }

        _any = true;
    }

    // Only full ISO 8601: `2026-01` or `10:30` may as well be a name.
    static bool IsTime(string text) =>
        text.Length >= 10 && text[4] == '-' && text[7] == '-' && (text.Length == 10 || text[10] is 'T' or ' ')
        && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out _);
}
