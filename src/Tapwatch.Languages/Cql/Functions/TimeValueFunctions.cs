// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Functions about time. A time is a number of milliseconds since 1970, as text like everything else.</summary>
static class TimeValueFunctions
{
    public static IEnumerable<CqlFunction> All =>
    [
        new("now", "- as") { Value = static _ => ConvertFunctions.EpochMilliseconds.Call(TimeFunctions.Now.Call()) },
        new("formatTime", "format field as timezone locale unit") { Value = FormatTime },
        new("parseTimestamp", "format field as timezone !timezoneAs addErrors caseSensitive") { Value = ParseTimestamp, As = "@timestamp" },
        new("findTimestamp", "field as timezone !timezoneAs addErrors") { Value = FindTimestamp, As = "@timestamp" },
        new("duration", "duration as") { Value = Duration },
        new("formatDuration", "field from precision as") { Step = FormatDuration },
        .. Parts(),
    ];

    /// <summary>The letters of a time format that can be written.</summary>
    public const string KnownLetters = "YyCmdejHkIlMSLNpaAbhBFDTRrcGVuwsQzZnt%";

    static IEnumerable<CqlFunction> Parts() => new[]
    {
        ("time:year", "_year", "%Y"), ("time:month", "_month", "%m"), ("time:dayOfMonth", "_dayOfMonth", "%d"), ("time:hour", "_hour", "%H"),
        ("time:minute", "_minute", "%M"), ("time:second", "_second", "%S"), ("time:millisecond", "_millisecond", "%L"),
        ("time:dayOfYear", "_dayOfYear", "%j"), ("time:dayOfWeek", "_dayOfWeek", "%u"), ("time:weekOfYear", "_weekOfYear", "%V"), ("time:monthName", "_monthName", "%B"), ("time:dayOfWeekName", "_dayOfWeekName", "%A"),
    }.Select(static p => new CqlFunction(p.Item1, "field as timezone timezoneField") { Value = a => Part(a, p.Item3), As = p.Item2 });

    static Expression? Part(CallArguments arguments, string pattern)
    {
        if (arguments.Field("field", "@timestamp") is not { } field || !Zone(arguments, out var zone))
        {
            return null;
        }

        // A zone given wins over the field of one.
        zone ??= arguments.Has("timezoneField") && arguments.Field("timezoneField") is { } named ? Values.FirstKnown(Values.Text(named), Constant.Text("UTC")) : Constant.Text("UTC");
        var text = TimeFunctions.FormatStrftime.Call(Values.Time(field), Constant.Text(pattern), zone);
        return pattern is "%B" or "%A" ? text : Values.Number(text);
    }

    static Expression? FormatTime(CallArguments arguments)
    {
        if (arguments.Required("format") is not { } format || arguments.Field("field", "@timestamp") is not { } field || !Zone(arguments, out var zone) || !IsEnglish(arguments))
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
        return TimeFunctions.FormatStrftime.Call(Values.Time(time), Constant.Text(format), zone ?? Constant.Text("UTC"));
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

    // Without a format: ISO 8601. A time that names no zone is none, unless one is given (LogScale, parseTimestamp).
    static Expression? ParseTimestamp(CallArguments arguments)
    {
        if (arguments.Field("field") is not { } field || !Zone(arguments, out var zone))
        {
            return null;
        }

        var format = arguments.Text("format") ?? IsoFormat;
        Expression time;
        switch (format.ToUpperInvariant())
        {
            case "SECONDS" or "UNIXTIME" or "UNIXTIMESECONDS":
                time = Values.Time(NumberFunctions.Multiply.Call(Values.Number(field), Constant.Real(1000)));
                break;
            case "MILLIS" or "MILLISECONDS" or "UNIXTIMEMILLIS":
                time = Values.Time(Values.Text(field));
                break;
            case "NANOS" or "NANOSECONDS" or "UNIXTIMENANOS":
                time = Values.Time(PlainTextFunctions.Divide.Call(Values.Number(field), Constant.Real(1e6)));
                break;
            default:
                if (UnknownLetter(format.Equals("iso", StringComparison.OrdinalIgnoreCase) ? format = IsoFormat : format) is { } letter)
                {
                    arguments.Binder.Diagnostics.Add(Messages.UnsupportedConstruct(arguments.Span("format"), $"`{letter}` in the time format `{format}`", "CQL"));
                    return null;
                }

                time = TimeFunctions.ParseJava.Call(
                    Values.Text(field),
                    Constant.Text(format),
                    zone ?? Constant.Null(ScalarType.String),
                    TimeFunctions.Now.Call(),
                    Constant.Bool(arguments.Flag("caseSensitive", otherwise: true)));
                break;
        }

        return arguments.Target("@timestamp") == "@timestamp" ? time : Values.Text(time);
    }

    const string IsoFormat = "yyyy-MM-dd['T'][ ]HH:mm:ss[.SSSSSSSSS][,SSSSSSSSS][ ][XXX]";

    // The letters of java.time, outside of quotes, that cannot be read here.
    static char? UnknownLetter(string format)
    {
        var quoted = false;
        foreach (var c in format)
        {
            quoted ^= c == '\'';
            if (!quoted && char.IsAsciiLetter(c) && !"yuMLdDHhKkmsSnNAaEeczVvXxZOG".Contains(c, StringComparison.Ordinal))
            {
                return c;
            }
        }

        return null;
    }

    static Expression? FindTimestamp(CallArguments arguments)
    {
        if (arguments.Field("field", "@rawstring") is not { } field || !Zone(arguments, out var zone))
        {
            return null;
        }

        var time = TimeFunctions.Find.Call(Values.Text(field), zone ?? Constant.Null(ScalarType.String), TimeFunctions.Now.Call());
        return arguments.Target("@timestamp") == "@timestamp" ? time : Values.Text(time);
    }

    /// <summary>The time zone an argument names; null when none is given. False when there is no such zone, which is told.</summary>
    public static bool Zone(CallArguments arguments, out Expression? zone)
    {
        zone = null;
        if (arguments.Text("timezone") is not { } name)
        {
            return !arguments.Has("timezone");
        }

        zone = Constant.Text(name);
        return true;
    }

    // Without `as` the field itself is written anew.
    static void FormatDuration(CallArguments arguments)
    {
        if (arguments.Text("field") is not { } name)
        {
            arguments.Required("field");
            return;
        }

        var from = arguments.Text("from") ?? "ms";
        if (from is not ("d" or "h" or "m" or "s" or "ms" or "us" or "ns"))
        {
            arguments.Bad("from", "one of the units d, h, m, s, ms, us and ns");
            return;
        }

        var field = Values.Text(arguments.Binder.Field(name, arguments.Span("field"), arguments.Stream));
        arguments.Stream.Assign(arguments.Target(name), MeasureFunctions.Duration.Call(field, Constant.Text(from), Constant.Long(arguments.Limit("precision") ?? 0)));
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
