// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Text;

/// <summary>Finds the first time in a text that stands there in one of the usual forms (LogScale, findTimestamp).</summary>
sealed class TimeFinder
{
    const int Reach = 128;

    const string Clock = "HH:mm:ss[.SSSSSSSSS][,SSSSSSSSS]";
    const string Zone = "[ ][XXX]";

    static readonly JavaTimePattern[] _patterns =
    [
        .. new[]
        {
            "yyyy-MM-dd['T'][' ']" + Clock + Zone,
            "yyyy/MM/dd[' '][':']" + Clock + Zone,
            "yyyyMMdd['T'][' ']" + Clock + Zone,
            "yyyyMMdd['T'][' ']HHmmss[.SSSSSSSSS][XXX]",
            "dd/MMM/yyyy[':'][' ']" + Clock + Zone,
            "d MMM yyyy " + Clock + Zone,
            "dd-MMM-yyyy " + Clock + Zone,
            "EEE MMM [ ]d HH:mm:ss[.SSSSSSSSS] [z' ']yyyy",
            "MMM [ ]d yyyy " + Clock + Zone,
            "MMM [ ]d " + Clock + " yyyy",
            "MMM [ ]d " + Clock + Zone,
            "MM/dd/yyyy[,][' ']" + Clock + Zone,
            "dd.MM.yyyy " + Clock + Zone,
            "yy-MM-dd " + Clock + Zone,
        }.Select(static p => JavaTimePattern.Of(p, caseSensitive: false)),
    ];

    /// <summary>The time in ticks of UTC.</summary>
    public bool TryFind(ReadOnlySpan<char> text, TimeZoneInfo? zone, DateTime now, out long ticks)
    {
        ticks = 0;
        var reach = Math.Min(text.Length, Reach);
        for (var at = 0; at < reach; at++)
        {
            if (!char.IsAsciiLetterOrDigit(text[at]) || (at > 0 && char.IsAsciiLetterOrDigit(text[at - 1])))
            {
                continue;
            }

            var rest = text[at..reach];
            foreach (var pattern in _patterns)
            {
                if (pattern.TryReadStart(rest, zone, now, out ticks, out _))
                {
                    return true;
                }
            }

            if (TrySeconds(rest, out ticks))
            {
                return true;
            }
        }

        return false;
    }

    // Seconds since 1970 with ten digits and maybe a fraction, or milliseconds with thirteen.
    static bool TrySeconds(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        var length = 0;
        var number = 0L;
        while (length < text.Length && length < 14 && char.IsAsciiDigit(text[length]))
        {
            number = (number * 10) + text[length++] - '0';
        }

        if (length is not (10 or 13) || (length < text.Length && char.IsAsciiLetterOrDigit(text[length])))
        {
            return false;
        }

        ticks = DateTime.UnixEpoch.Ticks + (number * (length == 10 ? TimeSpan.TicksPerSecond : TimeSpan.TicksPerMillisecond));
        var scale = TimeSpan.TicksPerSecond / 10;
        for (var i = length + 1; length == 10 && i < text.Length && text[length] == '.' && char.IsAsciiDigit(text[i]) && scale > 0; i++)
        {
            ticks += (text[i] - '0') * scale;
            scale /= 10;
        }

        return true;
    }
}
