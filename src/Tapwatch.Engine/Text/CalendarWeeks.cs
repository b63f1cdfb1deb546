// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Text;

/// <summary>Weeks as Java counts them in the US locale: they begin on Sunday, and the one that holds 1 January is the first.</summary>
static class CalendarWeeks
{
    public static int YearOfWeek(DateTime time) => IsFirstOfNextYear(time) ? time.Year + 1 : time.Year;

    public static int OfYear(DateTime time) =>
        IsFirstOfNextYear(time) ? 1 : ((time.DayOfYear - 1 + (int)new DateTime(time.Year, 1, 1).DayOfWeek) / 7) + 1;

    public static int OfMonth(DateTime time) => ((time.Day - 1 + (int)new DateTime(time.Year, time.Month, 1).DayOfWeek) / 7) + 1;

    static bool IsFirstOfNextYear(DateTime time) => time.Month == 12 && time.Day + (int)DayOfWeek.Saturday - (int)time.DayOfWeek > 31;
}
