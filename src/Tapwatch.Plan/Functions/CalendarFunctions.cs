// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Times by the calendar, UTC; a week begins on Sunday. A unit is a constant: year, quarter, month, week, day, hour, minute, second, millisecond, microsecond, nanosecond.</summary>
public static class CalendarFunctions
{
    public static readonly Function Difference = Function.Of("calendar.difference", "How many borders of the unit lie between the second time and the first.", T.Long, T.String, T.DateTime, T.DateTime);
    public static readonly Function Add = Function.Of("calendar.add", "The time so many units later.", T.DateTime, T.String, T.Long, T.DateTime);
    public static readonly Function Part = Function.Of("calendar.part", "The unit of the time as a number; also week_of_year (ISO 8601) and dayofyear.", T.Long, T.String, T.DateTime);
    public static readonly Function StartOf = Function.Of("calendar.start_of", "The beginning of the unit the time lies in, so many units further.", T.DateTime, T.String, T.DateTime, T.Long);
    public static readonly Function EndOf = Function.Of("calendar.end_of", "The last tick of the unit the time lies in, so many units further.", T.DateTime, T.String, T.DateTime, T.Long);
    public static readonly Function SinceSunday = Function.Of("calendar.since_sunday", "The days since the last Sunday; null in the week time ends in.", T.TimeSpan, T.DateTime);
    public static readonly Function FormatKusto = Function.Of("calendar.format", "The time by Kusto's format letters; others stand for themselves.", T.String, T.DateTime, T.String);
    public static readonly Function FormatSpan = Function.Of("calendar.format_span", "The duration by Kusto's format letters; others stand for themselves.", T.String, T.TimeSpan, T.String);
    public static readonly Function Make = Function.Of("calendar.make", "The time of year, month, day, hour, minute and second; null when there is none.", T.DateTime, T.Long, T.Long, T.Long, T.Long, T.Long, T.Real);
    public static readonly Function ToLocal = Function.Of("calendar.to_local", "A time in UTC as the clock of a time zone shows it; null when the zone is not known.", T.DateTime, T.DateTime, T.String);
    public static readonly Function FromLocal = Function.Of("calendar.from_local", "What the clock of a time zone shows as time in UTC; null when the zone is not known.", T.DateTime, T.DateTime, T.String);

    internal static IEnumerable<Function> All => [Difference, Add, Part, StartOf, EndOf, SinceSunday, FormatKusto, FormatSpan, Make, ToLocal, FromLocal];
}
