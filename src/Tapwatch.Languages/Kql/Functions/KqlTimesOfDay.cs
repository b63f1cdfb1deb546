// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Functions;

/// <summary>Dates and durations.</summary>
static class KqlTimesOfDay
{
    static readonly Dictionary<string, string> _units = new(StringComparer.OrdinalIgnoreCase)
    {
        ["year"] = "year",
        ["quarter"] = "quarter",
        ["month"] = "month",
        ["week"] = "week",
        ["day"] = "day",
        ["hour"] = "hour",
        ["minute"] = "minute",
        ["second"] = "second",
        ["millisecond"] = "millisecond",
        ["microsecond"] = "microsecond",
        ["nanosecond"] = "nanosecond",
        ["week_of_year"] = "week_of_year",
        ["weekofyear"] = "week_of_year",
        ["dayofyear"] = "dayofyear",
    };

    public static IEnumerable<KqlFunction> All =>
    [
        new("now", 0, 1, static c => c.Count == 0 ? TimeFunctions.Now.Call() : TimeFunctions.Add.Call(TimeFunctions.Now.Call(), c.Duration(0))),
        new("datetime", 0, 0, static _ => TimeFunctions.Now.Call()),
        new("ago", 1, 1, static c => TimeFunctions.Subtract.Call(TimeFunctions.Now.Call(), c.Duration(0))),
        new("datetime_diff", 3, 3, Difference),
        new("datetime_add", 3, 3, static c => Unit(c, 0) is { } unit ? CalendarFunctions.Add.Call(Constant.Text(unit), c.Long(1), c.Time(2)) : null),
        new("datetime_part", 2, 2, PartOf),
        new("datepart", 2, 2, PartOf),
        Start("startofday", "day"), Start("startofweek", "week"), Start("startofmonth", "month"), Start("startofyear", "year"),
        End("endofday", "day"), End("endofweek", "week"), End("endofmonth", "month"), End("endofyear", "year"),
        new("getyear", 1, 1, static c => CalendarFunctions.Part.Call(Constant.Text("year"), c.Time(0))), Part("getmonth", "month"), Part("monthofyear", "month"), Part("dayofmonth", "day"), Part("dayofyear", "dayofyear"),
        Part("hourofday", "hour"), Part("week_of_year", "week_of_year"), Part("weekofyear", "week_of_year"),
        new("dayofweek", 1, 1, static c => CalendarFunctions.SinceSunday.Call(c.Time(0))),
        new("format_datetime", 2, 2, static c => IsFormat(c, "yMdhHmsfFt", "y M d h H m s f F tt") ? CalendarFunctions.FormatKusto.Call(c.Time(0), c.Text(1)) : null),
        new("format_timespan", 2, 2, static c => IsFormat(c, "dhHmsfF", "d h H m s f F") ? CalendarFunctions.FormatSpan.Call(c.Duration(0), c.Text(1)) : null),
        new("make_datetime", 1, 6, MakeDateTime),
        new("make_timespan", 2, 4, MakeTimeSpan),
        Unix("unixtime_seconds_todatetime", TimeSpan.TicksPerSecond), Unix("unixtime_milliseconds_todatetime", TimeSpan.TicksPerMillisecond),
        Unix("unixtime_microseconds_todatetime", TimeSpan.TicksPerMicrosecond), Unix("unixtime_nanoseconds_todatetime", 0.01),
        new("datetime_utc_to_local", 2, 2, static c => CalendarFunctions.ToLocal.Call(c.Time(0), c.Text(1))),
        new("datetime_local_to_utc", 2, 2, static c => CalendarFunctions.FromLocal.Call(c.Time(0), c.Text(1))),
    ];

    // The vendor's engine gives weeks as real.
    static Expression? Difference(KqlCall call)
    {
        if (Unit(call, 0) is not { } unit)
        {
            return null;
        }

        var difference = CalendarFunctions.Difference.Call(Constant.Text(unit), call.Time(1), call.Time(2));
        return unit == "week" ? call.Binder.To(difference, ScalarType.Real) : difference;
    }

    static Expression? PartOf(KqlCall call) => Unit(call, 0) is { } unit ? call.Binder.To(CalendarFunctions.Part.Call(Constant.Text(unit), call.Time(1)), ScalarType.Int) : null;

    static bool IsFormat(KqlCall call, string letters, string shown)
    {
        if (call[1] is Constant { Value: string format } && format.AsSpan().IndexOfAnyExcept(letters + " /-:,._[]") is var at and >= 0)
        {
            call.Binder.Report(Messages.BadFormat(call.ArgumentSyntax(1).Span, format[at], shown));
            return false;
        }

        return true;
    }

    static string? Unit(KqlCall call, int i)
    {
        if (call.Constant<string>(i) is not { } written)
        {
            return null;
        }

        if (_units.TryGetValue(written, out var unit))
        {
            return unit;
        }

        call.Binder.Report(Messages.BadLiteral(call.ArgumentSyntax(i).Span, written, "part of a date"));
        return null;
    }

    static KqlFunction Start(string name, string unit) => new(name, 1, 2, c => CalendarFunctions.StartOf.Call(Constant.Text(unit), c.Time(0), c.Count > 1 ? c.Long(1) : Constant.Long(0)));

    static KqlFunction End(string name, string unit) => new(name, 1, 2, c => CalendarFunctions.EndOf.Call(Constant.Text(unit), c.Time(0), c.Count > 1 ? c.Long(1) : Constant.Long(0)));

    static KqlFunction Part(string name, string unit) => new(name, 1, 1, c => c.Binder.To(CalendarFunctions.Part.Call(Constant.Text(unit), c.Time(0)), ScalarType.Int));

    static KqlFunction Unix(string name, double ticks) => new(name, 1, 1, c => TimeFunctions.Add.Call(
        Constant.DateTime(DateTime.UnixEpoch),
        DurationFunctions.FromTicks.Call(c[0].Type is ScalarType.Long or ScalarType.Int && ticks >= 1
            ? NumberFunctions.Multiply.Call(c.Long(0), Constant.Long((long)ticks))
            : c.Binder.To(NumberFunctions.Multiply.Call(c.Real(0), Constant.Real(ticks)), ScalarType.Long))));

    static Expression? MakeDateTime(KqlCall call)
    {
        if (call.Count is 1 or 2)
        {
            return call.Count == 1 ? call.Binder.To(call.AnyText(0), ScalarType.DateTime) : null;
        }

        var parts = Enumerable.Range(0, 6).Select(i => i < call.Count ? (i == 5 ? call.Real(i) : call.Long(i)) : i == 5 ? Constant.Real(0) : Constant.Long(0)).ToArray();
        return CalendarFunctions.Make.Call(parts);
    }

    static Expression? MakeTimeSpan(KqlCall call)
    {
        var shift = call.Count == 4 ? 1 : 0;
        Expression Part(int i, long ticks) => i < call.Count
            ? call.Binder.To(NumberFunctions.Multiply.Call(call.Real(i), Constant.Real(ticks)), ScalarType.Long)
            : Constant.Long(0);
        var sum = NumberFunctions.Add.Call(NumberFunctions.Add.Call(Part(shift, TimeSpan.TicksPerHour), Part(shift + 1, TimeSpan.TicksPerMinute)), Part(shift + 2, TimeSpan.TicksPerSecond));
        return DurationFunctions.FromTicks.Call(shift == 0 ? sum : NumberFunctions.Add.Call(sum, Part(0, TimeSpan.TicksPerDay)));
    }
}
