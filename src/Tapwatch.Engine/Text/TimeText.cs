// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;

namespace Tapwatch.Engine.Text;

/// <summary>Times in text, as Kusto's todatetime() reads them: ISO 8601 in its usual spellings, RFC 822 and 850, and the American order of the day. UTC unless an offset says otherwise.</summary>
static class TimeText
{
    static readonly string[] _otherForms =
    [
        "M/d/yyyy", "M-d-yyyy", "M/d/yyyy H:m", "M/d/yyyy H:m:s", "M/d/yyyy H:m:s.FFFFFFF", "M/d/yyyy h:m tt", "M/d/yyyy h:m:s tt", "M/d/yyyy h:m:s.FFFFFFF tt",
        "yyyy/M/d", "yyyy/M/d H:m", "yyyy/M/d H:m:s", "yyyy/M/d H:m:s.FFFFFFF", "yyyy-M-d", "yyyy-M-d H:m:s",
        "ddd, d MMM yyyy H:m:s 'GMT'", "ddd, d MMM yyyy H:m:s 'UTC'", "ddd, d MMM yyyy H:m:s zzz", "ddd, d MMM yyyy H:m:s", "ddd, d MMM yy H:m:s 'GMT'",
        "d MMM yyyy H:m:s 'GMT'", "d MMM yyyy H:m:s zzz", "d MMM yyyy H:m:s", "d MMM yyyy H:m", "d MMM yyyy", "d MMM yy H:m:s",
        "dddd, dd-MMM-yy H:m:s 'GMT'", "dddd, dd-MMM-yy H:m:s 'UTC'", "dddd, dd-MMM-yy H:m:s", "ddd MMM d H:m:s yyyy", "MMM d yyyy H:m:s", "MMM d yyyy", "MMM d, yyyy",
    ];

    public static bool TryParse(ReadOnlySpan<byte> text, out long ticks)
    {
        text = text.Trim(" \t\r\n"u8);
        return TryIso(text, out ticks) || TryOther(text, out ticks);
    }

    static bool TryIso(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (!Digits(ref text, 4, out var year) || year == 0)
        {
            return false;
        }

        var dashes = Skip(ref text, (byte)'-');
        if (!Digits(ref text, 2, out var month) || month is 0 or > 12)
        {
            return false;
        }

        var day = 1;
        if (!text.IsEmpty || !dashes)
        {
            if (Skip(ref text, (byte)'-') != dashes || !Digits(ref text, 2, out day) || day == 0 || day > DateTime.DaysInMonth(year, month))
            {
                return false;
            }
        }

        ticks = new DateTime(year, month, day).Ticks;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] is not ((byte)'T' or (byte)'t' or (byte)' '))
        {
            return false;
        }

        text = text[1..].TrimStart((byte)' ');
        return TryTimeOfDay(ref text, ref ticks) && TryOffset(text, ref ticks);
    }

    static bool TryTimeOfDay(ref ReadOnlySpan<byte> text, ref long ticks)
    {
        if (!Digits(ref text, 2, out var hour) || hour > 24)
        {
            return false;
        }

        var (minute, second) = (0, 0);
        var colons = Skip(ref text, (byte)':');
        if (colons || (!text.IsEmpty && char.IsAsciiDigit((char)text[0])))
        {
            if (!Digits(ref text, 2, out minute) || minute > 59)
            {
                return false;
            }

            if (Skip(ref text, (byte)':') || (!colons && !text.IsEmpty && char.IsAsciiDigit((char)text[0])))
            {
                // 60 is a leap second, which no clock here has: the next minute begins.
                if (!Digits(ref text, 2, out second) || second > 60)
                {
                    return false;
                }
            }
        }

        ticks += (((hour * 60L) + minute) * 60 + second) * TimeSpan.TicksPerSecond;
        if (!text.IsEmpty && text[0] is (byte)'.' or (byte)',')
        {
            text = text[1..];
            var unit = TimeSpan.TicksPerSecond;
            var digits = 0;
            while (digits < text.Length && char.IsAsciiDigit((char)text[digits]))
            {
                unit /= 10;
                ticks += (text[digits++] - '0') * unit;
            }

            text = text[digits..];
            return digits > 0;
        }

        return true;
    }

    static bool TryOffset(ReadOnlySpan<byte> text, ref long ticks)
    {
        text = text.TrimStart((byte)' ');
        if (text.IsEmpty || text.SequenceEqual("Z"u8) || text.SequenceEqual("z"u8) || text.SequenceEqual("UTC"u8) || text.SequenceEqual("GMT"u8))
        {
            return InRange(ticks);
        }

        if (text[0] is not ((byte)'+' or (byte)'-'))
        {
            return false;
        }

        var sign = text[0] == '-' ? 1 : -1;
        text = text[1..];
        if (!Digits(ref text, 2, out var hours) || hours > 14)
        {
            return false;
        }

        Skip(ref text, (byte)':');
        var minutes = 0;
        if (!text.IsEmpty && (!Digits(ref text, 2, out minutes) || !text.IsEmpty || minutes > 59))
        {
            return false;
        }

        ticks += sign * ((hours * 60) + minutes) * TimeSpan.TicksPerMinute;
        return InRange(ticks);
    }

    static bool InRange(long ticks) => ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;

    static bool TryOther(ReadOnlySpan<byte> text, out long ticks)
    {
        Span<char> characters = stackalloc char[64];
        ticks = 0;
        if (text.Length is < 6 or > 64 || !Ascii.IsValid(text))
        {
            return false;
        }

        characters = characters[..Encoding.ASCII.GetChars(text, characters)];
        var found = DateTime.TryParseExact(characters, _otherForms, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time);
        ticks = time.Ticks;
        return found;
    }

    static bool Digits(ref ReadOnlySpan<byte> text, int count, out int value)
    {
        value = 0;
        if (text.Length < count)
        {
            return false;
        }

        for (var i = 0; i < count; i++)
        {
            var digit = text[i] - '0';
            if ((uint)digit > 9)
            {
                return false;
            }

            value = (value * 10) + digit;
        }

        text = text[count..];
        return true;
    }

    static bool Skip(ref ReadOnlySpan<byte> text, byte expected)
    {
        if (text.IsEmpty || text[0] != expected)
        {
            return false;
        }

        text = text[1..];
        return true;
    }
}
