// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Tapwatch.Plan.Functions;

/// <summary>Tells whether a regular expression can be used, without paying for one that runs in linear time.</summary>
/// <remarks>
/// Building a linear-time expression costs milliseconds and up to megabytes; a scan checks hundreds of which few are ever matched against a text.
/// An expression that the ordinary parser takes is refused by the linear-time engine only for look-around, atomic groups, conditions,
/// back-references and <c>\G</c> (.NET, RegexOptions.NonBacktracking); where one of these may be meant, the real thing decides.
/// </remarks>
public static class LinearRegex
{
    static readonly string[] _groups = ["(?=", "(?!", "(?<=", "(?<!", "(?>", "(?("];

    /// <summary>Returns when the expression can be used.</summary>
    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    /// <exception cref="NotSupportedException">It cannot be matched in linear time.</exception>
    public static void Check(string pattern)
    {
        var options = MayBeRefused(pattern) ? RegexOptions.NonBacktracking | RegexOptions.CultureInvariant : RegexOptions.CultureInvariant;
        _ = new Regex(pattern, options);
    }

    static bool MayBeRefused(string pattern)
    {
        foreach (var group in _groups)
        {
            if (pattern.Contains(group, StringComparison.Ordinal))
            {
                return true;
            }
        }

        for (var at = pattern.IndexOf('\\'); at >= 0 && at + 1 < pattern.Length; at = pattern.IndexOf('\\', at + 2))
        {
            if (pattern[at + 1] is (>= '1' and <= '9') or 'k' or 'G')
            {
                return true;
            }

            if (at + 2 >= pattern.Length)
            {
                break;
            }
        }

        return false;
    }
}
