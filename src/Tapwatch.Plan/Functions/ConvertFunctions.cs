// SPDX-License-Identifier: Apache-2.0

using static Tapwatch.Plan.Functions.Function;
using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Conversions, as Kusto's to…() functions do them; what cannot be converted is null.</summary>
public static class ConvertFunctions
{
    public static readonly Function ToText = Function.Of("convert.text", "As text: True/False, 17-digit reals, ISO times with 7 digits, a dynamic string without its quotes; null stays null.", T.String, Any);
    public static readonly Function ToBool = Function.Of("convert.bool", "As bool: true/false in any case, numbers by not being 0.", T.Bool, Any);
    public static readonly Function ToInt = Function.Of("convert.int", "As 32-bit integer: reals are cut and kept within its range, longer integers wrap.", T.Int, Any);
    public static readonly Function ToLong = Function.Of("convert.long", "As 64-bit integer; reals are cut and kept within its range.", T.Long, Any);
    public static readonly Function ToReal = Function.Of("convert.real", "As floating point number.", T.Real, Any);
    public static readonly Function ToDecimal = Function.Of("convert.decimal", "As decimal number.", T.Decimal, Any);
    public static readonly Function ToDateTime = Function.Of("convert.datetime", "As time in UTC: ISO 8601 and the other forms Kusto's todatetime takes.", T.DateTime, Any);
    public static readonly Function ToTimeSpan = Function.Of("convert.timespan", "As duration.", T.TimeSpan, Any);
    public static readonly Function ToGuid = Function.Of("convert.guid", "As GUID.", T.Guid, Any);
    public static readonly Function ToDynamic = Function.Of("convert.dynamic", "Text read as JSON; text that is no JSON is a dynamic string; other values as their JSON.", T.Dynamic, Any);
    public static readonly Function EpochMilliseconds = Function.Of("convert.epoch_milliseconds", "Milliseconds since 1970-01-01 of a time.", T.Long, T.DateTime);
    public static readonly Function FromEpochMilliseconds = Function.Of("convert.from_epoch_milliseconds", "The time so many milliseconds after 1970-01-01.", T.DateTime, T.Long);

    internal static IEnumerable<Function> All =>
        [ToText, ToBool, ToInt, ToLong, ToReal, ToDecimal, ToDateTime, ToTimeSpan, ToGuid, ToDynamic, EpochMilliseconds, FromEpochMilliseconds];
}
