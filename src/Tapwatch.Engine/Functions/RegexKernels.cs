// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Regexes;
using Tapwatch.Engine.Text;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Regular expressions, all matched in linear time.</summary>
static class RegexKernels
{
    const int MostKept = 2000;

    static readonly ConcurrentDictionary<string, Regex> _compiled = new(StringComparer.Ordinal);
    static readonly ConcurrentDictionary<string, RegexProgram?> _programs = new(StringComparer.Ordinal);

    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(MatchFunctions.Regex, static site => IsMatch(new SoughtRegex(site.RequiredText(1), site.RequiredText(1)))),
        PerRow(MatchFunctions.RegexWhole, static site => IsMatch(new SoughtRegex(Whole(site.RequiredText(1)), site.RequiredText(1)))),
        PerRow(MatchFunctions.Extract, Extract),
        PerRow(MatchFunctions.ReplaceRegex, static site => Replace(site, most: -1)),
        PerRow(MatchFunctions.ReplaceFirstRegex, static site => Replace(site, most: 1)),
    ];

    /// <summary>
    /// The expression made ready. Making one costs milliseconds, and the plans of a run have many in common: every plan of a scan carries
    /// those of the activity view. So they are kept; expressions are immutable and may be used by several threads.
    /// </summary>
    public static Regex Compile(string pattern)
    {
        // Patterns may come from data; a bound keeps a run over many from keeping all.
        if (_compiled.Count >= MostKept)
        {
            _compiled.Clear();
        }

        return _compiled.GetOrAdd(pattern, Make);
    }

    /// <summary>The expression for ASCII text; null when it goes beyond what is run here.</summary>
    public static RegexProgram? ProgramOf(string pattern)
    {
        if (_programs.Count >= MostKept)
        {
            _programs.Clear();
        }

        return _programs.GetOrAdd(pattern, RegexProgram.Of);
    }

    static Regex Make(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new PlanFailureException($"regular expression '{pattern}' cannot be used: {e.Message}");
        }
    }

    // The line break ends a comment, should the pattern switch on (?x); without comments the group needs none.
    static string Whole(string pattern) =>
        pattern.Contains("(?x", StringComparison.Ordinal) ? $"\\A(?:{pattern}\n)\\z" : $"\\A(?:{pattern})\\z";

    static Kernel IsMatch(SoughtRegex regex) => (in a, r) => r.Set(regex.IsMatch(a.Text(0)));

    static Kernel Extract(CallSite site)
    {
        var regex = new SoughtRegex(site.RequiredText(1), site.RequiredText(1));
        return (in a, r) =>
        {
            var found = regex.Find(a.Text(0), a.Long(2));
            if (found.Matches && a.Long(2) is >= 0 and <= int.MaxValue)
            {
                r.Set(found.Value);
            }
            else
            {
                r.SetNull();
            }
        };
    }

    static Kernel Replace(CallSite site, int most)
    {
        var regex = new SoughtRegex(site.RequiredText(1), site.RequiredText(1));
        var with = site.RequiredText(2);
        var plain = with.Contains('$') ? null : Encoding.UTF8.GetBytes(with);
        var characters = new CharacterBuffer();
        return (in a, r) =>
        {
            if (!regex.IsMatch(a.Text(0)))
            {
                r.Set(a.Text(0));
            }
            else if (plain is not null && regex.TryReplace(a.Text(0), plain, most, out var replaced))
            {
                r.Set(replaced);
            }
            else
            {
                r.Set(regex.Made.Replace(characters.Of(a.Text(0)).ToString(), with, most));
            }
        };
    }
}
