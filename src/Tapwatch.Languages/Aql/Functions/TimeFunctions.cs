// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Moments = Tapwatch.Plan.Functions.TimeFunctions;

namespace Tapwatch.Languages.Aql.Functions;

/// <summary>Functions of time; a time is the number of milliseconds since 1970.</summary>
static class TimeFunctions
{
    public static IEnumerable<AqlFunction> All =>
    [
        new("NOW", 0, 0, "no arguments", static _ => ConvertFunctions.EpochMilliseconds.Call(Moments.Now.Call())),
        new("DATEFORMAT", 2, 2, "(milliseconds, 'pattern')", DateFormat),
        new("PARSETIMESTAMP", 2, 2, "('pattern', text)", ParseTimestamp),
        new("PARSEDATETIME", 1, 1, "1 argument", ParseDateTime),
    ];

    static Expression? DateFormat(FunctionCall call)
    {
        var time = call.Long(0);
        if (Pattern(call, 1) is not { } pattern)
        {
            return null;
        }

        return Moments.FormatPattern.Call(ConvertFunctions.FromEpochMilliseconds.Call(time), Constant.Text(pattern));
    }

    static Expression? ParseTimestamp(FunctionCall call) => Pattern(call, 0) is { } pattern
        ? ConvertFunctions.EpochMilliseconds.Call(Moments.ParsePattern.Call(call.Text(1), Constant.Text(pattern)))
        : null;

    static string? Pattern(FunctionCall call, int index)
    {
        if (call.Constant(index, "a date pattern") is not { } pattern)
        {
            return null;
        }

        if (BadLetter(pattern) is { } letter)
        {
            call.Diagnostics.Add(Messages.AqlBadPattern(call.At(index), letter));
            return null;
        }

        if (pattern.Contains("YYYY", StringComparison.Ordinal) && !pattern.Contains('w', StringComparison.Ordinal))
        {
            call.Diagnostics.Add(Messages.AqlWeekYear(call.At(index)));
        }

        return pattern;
    }

    // Java refuses letters it has no meaning for, outside quotes.
    static string? BadLetter(string pattern)
    {
        var quoted = false;
        foreach (var c in pattern)
        {
            if (c == '\'')
            {
                quoted = !quoted;
            }
            else if (!quoted && char.IsAsciiLetter(c) && !"GyYMLwWDdFEuaHkKhmsSzZX".Contains(c, StringComparison.Ordinal))
            {
                return c.ToString();
            }
        }

        return quoted ? "'" : null;
    }

    static Expression? ParseDateTime(FunctionCall call)
    {
        call.Diagnostics.Add(Messages.AqlParsing(call.Syntax.NameSpan, "`PARSEDATETIME`", "an expression", "it stands after START and STOP only"));
        return null;
    }
}
