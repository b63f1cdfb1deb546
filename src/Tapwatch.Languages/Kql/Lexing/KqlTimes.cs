// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Tapwatch.Languages.Kql.Lexing;

/// <summary>The forms of date and duration literals (Kusto, scalar-data-types/datetime and timespan).</summary>
static class KqlTimes
{
    static readonly string[] _dateForms =
    [
        "yyyy-M-d", "yyyy-M-d H:m", "yyyy-M-d H:m:s", "yyyy-M-dTH:m", "yyyy-M-dTH:m:s", "yyyy-M-d H:m:s.FFFFFFF", "yyyy-M-dTH:m:s.FFFFFFF", "yyyy-MM", "yyyy",
        "M-d-yyyy", "M/d/yyyy", "M/d/yyyy H:m:s", "M/d/yyyy h:m:s tt", "M-d-yyyy H:m:s",
        "ddd, d MMM yyyy HH:mm:ss", "ddd, d MMM yyyy HH:mm", "d MMM yyyy HH:mm:ss", "d MMM yyyy HH:mm", "d MMM yyyy", "ddd, d MMM yy HH:mm:ss", "d MMM yy HH:mm:ss",
        "dddd, dd-MMM-yy HH:mm:ss", "dddd, dd-MMM-yyyy HH:mm:ss", "yyyyMMdd",
    ];

    /// <summary>Ticks of a unit as it stands behind a number, or null when the word is no unit.</summary>
    public static long? UnitTicks(string unit) => unit switch
    {
        "d" or "day" or "days" => TimeSpan.TicksPerDay,
        "h" or "hr" or "hrs" or "hour" or "hours" => TimeSpan.TicksPerHour,
        "m" or "min" or "minute" or "minutes" => TimeSpan.TicksPerMinute,
        "s" or "sec" or "second" or "seconds" => TimeSpan.TicksPerSecond,
        "ms" or "milli" or "millis" or "millisec" or "millisecond" or "milliseconds" => TimeSpan.TicksPerMillisecond,
        "micro" or "micros" or "microsec" or "microsecond" or "microseconds" => TimeSpan.TicksPerMicrosecond,
        "tick" or "ticks" => 1,
        _ => null,
    };

    /// <summary>So many units, in ticks; null when too long.</summary>
    public static long? Scale(string number, long ticks)
    {
        if (!decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || Math.Abs(value) > 1e15m)
        {
            return null;
        }

        var scaled = value * ticks;
        return Math.Abs(scaled) > long.MaxValue ? null : (long)scaled;
    }

    /// <summary>Ticks of a date and time, or null.</summary>
    public static long? ParseDateTime(string text)
    {
        text = text.Trim();
        if (text.Length == 0)
        {
            return null;
        }

        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;
        var zone = text.EndsWith("GMT", StringComparison.Ordinal) || text.EndsWith("UTC", StringComparison.Ordinal) ? text[..^3].TrimEnd() : text;
        if (DateTime.TryParseExact(zone, _dateForms, CultureInfo.InvariantCulture, styles, out var exact)
            || DateTime.TryParse(zone, CultureInfo.InvariantCulture, styles, out exact))
        {
            return exact.Ticks;
        }

        return null;
    }

    /// <summary>Ticks of a duration: <c>2</c> (days), <c>15 seconds</c>, <c>0.12:34:56.7</c>, <c>12:34</c>; or null.</summary>
    public static long? ParseTimeSpan(string text)
    {
        text = text.Trim();
        var split = 0;
        while (split < text.Length && (char.IsAsciiDigit(text[split]) || text[split] is '.' or '-' or '+'))
        {
            split++;
        }

        var unit = text[split..].Trim();
        if (unit.Length == 0)
        {
            return Scale(text, TimeSpan.TicksPerDay);
        }

        if (UnitTicks(unit) is { } ticks)
        {
            return Scale(text[..split], ticks);
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) ? span.Ticks : null;
    }
}
