// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.RegularExpressions;
using Tapwatch.Languages.Aql.Printing;
using Tapwatch.Languages.Aql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Aql.Binding;

/// <summary>
/// LAST, START, STOP: conditions on the time column. Times in strings are rounded to minutes, START down, STOP up, as the guide's examples are
/// ('15:51:20' to '17:00:20' searches 15:51:00 to 17:00:59); milliseconds are taken exactly, both ends included (measured on 7.6.0).
/// LAST counts back from now without rounding.
/// </summary>
sealed partial class SelectBinder
{
    const int MostDays = 36_525;

    static readonly string[] _timePatterns =
    [
        "yyyy-MM-dd H:mm", "yyyy-MM-dd H:mm:ss", "yyyy/MM/dd H:mm", "yyyy/MM/dd H:mm:ss", "yyyy/MM/dd-H:mm", "yyyy/MM/dd-H:mm:ss",
        "yyyy:MM:dd-H:mm", "yyyy:MM:dd-H:mm:ss", "yyyy MM dd H:mm", "yyyy MM dd H:mm:ss", "yyyy-MM-dd'T'H:mm", "yyyy-MM-dd'T'H:mm:ss", "yyyy-MM-dd'T'H:mm:ss.fff",
        "yyyy-MM-dd H:mm:ss.fff",
    ];

    Expression? TimeCondition(TimeSyntax time)
    {
        if (time is TimesSyntax)
        {
            Diagnostics.Add(Messages.UnsupportedConstruct(time.Span, "TIMES OFFENSE_TIME", "AQL", "there are no offenses here; write START and STOP"));
            return null;
        }

        if (_scope.Time is not { } column)
        {
            Diagnostics.Add(Messages.AqlUnknownField(time.Span, _scope.Catalog, "starttime", _scope.Table is null
                ? "the time clause belongs into the sub-select"
                : "a table needs a column `starttime` for it: times, or milliseconds since 1970"));
            return null;
        }

        var value = Operands.To(column.Reference(), Records.Columns.ScalarType.Long);
        if (_select.Source is GlobalViewSyntax && column.Name == "time")
        {
            // The time of accumulated results is in seconds (AQL guide, GLOBALVIEW).
            value = NumberFunctions.Multiply.Call(value, Constant.Long(1000));
        }

        if (time is LastSyntax last)
        {
            return LastLength(last) is { } length ? Fresh(value, length) : null;
        }

        var range = (RangeSyntax)time;
        var conditions = new List<Expression>();
        Add(range.Start, isStop: false);
        Add(range.Stop, isStop: true);
        return conditions.Count switch { 0 => null, 1 => conditions[0], _ => LogicFunctions.And.Call(conditions) };

        void Add(ExpressionSyntax? bound, bool isStop)
        {
            if (bound is not null && Bound(value, bound, isStop) is { } condition)
            {
                conditions.Add(condition);
            }
        }
    }

    // A later rewrite recognises this form and takes it away.
    static Expression Fresh(Expression time, TimeSpan length) => CompareFunctions.GreaterOrEqual.Call(
        time, ConvertFunctions.EpochMilliseconds.Call(TimeFunctions.Subtract.Call(TimeFunctions.Now.Call(), Constant.TimeSpan(length))));

    TimeSpan? LastLength(LastSyntax last)
    {
        if (Number(last.Count) is Constant { Value: long count } && Minutes(last.Unit) is { } minutes)
        {
            if (count <= MostDays * 1440L / minutes)
            {
                var length = TimeSpan.FromMinutes(count * minutes);
                _state.LooksBack(length);
                return length;
            }

            Diagnostics.Add(Messages.BadLiteral(last.Count.Span, last.Count.Text, "length of time"));
        }

        return null;
    }

    static int? Minutes(string unit) => unit switch
    {
        "MINUTES" or "MINUTE" => 1,
        "HOURS" or "HOUR" => 60,
        "DAYS" or "DAY" => 1440,
        _ => null,
    };

    Expression? Bound(Expression time, ExpressionSyntax bound, bool isStop)
    {
        if (bound is CallSyntax call && call.Is("PARSEDATETIME"))
        {
            return Relative(time, call, isStop);
        }

        var value = Bind(bound);
        if (value is Constant { Value: string text } && !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            if (ParseTime(text) is not { } moment)
            {
                Diagnostics.Add(Messages.AqlBadTime(bound.Span, text));
                return null;
            }

            var minute = moment.Ticks - (moment.Ticks % TimeSpan.TicksPerMinute);
            return isStop
                ? CompareFunctions.Less.Call(time, Milliseconds(minute == moment.Ticks ? minute : minute + TimeSpan.TicksPerMinute))
                : CompareFunctions.GreaterOrEqual.Call(time, Milliseconds(minute));
        }

        // XSOAR writes milliseconds in quotes.
        value = value is Constant { Value: string digits } ? Constant.Long(long.Parse(digits, CultureInfo.InvariantCulture)) : value;
        if (!Operands.IsNumber(value))
        {
            if (!Operands.IsNull(value))
            {
                Diagnostics.Add(Messages.AqlBadTime(bound.Span, Printer.Print(bound)));
            }

            return null;
        }

        return (isStop ? CompareFunctions.LessOrEqual : CompareFunctions.GreaterOrEqual).Call(time, ToLong(value));
    }

    static Constant Milliseconds(long ticks) => Constant.Long((ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond);

    static DateTime? ParseTime(string text)
    {
        var trimmed = text.Trim();
        trimmed = trimmed.EndsWith('Z') ? trimmed[..^1].TrimEnd() : trimmed;
        return DateTime.TryParseExact(trimmed, _timePatterns, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : null;
    }

    /// <summary>PARSEDATETIME('1 hour ago'), PARSEDATETIME('now').</summary>
    Expression? Relative(Expression time, CallSyntax call, bool isStop)
    {
        if (call.Arguments is not [StringSyntax text])
        {
            Diagnostics.Add(Messages.AqlArgumentCount(call.Span, "PARSEDATETIME", "one string ('1 hour ago', 'now')", call.Arguments.Count));
            return null;
        }

        if (text.Value.Trim().Equals("now", StringComparison.OrdinalIgnoreCase))
        {
            return (isStop ? CompareFunctions.LessOrEqual : CompareFunctions.GreaterOrEqual).Call(time, ConvertFunctions.EpochMilliseconds.Call(TimeFunctions.Now.Call()));
        }

        var match = Ago().Match(text.Value);
        if (!match.Success || !int.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            Diagnostics.Add(Messages.AqlBadTime(text.Span, text.Value));
            return null;
        }

        var minutes = match.Groups[2].Value.ToUpperInvariant() switch { "MINUTE" => 1, "HOUR" => 60, "DAY" => 1440, _ => 7 * 1440 };
        if (count > MostDays * 1440L / minutes)
        {
            Diagnostics.Add(Messages.AqlBadTime(text.Span, text.Value));
            return null;
        }

        var length = TimeSpan.FromMinutes((long)count * minutes);
        if (!isStop)
        {
            _state.LooksBack(length);
            return Fresh(time, length);
        }

        return CompareFunctions.LessOrEqual.Call(
            time, ConvertFunctions.EpochMilliseconds.Call(TimeFunctions.Subtract.Call(TimeFunctions.Now.Call(), Constant.TimeSpan(length))));
    }

    [GeneratedRegex(@"^\s*([0-9]{1,9})\s+(minute|hour|day|week)s?\s+ago\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ago();
}
