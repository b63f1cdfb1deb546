// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Functions about time. A time is a number of milliseconds since 1970, as text like everything else.</summary>
static class TimeValueFunctions
{
    public static IEnumerable<CqlFunction> All =>
    [
        new("now", "- as") { Value = static _ => ConvertFunctions.EpochMilliseconds.Call(TimeFunctions.Now.Call()) },
        new("formatTime", "format field as timezone locale unit") { Value = FormatTime },
        new("parseTimestamp", "format field as timezone !timezoneAs addErrors !caseSensitive") { Value = ParseTimestamp, As = "@timestamp" },
        new("duration", "duration as") { Value = Duration },
        .. Parts(),
    ];

    /// <summary>The letters of a time format that can be written.</summary>
    public const string KnownLetters = "YymdejHIMSLNpaAbhBFDTRuwsQzZnt%";

    static IEnumerable<CqlFunction> Parts() => new[]
    {
        ("time:year", "_year", "%Y"), ("time:month", "_month", "%m"), ("time:dayOfMonth", "_dayOfMonth", "%d"), ("time:hour", "_hour", "%H"),
        ("time:minute", "_minute", "%M"), ("time:second", "_second", "%S"), ("time:millisecond", "_millisecond", "%L"),
        ("time:dayOfYear", "_dayOfYear", "%j"), ("time:dayOfWeek", "_dayOfWeek", "%u"), ("time:monthName", "_monthName", "%B"), ("time:dayOfWeekName", "_dayOfWeekName", "%A"),
    }.Select(static p => new CqlFunction(p.Item1, "field as timezone !timezoneField") { Value = a => Part(a, p.Item3), As = p.Item2 });

    static Expression? Part(CallArguments arguments, string pattern)
    {
        if (arguments.Field("field", "@timestamp") is not { } field || !IsUtc(arguments))
        {
            return null;
        }

        var text = TimeFunctions.FormatStrftime.Call(Values.Time(field), Constant.Text(pattern));
        return pattern is "%B" or "%A" ? text : Values.Number(text);
    }

    static Expression? FormatTime(CallArguments arguments)
    {
        if (arguments.Required("format") is not { } format || arguments.Field("field", "@timestamp") is not { } field || !IsUtc(arguments) || !IsEnglish(arguments))
        {
            return null;
        }

        for (var at = format.IndexOf('%', StringComparison.Ordinal); at >= 0; at = at + 2 < format.Length ? format.IndexOf('%', at + 2) : -1)
        {
            if (at + 1 < format.Length && !KnownLetters.Contains(format[at + 1], StringComparison.Ordinal))
            {
                arguments.Binder.Diagnostics.Add(Messages.UnsupportedConstruct(arguments.Span("format"), $"`%{format[at + 1]}` in a time format", "CQL"));
                return null;
            }
        }

        // With a unit the field counts these instead of milliseconds.
        var unit = arguments.Text("unit")?.ToUpperInvariant() switch { "SECONDS" or "SECOND" or "S" => 1000.0, null or "AUTO" or "MILLISECONDS" or "MS" => 1, _ => 0 };
        if (unit == 0)
        {
            arguments.Bad("unit", "`seconds` or `milliseconds`");
            return null;
        }

        var time = unit == 1 ? field : NumberFunctions.Multiply.Call(Values.Number(field), Constant.Real(unit));
        return TimeFunctions.FormatStrftime.Call(Values.Time(time), Constant.Text(format));
    }

    // Names of months and days are written in English.
    static bool IsEnglish(CallArguments arguments)
    {
        if (arguments.Text("locale") is not { } locale || locale.StartsWith("en", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        arguments.Binder.Diagnostics.Add(Messages.UnsupportedConstruct(arguments.Span("locale"), "a locale other than English", "CQL"));
        return false;
    }

    // Without a format: ISO 8601. The optional parts of java.time patterns, in brackets, are not supported.
    static Expression? ParseTimestamp(CallArguments arguments)
    {
        if (arguments.Field("field") is not { } field || !IsUtc(arguments))
        {
            return null;
        }

        var format = arguments.Text("format") ?? "iso";
        Expression? time = format.ToUpperInvariant() switch
        {
            "ISO" => ConvertFunctions.ToDateTime.Call(Values.Text(field)),
            "SECONDS" or "UNIXTIME" or "UNIXTIMESECONDS" => Values.Time(NumberFunctions.Multiply.Call(Values.Number(field), Constant.Real(1000))),
            "MILLIS" or "MILLISECONDS" or "UNIXTIMEMILLIS" => Values.Time(field),
            _ when format.StartsWith("yyyy-MM-dd'T'HH:mm:ss", StringComparison.Ordinal) => ConvertFunctions.ToDateTime.Call(Values.Text(field)),
            _ when format.All(static c => !char.IsAsciiLetter(c) || "yMdHhmsSaEXZ".Contains(c, StringComparison.Ordinal)) && format.IndexOfAny(['[', '\'']) < 0 =>
                TimeFunctions.ParsePattern.Call(Values.Text(field), Constant.Text(format)),
            _ => null,
        };
        if (time is null)
        {
            arguments.Binder.Diagnostics.Add(Messages.UnsupportedConstruct(arguments.Span("format"), $"the time format `{format}`", "CQL"));
            return null;
        }

        return arguments.Target("@timestamp") == "@timestamp" ? time : Values.Text(time);
    }

    // Times are in UTC unless a zone is named.
    static bool IsUtc(CallArguments arguments)
    {
        if (arguments.Text("timezone") is null or "UTC" or "Z" or "GMT" or "Etc/UTC" or "+00:00")
        {
            return true;
        }

        arguments.Binder.Diagnostics.Add(Messages.UnsupportedConstruct(arguments.Span("timezone"), "a time zone other than UTC", "CQL"));
        return false;
    }

    static Expression? Duration(CallArguments arguments)
    {
        if (arguments.Required("duration") is not { } text)
        {
            return null;
        }

        if (RelativeTime.Parse(text) is { } span)
        {
            return Constant.Long((long)span.TotalMilliseconds);
        }

        arguments.Bad("duration", "a duration such as `15m` or `1d`");
        return null;
    }
}
