// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace Tapwatch.Engine.Text;

/// <summary>Times in text, as Kusto's todatetime() reads them: ISO 8601 in its usual spellings, RFC 822 and 850, and the American order of the day. UTC unless an offset says otherwise.</summary>
static class TimeText
{
    // Of 2026-03-20T20:55:44Z.
    const int UsualLength = 20;

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
        if (TryUsual(text, out ticks))
        {
            return true;
        }

        text = text.Trim(" \t\r\n"u8);
        return TryIso(text, out ticks) || TryOther(text, out ticks);
    }

    /// <summary>Reads <c>2026-03-20T20:55:44Z</c>, with or without a fraction: the form of nearly all logs. What is written otherwise, or is no time, is left to the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool TryUsual(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length < UsualLength || text[^1] != (byte)'Z' || !Ssse3.IsSupported)
        {
            return false;
        }

        // "2026-03-20T20:55", then ":44": the digits side by side, then each two of them as a number.
        var start = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(text));
        var marks = Vector128.Create(0, 0, 0, 0, (byte)'-', 0, 0, (byte)'-', 0, 0, (byte)'T', 0, 0, (byte)':', 0, 0);
        var digits = Ssse3.Shuffle(start - Vector128.Create((byte)'0'), Vector128.Create(0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 128, 128, 128, 128));
        if (text[16] != (byte)':' || (start & Vector128.GreaterThan(marks, Vector128<byte>.Zero)) != marks || Vector128.GreaterThanAny(digits, Vector128.Create((byte)9)))
        {
            return false;
        }

        var pairs = Ssse3.MultiplyAddAdjacent(digits, Vector128.Create(10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 0, 0, 0, 0).AsSByte());
        var year = (pairs.GetElement(0) * 100) + pairs.GetElement(1);
        int month = pairs.GetElement(2);
        int day = pairs.GetElement(3);
        int hour = pairs.GetElement(4);
        int minute = pairs.GetElement(5);
        var (tens, ones) = (text[17] - '0', text[18] - '0');
        var second = (tens * 10) + ones;
        if ((uint)tens > 9 || (uint)ones > 9 || year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        ticks = new DateTime(year, month, day).Ticks + ((((hour * 60L) + minute) * 60 + second) * TimeSpan.TicksPerSecond);
        if (text.Length == UsualLength)
        {
            return true;
        }

        text = text[(UsualLength - 1)..];
        return text[0] == (byte)'.' && TryFraction(ref text, ref ticks) && text.Length == 1;
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
        return text.IsEmpty || text[0] is not ((byte)'.' or (byte)',') || TryFraction(ref text, ref ticks);
    }

    static bool TryFraction(ref ReadOnlySpan<byte> text, ref long ticks)
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
