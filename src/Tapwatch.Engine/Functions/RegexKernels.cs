// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Text;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Regular expressions, all matched in linear time.</summary>
static class RegexKernels
{
    const int MostKept = 2000;

    static readonly ConcurrentDictionary<string, Regex> _compiled = new(StringComparer.Ordinal);

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

    static Kernel IsMatch(SoughtRegex regex)
    {
        var characters = new CharacterBuffer();
        return (in a, r) => r.Set(regex.MayMatch(a.Text(0)) && regex.Made.IsMatch(characters.Of(a.Text(0))));
    }

    static Kernel Extract(CallSite site)
    {
        var regex = new SoughtRegex(site.RequiredText(1), site.RequiredText(1));
        var characters = new CharacterBuffer();
        return (in a, r) =>
        {
            if (!regex.MayMatch(a.Text(0)))
            {
                r.SetNull();
                return;
            }

            var text = characters.Of(a.Text(0));
            var matches = regex.Made.EnumerateMatches(text);
            if (!matches.MoveNext())
            {
                r.SetNull();
                return;
            }

            if (a.Long(2) == 0)
            {
                r.Set(text.Slice(matches.Current.Index, matches.Current.Length));
                return;
            }

            // Groups come with match objects only: made for rows that match, never for the others.
            var group = a.Long(2) is > 0 and <= int.MaxValue ? regex.Made.Match(text.ToString()).Groups[(int)a.Long(2)] : null;
            if (group is null)
            {
                r.SetNull();
            }
            else
            {
                r.Set(group.ValueSpan);
            }
        };
    }

    static Kernel Replace(CallSite site, int most)
    {
        var regex = new SoughtRegex(site.RequiredText(1), site.RequiredText(1));
        var with = site.RequiredText(2);
        var characters = new CharacterBuffer();
        return (in a, r) =>
        {
            var mayMatch = regex.MayMatch(a.Text(0));
            var text = mayMatch ? characters.Of(a.Text(0)) : default;
            if (mayMatch && regex.Made.IsMatch(text))
            {
                r.Set(regex.Made.Replace(text.ToString(), with, most));
            }
            else
            {
                r.Set(a.Text(0));
            }
        };
    }
}
