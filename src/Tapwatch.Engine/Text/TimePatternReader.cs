// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Tapwatch.Engine.Text;

/// <summary>Reads times by a pattern of Java's SimpleDateFormat, taken apart once. What no field says is as on 1970-01-01 00:00 UTC.</summary>
sealed class TimePatternReader
{
    readonly List<(char Letter, int Count, string Literal)> _fields = [];

    TimePatternReader()
    {
    }

    /// <summary>Takes a pattern apart; letters without a meaning never match.</summary>
    public static TimePatternReader FromSimpleDateFormat(string pattern)
    {
        var reader = new TimePatternReader();
        for (var at = 0; at < pattern.Length;)
        {
            var start = at;
            if (pattern[at] == '\'')
            {
                var end = pattern.IndexOf('\'', at + 1);
                end = end < 0 ? pattern.Length : end;
                reader._fields.Add(('\0', 0, end == at + 1 ? "'" : pattern[(at + 1)..end]));
                at = end + 1;
                continue;
            }

            while (at < pattern.Length && pattern[at] == pattern[start])
            {
                at++;
            }

            reader._fields.Add(char.IsAsciiLetter(pattern[start]) ? (pattern[start], at - start, "") : ('\0', 0, pattern[start..at]));
        }

        return reader;
    }

    /// <summary>The time in ticks; false when the text does not begin as the pattern says.</summary>
    public bool TryRead(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        var parts = new Parts();
        for (var i = 0; i < _fields.Count; i++)
        {
            // Digits that touch the next number are as many as the pattern's letters.
            var touches = i + 1 < _fields.Count && IsNumber(_fields[i + 1]);
            if (!Read(_fields[i], touches, ref text, ref parts))
            {
                return false;
            }
        }

        return parts.TryGet(out ticks);
    }

    static bool IsNumber((char Letter, int Count, string Literal) field) =>
        field.Letter is 'y' or 'Y' or 'd' or 'D' or 'H' or 'k' or 'K' or 'h' or 'm' or 's' or 'S' || (field.Letter is 'M' or 'L' && field.Count < 3);

    static bool Read((char Letter, int Count, string Literal) field, bool touches, ref ReadOnlySpan<char> text, ref Parts parts)
    {
        if (field.Letter == '\0')
        {
            if (!text.StartsWith(field.Literal, StringComparison.Ordinal))
            {
                return false;
            }

            text = text[field.Literal.Length..];
            return true;
        }

        if (IsNumber(field))
        {
            var before = text.Length;
            return Digits(ref text, touches ? field.Count : 9, out var number) && parts.Set(field.Letter, field.Count, number, before - text.Length);
        }

        switch (field.Letter)
        {
            case 'M' or 'L':
                return Name(ref text, CultureInfo.InvariantCulture.DateTimeFormat.MonthNames, CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames, out var month)
                    && parts.Set('M', 1, month + 1, 1);
            case 'E':
                return Name(ref text, CultureInfo.InvariantCulture.DateTimeFormat.DayNames, CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedDayNames, out _);
            case 'a':
                return Name(ref text, ["AM", "PM"], ["AM", "PM"], out parts.Half);
            case 'G':
                return Name(ref text, ["AD"], ["AD"], out _);
            case 'z' or 'Z' or 'X':
                return Zone(ref text, out parts.Offset);
            default:
                return false;
        }
    }

    static bool Digits(ref ReadOnlySpan<char> text, int most, out int number)
    {
        number = 0;
        var length = 0;
        while (length < most && length < text.Length && char.IsAsciiDigit(text[length]))
        {
            number = (number * 10) + text[length++] - '0';
        }

        text = text[length..];
        return length > 0;
    }

    static bool Name(ref ReadOnlySpan<char> text, string[] names, string[] abbreviated, out int found)
    {
        foreach (var list in new[] { names, abbreviated })
        {
            for (found = 0; found < list.Length; found++)
            {
                if (list[found].Length > 0 && text.StartsWith(list[found], StringComparison.OrdinalIgnoreCase))
                {
                    text = text[list[found].Length..];
                    return true;
                }
            }
        }

        found = -1;
        return false;
    }

    // UTC, GMT, Z, +01, +0100, +01:00, GMT+01:00; minutes east.
    static bool Zone(ref ReadOnlySpan<char> text, out int offset)
    {
        offset = 0;
        if (text.StartsWith("Z", StringComparison.OrdinalIgnoreCase))
        {
            text = text[1..];
            return true;
        }

        var named = text.StartsWith("UTC", StringComparison.OrdinalIgnoreCase) || text.StartsWith("GMT", StringComparison.OrdinalIgnoreCase);
        text = named ? text[3..] : text;
        if (text.IsEmpty || text[0] is not ('+' or '-'))
        {
            return named;
        }

        var sign = text[0] == '-' ? -1 : 1;
        text = text[1..];
        if (!Digits(ref text, 2, out var hours))
        {
            return false;
        }

        text = text.StartsWith(":") ? text[1..] : text;
        _ = Digits(ref text, 2, out var minutes);
        offset = sign * ((hours * 60) + minutes);
        return hours < 24 && minutes < 60;
    }

    struct Parts()
    {
        public int Half = -1;
        public int Offset;
        int _year = 1970;
        int _month = 1;
        int _day = 1;
        int _dayOfYear;
        int _hour;
        int _minute;
        int _second;
        int _millisecond;

        public bool Set(char letter, int count, int value, int digits)
        {
            switch (letter)
            {
                // Two digits of two letters: within 80 years back and 20 ahead, as Java has it; the century is that of 2000 here.
                case 'y' or 'Y':
                    _year = count == 2 && digits == 2 ? value + (value < 50 ? 2000 : 1900) : value;
                    break;
                case 'M' or 'L':
                    _month = value;
                    break;
                case 'd':
                    _day = value;
                    break;
                case 'D':
                    _dayOfYear = value;
                    break;
                case 'H' or 'K' or 'h' or 'k':
                    _hour = (letter == 'h' && value == 12) || (letter == 'k' && value == 24) ? 0 : value;
                    break;
                case 'm':
                    _minute = value;
                    break;
                case 's':
                    _second = value;
                    break;
                default:
                    _millisecond = value;
                    break;
            }

            return true;
        }

        public readonly bool TryGet(out long ticks)
        {
            ticks = 0;
            var hour = Half == 1 && _hour < 12 ? _hour + 12 : _hour;
            if (_year is < 1 or > 9998 || _month is < 1 or > 12 || _day < 1 || _day > DateTime.DaysInMonth(_year, _month) || hour > 23 || _minute > 59 || _second > 59
                || _dayOfYear > 366 || _millisecond > 999)
            {
                return false;
            }

            var day = _dayOfYear > 0 ? new DateTime(_year, 1, 1).AddDays(_dayOfYear - 1) : new DateTime(_year, _month, _day);
            ticks = day.Ticks + (((hour * 60L) + _minute - Offset) * TimeSpan.TicksPerMinute) + (_second * TimeSpan.TicksPerSecond) + (_millisecond * TimeSpan.TicksPerMillisecond);
            return ticks >= 0;
        }
    }
}
