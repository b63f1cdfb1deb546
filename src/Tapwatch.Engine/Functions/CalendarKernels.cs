// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Text;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Times by the calendar.</summary>
static class CalendarKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(CalendarFunctions.Difference, Difference),
        PerRow(CalendarFunctions.Add, Add),
        PerRow(CalendarFunctions.Part, Part),
        PerRow(CalendarFunctions.StartOf, StartOf),
        PerRow(CalendarFunctions.EndOf, EndOf),
        PerRow(CalendarFunctions.SinceSunday, SinceSunday),
        PerRow(CalendarFunctions.FormatKusto, static (in a, r) => r.Commit(KustoFormat.Time(new DateTime(a.Long(0)), a.Text(1), r.Reserve(KustoFormat.Room(a.Text(1)))))),
        PerRow(CalendarFunctions.FormatSpan, static (in a, r) => r.Commit(KustoFormat.Span(new TimeSpan(a.Long(0)), a.Text(1), r.Reserve(KustoFormat.Room(a.Text(1)))))),
        PerRow(CalendarFunctions.Make, Make),
        PerRow(CalendarFunctions.ToLocal, static site => Convert(site, toLocal: true)),
        PerRow(CalendarFunctions.FromLocal, static site => Convert(site, toLocal: false)),
    ];

    // The number of a unit counted from the beginning of time: the difference of two is how many borders lie between.
    static long Ordinal(string unit, DateTime time) => unit switch
    {
        "year" => time.Year,
        "quarter" => (time.Year * 4L) + ((time.Month - 1) / 3),
        "month" => (time.Year * 12L) + time.Month,
        "week" => Weeks(time),
        "day" => time.Ticks / TimeSpan.TicksPerDay,
        _ => time.Ticks / Length(unit),
    };

    // 0001-01-01 was a Monday; weeks begin on Sunday.
    static long Weeks(DateTime time) => ((time.Ticks / TimeSpan.TicksPerDay) + 1) / 7;

    static long Length(string unit) => unit switch
    {
        "week" => 7 * TimeSpan.TicksPerDay,
        "day" => TimeSpan.TicksPerDay,
        "hour" => TimeSpan.TicksPerHour,
        "minute" => TimeSpan.TicksPerMinute,
        "second" => TimeSpan.TicksPerSecond,
        "millisecond" => TimeSpan.TicksPerMillisecond,
        "microsecond" => TimeSpan.TicksPerMicrosecond,
        _ => 1,
    };

    static Kernel Difference(CallSite site)
    {
        var unit = site.RequiredText(0);
        return unit == "nanosecond"
            ? static (in a, r) => r.Set(unchecked((a.Long(1) - a.Long(2)) * 100))
            : (in a, r) => r.Set(Ordinal(unit, new DateTime(a.Long(1))) - Ordinal(unit, new DateTime(a.Long(2))));
    }

    static Kernel Add(CallSite site)
    {
        var unit = site.RequiredText(0);
        return (in a, r) => Set(r, Moved(unit, a.Long(1), new DateTime(a.Long(2))));
    }

    static long? Moved(string unit, long amount, DateTime time)
    {
        var months = unit switch { "year" => 12, "quarter" => 3, "month" => 1, _ => 0 };
        if (months > 0)
        {
            return Math.Abs(amount) < 120_000 && (time.Year * 12L) + time.Month - 1 + (amount * months) is var month && month >= 12 && month < 120_000
                ? time.AddMonths((int)(amount * months)).Ticks
                : null;
        }

        var ticks = unit == "nanosecond" ? amount / 100 : (Int128)amount * Length(unit);
        var result = time.Ticks + ticks;
        return result >= 0 && result <= DateTime.MaxValue.Ticks ? (long)result : null;
    }

    static void Set(Result r, long? ticks)
    {
        if (ticks is { } value)
        {
            r.Set(value);
        }
        else
        {
            r.SetNull();
        }
    }

    static Kernel Part(CallSite site)
    {
        var unit = site.RequiredText(0);
        return (in a, r) =>
        {
            var time = new DateTime(a.Long(1));
            r.Set(unit switch
            {
                "year" => time.Year,
                "quarter" => ((time.Month - 1) / 3) + 1,
                "month" => time.Month,
                "week" or "week_of_year" => ISOWeek.GetWeekOfYear(time),
                "day" => time.Day,
                "dayofyear" => time.DayOfYear,
                "hour" => time.Hour,
                "minute" => time.Minute,
                "second" => time.Second,
                "millisecond" => time.Millisecond,
                "microsecond" => time.Ticks / 10 % 1_000_000,
                _ => time.Ticks % TimeSpan.TicksPerSecond * 100,
            });
        };
    }

    static Kernel StartOf(CallSite site)
    {
        var unit = site.RequiredText(0);
        return (in a, r) => Set(r, Start(unit, new DateTime(a.Long(1))) is >= 0 and var start ? Moved(unit, a.Long(2), new DateTime(start)) : null);
    }

    static long Start(string unit, DateTime time) => unit switch
    {
        "year" => new DateTime(time.Year, 1, 1).Ticks,
        "month" => new DateTime(time.Year, time.Month, 1).Ticks,
        "week" => ((Weeks(time) * 7) - 1) * TimeSpan.TicksPerDay,
        _ => time.Ticks - (time.Ticks % Length(unit)),
    };

    // The last tick before the next unit begins, which for the last unit of all is where time ends.
    static Kernel EndOf(CallSite site)
    {
        var unit = site.RequiredText(0);
        return (in a, r) =>
        {
            var start = Start(unit, new DateTime(a.Long(1)));
            // The week in which time begins started before it.
            var early = unit == "week" && start < 0;
            if (early)
            {
                start += 7 * TimeSpan.TicksPerDay;
            }

            if (start < 0 || Moved(unit, a.Long(2) - (early ? 1 : 0), new DateTime(start)) is not { } moved)
            {
                r.SetNull();
            }
            else
            {
                var isLast = unit switch
                {
                    "year" => moved >= new DateTime(9999, 1, 1).Ticks,
                    "month" => moved >= new DateTime(9999, 12, 1).Ticks,
                    "day" => moved >= new DateTime(9999, 12, 31).Ticks,
                    _ => false,
                };
                Set(r, isLast ? DateTime.MaxValue.Ticks : Moved(unit, 1, new DateTime(moved)) - 1);
            }
        };
    }

    static void SinceSunday(in Arguments a, Result r)
    {
        var days = a.Long(0) / TimeSpan.TicksPerDay;
        var sinceSunday = (days + 1) % 7;
        if (days - sinceSunday + 7 > DateTime.MaxValue.Ticks / TimeSpan.TicksPerDay)
        {
            r.SetNull();
        }
        else
        {
            r.Set(sinceSunday * TimeSpan.TicksPerDay);
        }
    }

    static void Make(in Arguments a, Result r)
    {
        var (year, month, day, hour, minute, second) = (a.Long(0), a.Long(1), a.Long(2), a.Long(3), a.Long(4), a.Real(5));
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth((int)year, (int)month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is not (>= 0 and < 60))
        {
            r.SetNull();
            return;
        }

        r.Set(new DateTime((int)year, (int)month, (int)day, (int)hour, (int)minute, 0).Ticks + (long)Math.Round(second * TimeSpan.TicksPerSecond));
    }

    // A zone named once is looked up once.
    static Kernel Convert(CallSite site, bool toLocal)
    {
        var named = site.ConstantBytes(1) is { } name ? Zone(name) : null;
        var isNamed = site.Constant(1) is not null;
        return (in a, r) =>
        {
            if ((isNamed ? named : Zone(a.Text(1))) is not { } zone)
            {
                r.SetNull();
                return;
            }

            var time = new DateTime(a.Long(0), toLocal ? DateTimeKind.Utc : DateTimeKind.Unspecified);
            if (!toLocal && zone.IsInvalidTime(time))
            {
                // In the hour that clocks leave out, the offset that follows counts.
                Set(r, a.Long(0) - zone.GetUtcOffset(time.AddHours(1)).Ticks);
                return;
            }

            Set(r, (toLocal ? TimeZoneInfo.ConvertTimeFromUtc(time, zone) : TimeZoneInfo.ConvertTimeToUtc(time, zone)).Ticks);
        };
    }

    static TimeZoneInfo? Zone(ReadOnlySpan<byte> name) => TimeZoneInfo.TryFindSystemTimeZoneById(Encoding.UTF8.GetString(name), out var zone) ? zone : null;
}
