// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Durations as LogScale writes them: <c>15m</c>, <c>1d</c>, <c>2 hours</c>, <c>1d12h</c>.</summary>
static class RelativeTime
{
    public static TimeSpan? Parse(string text)
    {
        var total = TimeSpan.Zero;
        var at = 0;
        while (at < text.Length)
        {
            var start = at;
            while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
            {
                at++;
            }

            if (at == start || at - start > 12 || !double.TryParse(text.AsSpan(start, at - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            while (at < text.Length && text[at] == ' ')
            {
                at++;
            }

            var unit = at;
            while (at < text.Length && char.IsAsciiLetter(text[at]))
            {
                at++;
            }

            if (Unit(text[unit..at]) is not { } milliseconds || number * milliseconds > 1e15)
            {
                return null;
            }

            total += TimeSpan.FromMilliseconds(number * milliseconds);
            while (at < text.Length && text[at] == ' ')
            {
                at++;
            }
        }

        return text.Length == 0 ? null : total;
    }

    static double? Unit(string unit) => unit.ToLowerInvariant() switch
    {
        "ms" or "millis" or "millisecond" or "milliseconds" => 1,
        "s" or "sec" or "secs" or "second" or "seconds" => 1000,
        "m" or "min" or "mins" or "minute" or "minutes" => 60_000,
        "h" or "hr" or "hrs" or "hour" or "hours" => 3_600_000,
        "d" or "day" or "days" => 86_400_000,
        "w" or "week" or "weeks" => 7 * 86_400_000.0,
        "mo" or "mon" or "month" or "months" => 30 * 86_400_000.0,
        "y" or "year" or "years" => 365 * 86_400_000.0,
        _ => null,
    };
}
