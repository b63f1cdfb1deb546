// SPDX-License-Identifier: Apache-2.0

using static Tapwatch.Plan.Functions.Function;
using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Times (UTC, 100 ns) and durations.</summary>
public static class TimeFunctions
{
    public static readonly Function Now = Function.Of("time.now", "The clock of this run, the same for the whole query.", T.DateTime) with { Volatile = true };
    public static readonly Function Add = Function.Of("time.add", "A time or duration plus a duration.", Any, Any, T.TimeSpan).Like(0);
    public static readonly Function Subtract = Function.Of("time.subtract", "A time or duration minus a duration.", Any, Any, T.TimeSpan).Like(0);
    public static readonly Function Between = Function.Of("time.between", "The duration from the second time to the first.", T.TimeSpan, T.DateTime, T.DateTime);
    public static readonly Function Floor = Function.Of("time.floor", "The time or duration rounded down to a multiple of a duration, from 0001-01-01.", Any, Any, T.TimeSpan).Like(0);
    public static readonly Function FormatPattern = Function.Of("time.format_pattern", "A time by a SimpleDateFormat pattern (constant), in UTC.", T.String, T.DateTime, T.String);
    public static readonly Function ParsePattern = Function.Of("time.parse_pattern", "The time a text says by a SimpleDateFormat pattern (constant), in UTC unless it names an offset; null when it does not fit.", T.DateTime, T.String, T.String);
    public static readonly Function FormatStrftime = Function.Of("time.format_strftime", "A time by a strftime pattern (constant), as the clock of a time zone (a name, or an offset such as +01:00) shows it; null when the zone is not known.", T.String, T.DateTime, T.String, T.String);
    public static readonly Function ParseJava = Function.Of("time.parse_java", "The time a text says by a pattern of java.time (constant); its clock is that of the zone in the third, else of the one the text names. A text without a year means the one that lies nearest before a week after the fourth. Case of names counts when the fifth (constant) is true. Null when it does not fit, or no zone is named.", T.DateTime, T.String, T.String, T.String, T.DateTime, T.Bool).WithNulls();
    public static readonly Function Find = Function.Of("time.find", "The first time within the first 128 characters of a text, in one of the usual forms; zone and year as in parse_java.", T.DateTime, T.String, T.String, T.DateTime).WithNulls();

    internal static IEnumerable<Function> All => [Now, Add, Subtract, Between, Floor, FormatPattern, ParsePattern, FormatStrftime, ParseJava, Find];
}
