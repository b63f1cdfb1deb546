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
    public static readonly Function FormatStrftime = Function.Of("time.format_strftime", "A time by a strftime pattern (constant), in UTC.", T.String, T.DateTime, T.String);

    internal static IEnumerable<Function> All => [Now, Add, Subtract, Between, Floor, FormatPattern, ParsePattern, FormatStrftime];
}
