// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Tapwatch.Engine.Evaluation;

namespace Tapwatch.Engine.Text;

/// <summary>A pattern that writes times, taken apart once.</summary>
sealed class TimePattern
{
    delegate void Part(DateTime clock, in ZonedTime time, StringBuilder text);

    static readonly CultureInfo _culture = CultureInfo.InvariantCulture;
    readonly List<Part> _parts = [];

    /// <summary>Writes a time in UTC.</summary>
    public void Append(DateTime time, StringBuilder text) => Append(new ZonedTime(time, TimeZoneInfo.Utc), text);

    /// <summary>Writes a time as the clock of its zone shows it.</summary>
    public void Append(in ZonedTime time, StringBuilder text)
    {
        foreach (var part in _parts)
        {
            part(time.Clock, time, text);
        }
    }

    /// <summary>A pattern of Java's SimpleDateFormat: runs of letters, text in single quotes.</summary>
    public static TimePattern FromSimpleDateFormat(string pattern)
    {
        var result = new TimePattern();
        for (var at = 0; at < pattern.Length;)
        {
            var letter = pattern[at];
            if (letter == '\'')
            {
                result.Quoted(pattern, ref at);
                continue;
            }

            var start = at;
            while (at < pattern.Length && pattern[at] == letter)
            {
                at++;
            }

            if (char.IsAsciiLetter(letter))
            {
                result._parts.Add(SimpleDateFormatPart(letter, at - start));
            }
            else
            {
                result.Literal(pattern[start..at]);
            }
        }

        return result;
    }

    /// <summary>A pattern of strftime: <c>%Y-%m-%d</c>.</summary>
    public static TimePattern FromStrftime(string pattern)
    {
        var result = new TimePattern();
        for (var at = 0; at < pattern.Length; at++)
        {
            if (pattern[at] == '%' && at + 1 < pattern.Length)
            {
                result._parts.Add(StrftimePart(pattern[++at]));
            }
            else
            {
                result.Literal(pattern[at].ToString());
            }
        }

        return result;
    }

    void Quoted(string pattern, ref int at)
    {
        at++;
        if (at < pattern.Length && pattern[at] == '\'')
        {
            at++;
            Literal("'");
            return;
        }

        var text = new StringBuilder();
        while (at < pattern.Length)
        {
            if (pattern[at] == '\'')
            {
                at++;
                if (at >= pattern.Length || pattern[at] != '\'')
                {
                    break;
                }
            }

            text.Append(pattern[at++]);
        }

        Literal(text.ToString());
    }

    void Literal(string literal) => _parts.Add((DateTime _, in ZonedTime _, StringBuilder text) => text.Append(literal));

