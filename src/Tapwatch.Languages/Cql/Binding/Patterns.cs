// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Binding;

/// <summary>Patterns with <c>*</c> for any run. The star cannot be escaped (LogScale, filters).</summary>
static class Patterns
{
    /// <summary>Whether a field as a whole matches: <c>*</c> alone asks whether it is there; a number is compared as a number too.</summary>
    public static Expression Whole(Expression field, string pattern, bool ignoreCase = false)
    {
        if (pattern.Length > 0 && pattern.AsSpan().IndexOfAnyExcept('*') < 0)
        {
            return Values.Exists(field);
        }

        if (!pattern.Contains('*', StringComparison.Ordinal))
        {
            if (field.Type is ScalarType.Long or ScalarType.Real)
            {
                return Values.ParseNumber(pattern) is { } number
                    ? CompareFunctions.Equal.Call(Values.Number(field), Constant.Real(number))
                    : Constant.Bool(false);
            }

            var text = Values.Text(field);
            return ignoreCase ? MatchFunctions.EqualIgnoreCase.Call(text, Constant.Text(pattern))
                : pattern.Length <= 15 && Values.ParseNumber(pattern) is not null ? PlainTextFunctions.Same.Call(text, Constant.Text(pattern))
                : CompareFunctions.Equal.Call(text, Constant.Text(pattern));
        }

        return Glob(Values.Text(field), pattern, ignoreCase);
    }

    /// <summary>Whether a text holds a match; the star alone matches every event, also without the text.</summary>
    public static Expression Contains(Expression text, string pattern, bool ignoreCase = false)
    {
        var inner = pattern.Trim('*');
        return inner.Length == 0 ? Constant.Bool(true) : Glob(text, "*" + inner + "*", ignoreCase);
    }

    static Expression Glob(Expression text, string pattern, bool ignoreCase)
    {
        var front = pattern[0] == '*';
        var back = pattern[^1] == '*';
        var inner = pattern.Trim('*');
        if (inner.Contains('*', StringComparison.Ordinal))
        {
            return (ignoreCase ? MatchFunctions.GlobIgnoreCase : MatchFunctions.Glob).Call(text, Constant.Text(pattern));
        }

        var function = (front, back, ignoreCase) switch
        {
            (true, true, false) => MatchFunctions.Contains,
            (true, true, true) => MatchFunctions.ContainsIgnoreCase,
            (true, false, false) => MatchFunctions.EndsWith,
            (true, false, true) => MatchFunctions.EndsWithIgnoreCase,
            (false, _, false) => MatchFunctions.StartsWith,
            _ => MatchFunctions.StartsWithIgnoreCase,
        };
        return function.Call(text, Constant.Text(inner));
    }
}
