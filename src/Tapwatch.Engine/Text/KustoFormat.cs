// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;

namespace Tapwatch.Engine.Text;

/// <summary>Times and durations by Kusto's format letters (Kusto, format-datetime and format-timespan).</summary>
static class KustoFormat
{
    /// <summary>y yy yyyy M MM d dd h hh H HH m mm s ss f…fffffff F…FFFFFFF tt; what is no letter stands for itself.</summary>
    public static string Time(DateTime time, string format)
    {
        var text = new StringBuilder();
        for (var i = 0; i < format.Length;)
        {
            // Of letters that repeat, Kusto takes two at a time: there are no names of months and days.
            var run = format[i] is 'y' ? Math.Min(4, Run(format, i)) : format[i] is 'f' or 'F' ? Run(format, i) : Math.Min(2, Run(format, i));
            text.Append(format[i] switch
            {
                'y' => run <= 2 ? Padded(time.Year % 100, run) : Padded(time.Year, run),
                'M' => Padded(time.Month, run),
                'd' => Padded(time.Day, run),
                'h' => Padded(time.Hour % 12 == 0 ? 12 : time.Hour % 12, run),
                'H' => Padded(time.Hour, run),
                'm' => Padded(time.Minute, run),
                's' => Padded(time.Second, run),
                'f' => Fraction(time.Ticks, run),
                'F' => Fraction(time.Ticks, run).TrimEnd('0'),
                't' => time.Hour < 12 ? "AM" : "PM",
                _ => format.Substring(i, run),
            });
            i += run;
        }

        return text.ToString();
    }

    /// <summary>d…dddddddd h hh H HH m mm s ss f…fffffff F…FFFFFFF.</summary>
    public static string Span(TimeSpan span, string format)
    {
        var text = new StringBuilder(span < TimeSpan.Zero ? "-" : "");
        span = span == TimeSpan.MinValue ? TimeSpan.MaxValue : span.Duration();
        for (var i = 0; i < format.Length;)
        {
            var run = Run(format, i);
            text.Append(format[i] switch
            {
                'd' => Padded(span.Days, run),
                'h' or 'H' => Padded(span.Hours, run),
                'm' => Padded(span.Minutes, run),
                's' => Padded(span.Seconds, run),
                'f' => Fraction(span.Ticks, run),
                'F' => Fraction(span.Ticks, run).TrimEnd('0'),
                _ => format.Substring(i, run),
            });
            i += run;
        }

        return text.ToString();
    }

    static int Run(string format, int at)
    {
        var end = at + 1;
        while (end < format.Length && format[end] == format[at])
        {
            end++;
        }

        return end - at;
    }

    static string Padded(int number, int digits) => number.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');

    static string Fraction(long ticks, int digits) => (ticks % TimeSpan.TicksPerSecond).ToString("D7", CultureInfo.InvariantCulture)[..Math.Min(7, digits)];
}