    static Part SimpleDateFormatPart(char letter, int count) => letter switch
    {
        'y' when count == 2 => Digits(static t => t.Year % 100, 2),
        'y' => Digits(static t => t.Year, count),
        'Y' when count == 2 => Digits(static t => CalendarWeeks.YearOfWeek(t) % 100, 2),
        'Y' => Digits(CalendarWeeks.YearOfWeek, count),
        'w' => Digits(CalendarWeeks.OfYear, count),
        'W' => Digits(CalendarWeeks.OfMonth, count),
        'F' => Digits(static t => ((t.Day - 1) / 7) + 1, count),
        'u' => Digits(static t => t.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)t.DayOfWeek, count),
        'M' or 'L' when count == 3 => Named("MMM"),
        'M' or 'L' when count > 3 => Named("MMMM"),
        'M' or 'L' => Digits(static t => t.Month, count),
        'd' => Digits(static t => t.Day, count),
        'D' => Digits(static t => t.DayOfYear, count),
        'E' => Named(count > 3 ? "dddd" : "ddd"),
        'H' => Digits(static t => t.Hour, count),
        'k' => Digits(static t => t.Hour == 0 ? 24 : t.Hour, count),
        'h' => Digits(static t => (t.Hour + 11) % 12 + 1, count),
        'K' => Digits(static t => t.Hour % 12, count),
        'm' => Digits(static t => t.Minute, count),
        's' => Digits(static t => t.Second, count),
        'S' => Digits(static t => t.Millisecond, count),
        'a' => static (DateTime t, in ZonedTime _, StringBuilder text) => text.Append(t.Hour < 12 ? "AM" : "PM"),
        'z' when count > 3 => static (DateTime _, in ZonedTime _, StringBuilder text) => text.Append("Coordinated Universal Time"),
        'z' => static (DateTime _, in ZonedTime _, StringBuilder text) => text.Append("UTC"),
        'Z' => static (DateTime _, in ZonedTime _, StringBuilder text) => text.Append("+0000"),
        'X' => static (DateTime _, in ZonedTime _, StringBuilder text) => text.Append('Z'),
        'G' => static (DateTime _, in ZonedTime _, StringBuilder text) => text.Append("AD"),
        _ => throw new PlanFailureException($"time pattern letter '{letter}' is not known"),
    };

    static Part StrftimePart(char letter) => letter switch
    {
        'Y' => Digits(static t => t.Year, 4),
        'y' => Digits(static t => t.Year % 100, 2),
        'm' => Digits(static t => t.Month, 2),
        'd' => Digits(static t => t.Day, 2),
        'e' => static (DateTime t, in ZonedTime _, StringBuilder text) => text.Append(_culture, $"{t.Day,2}"),
        'j' => Digits(static t => t.DayOfYear, 3),
        'H' => Digits(static t => t.Hour, 2),
        'I' => Digits(static t => (t.Hour + 11) % 12 + 1, 2),
        'M' => Digits(static t => t.Minute, 2),
        'S' => Digits(static t => t.Second, 2),
        'L' => Digits(static t => t.Millisecond, 3),
        'N' => Digits(static t => (int)(t.Ticks % TimeSpan.TicksPerSecond) * 100, 9),
        'p' => static (DateTime t, in ZonedTime _, StringBuilder text) => text.Append(t.Hour < 12 ? "AM" : "PM"),
        'a' => Named("ddd"),
        'A' => Named("dddd"),
        'b' or 'h' => Named("MMM"),
        'B' => Named("MMMM"),
        'F' => Named("yyyy-MM-dd"),
        'D' => Named("MM/dd/yy"),
        'T' => Named("HH:mm:ss"),
        'R' => Named("HH:mm"),
        'u' => Digits(static t => t.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)t.DayOfWeek, 1),
        'w' => Digits(static t => (int)t.DayOfWeek, 1),
        'C' => Digits(static t => t.Year / 100, 2),
        'k' => static (DateTime t, in ZonedTime _, StringBuilder text) => text.Append(t.Hour),
        'l' => static (DateTime t, in ZonedTime _, StringBuilder text) => text.Append((t.Hour + 11) % 12 + 1),
        'r' => Named("hh:mm:ss tt"),
        'c' => static (DateTime t, in ZonedTime z, StringBuilder text) => text.Append(_culture, $"{t:ddd MMM dd HH:mm:ss} {z.Abbreviation} {t:yyyy}"),
        'G' => Digits(CalendarWeeks.YearOfWeek, 4),
        'V' => Digits(CalendarWeeks.OfYear, 2),
        's' => static (DateTime _, in ZonedTime z, StringBuilder text) => text.Append((z.Utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond),
        'Q' => static (DateTime _, in ZonedTime z, StringBuilder text) => text.Append((z.Utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond),
        'z' => static (DateTime _, in ZonedTime z, StringBuilder text) => z.AppendOffset(text),
        'Z' => static (DateTime _, in ZonedTime z, StringBuilder text) => text.Append(z.Abbreviation),
        'n' => static (DateTime _, in ZonedTime _, StringBuilder text) => text.Append('\n'),
        't' => static (DateTime _, in ZonedTime _, StringBuilder text) => text.Append('\t'),
        '%' => static (DateTime _, in ZonedTime _, StringBuilder text) => text.Append('%'),
        _ => throw new PlanFailureException($"time pattern %{letter} is not known"),
    };

    static Part Digits(Func<DateTime, int> value, int width)
    {
        var format = "D" + width;
        return (DateTime time, in ZonedTime _, StringBuilder text) =>
        {
            Span<char> digits = stackalloc char[64];
            text.Append(value(time).TryFormat(digits, out var length, format, _culture) ? digits[..length] : value(time).ToString(format, _culture));
        };
    }

    static Part Named(string format) => (DateTime time, in ZonedTime _, StringBuilder text) =>
    {
        Span<char> written = stackalloc char[64];
        text.Append(time.TryFormat(written, out var length, format, _culture) ? written[..length] : time.ToString(format, _culture));
    };
}
