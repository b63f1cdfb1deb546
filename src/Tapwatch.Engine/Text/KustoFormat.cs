// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Tapwatch.Engine.Text;

/// <summary>Times and durations by Kusto's format letters (Kusto, format-datetime and format-timespan), written as UTF-8 without allocation.</summary>
static class KustoFormat
{
    // The days of a duration have eight digits at most.
    const int LongestPart = 8;

    /// <summary>No text of this format is longer.</summary>
    public static int Room(ReadOnlySpan<byte> format) => (format.Length * LongestPart) + 1;

    /// <summary>y yy yyyy M MM d dd h hh H HH m mm s ss f…fffffff F…FFFFFFF tt; what is no letter stands for itself.</summary>
    public static int Time(DateTime time, ReadOnlySpan<byte> format, Span<byte> target)
    {
        var done = 0;
        for (var i = 0; i < format.Length;)
        {
            // Of letters that repeat, Kusto takes two at a time: there are no names of months and days.
            var most = format[i] switch { (byte)'y' => 4, (byte)'f' or (byte)'F' => int.MaxValue, _ => 2 };
            var run = Math.Min(most, Run(format[i..]));
            var rest = target[done..];
            done += format[i] switch
            {
                (byte)'y' => Padded(run <= 2 ? time.Year % 100 : time.Year, run, rest),
                (byte)'M' => Padded(time.Month, run, rest),
                (byte)'d' => Padded(time.Day, run, rest),
                (byte)'h' => Padded(time.Hour % 12 == 0 ? 12 : time.Hour % 12, run, rest),
                (byte)'H' => Padded(time.Hour, run, rest),
                (byte)'m' => Padded(time.Minute, run, rest),
                (byte)'s' => Padded(time.Second, run, rest),
                (byte)'f' => Fraction(time.Ticks, run, rest, withZeros: true),
                (byte)'F' => Fraction(time.Ticks, run, rest, withZeros: false),
                (byte)'t' => Copy(time.Hour < 12 ? "AM"u8 : "PM"u8, rest),
                _ => Copy(format.Slice(i, run), rest),
            };
            i += run;
        }

        return done;
    }

    /// <summary>d…dddddddd h hh H HH m mm s ss f…fffffff F…FFFFFFF.</summary>
    public static int Span(TimeSpan span, ReadOnlySpan<byte> format, Span<byte> target)
    {
        var done = span < TimeSpan.Zero ? Copy("-"u8, target) : 0;
        span = span == TimeSpan.MinValue ? TimeSpan.MaxValue : span.Duration();
        for (var i = 0; i < format.Length;)
        {
            var run = Run(format[i..]);
            var rest = target[done..];
            done += format[i] switch
            {
                (byte)'d' => Padded(span.Days, run, rest),
                (byte)'h' or (byte)'H' => Padded(span.Hours, run, rest),
                (byte)'m' => Padded(span.Minutes, run, rest),
                (byte)'s' => Padded(span.Seconds, run, rest),
                (byte)'f' => Fraction(span.Ticks, run, rest, withZeros: true),
                (byte)'F' => Fraction(span.Ticks, run, rest, withZeros: false),
                _ => Copy(format.Slice(i, run), rest),
            };
            i += run;
        }

        return done;
    }

    static int Run(ReadOnlySpan<byte> format) => format.IndexOfAnyExcept(format[0]) is var end and >= 0 ? end : format.Length;

    static int Padded(int number, int digits, Span<byte> target)
    {
        Span<byte> written = stackalloc byte[LongestPart + 3];
        number.TryFormat(written, out var length, default, CultureInfo.InvariantCulture);
        var zeros = Math.Max(0, digits - length);
        target[..zeros].Fill((byte)'0');
        return zeros + Copy(written[..length], target[zeros..]);
    }

    static int Fraction(long ticks, int digits, Span<byte> target, bool withZeros)
    {
        Span<byte> written = stackalloc byte[7];
        (ticks % TimeSpan.TicksPerSecond).TryFormat(written, out _, "D7", CultureInfo.InvariantCulture);
        ReadOnlySpan<byte> shown = written[..Math.Min(7, digits)];
        return Copy(withZeros ? shown : shown.TrimEnd((byte)'0'), target);
    }

    static int Copy(ReadOnlySpan<byte> text, Span<byte> target)
    {
        text.CopyTo(target);
        return text.Length;
    }
}
