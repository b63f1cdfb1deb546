// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Plan.Optimizer;

/// <summary>What a matching function demands of its subject: to be true, one of the alternatives must occur in it, case aside.</summary>
sealed record MatchedLiterals(Expression Subject, IReadOnlyList<string> Alternatives, bool IgnoresCase)
{
    static readonly HashSet<Function> _exact =
        [CompareFunctions.Equal, CompareFunctions.EqualAny, MatchFunctions.Contains, MatchFunctions.StartsWith, MatchFunctions.EndsWith, MatchFunctions.HasTerm];

    static readonly HashSet<Function> _ignoringCase =
    [
        MatchFunctions.EqualIgnoreCase, MatchFunctions.EqualAnyIgnoreCase, MatchFunctions.ContainsIgnoreCase, MatchFunctions.StartsWithIgnoreCase,
        MatchFunctions.EndsWithIgnoreCase, MatchFunctions.HasTermIgnoreCase, MatchFunctions.HasAnyTermIgnoreCase,
    ];

    /// <summary>What <paramref name="call"/> demands, or null when it demands nothing that can be sought.</summary>
    public static MatchedLiterals? Of(Call call)
    {
        var function = call.Function;
        if (call.Arguments.Count < 2 || !call.Arguments.Skip(1).All(static a => a is Constant { Value: string }))
        {
            // Equality is symmetric.
            return function == CompareFunctions.Equal && call.Arguments is [Constant { Value: string left }, var right] ? Make(right, [left], false) : null;
        }

        var subject = call.Arguments[0];
        var texts = call.Arguments.Skip(1).Select(static a => (string)((Constant)a).Value!).ToArray();

        if (_exact.Contains(function))
        {
            return Make(subject, texts, LowersOrRaises(subject));
        }

        if (_ignoringCase.Contains(function))
        {
            return Make(subject, texts, true);
        }

        if (function == MatchFunctions.HasAllTermsIgnoreCase)
        {
            return Make(subject, [texts.MaxBy(static t => t.Length)!], true);
        }

        if (function == MatchFunctions.Like || function == MatchFunctions.LikeIgnoreCase)
        {
            return Make(subject, [texts[0].Replace('%', ' ').Replace('_', ' ')], function == MatchFunctions.LikeIgnoreCase || LowersOrRaises(subject));
        }

        if (function == MatchFunctions.Glob || function == MatchFunctions.GlobIgnoreCase)
        {
            return Make(subject, [texts[0].Replace('*', ' ').Replace('?', ' ')], function == MatchFunctions.GlobIgnoreCase || LowersOrRaises(subject));
        }

        if ((function == MatchFunctions.Regex || function == MatchFunctions.RegexWhole) && RegexLiterals.Required(texts[0]) is { } required)
        {
            return Make(subject, required, true);
        }

        return null;
    }

    // An empty literal demands nothing.
    static MatchedLiterals? Make(Expression subject, IReadOnlyList<string> alternatives, bool ignoresCase) =>
        alternatives.Any(static a => a.Length == 0) ? null : new MatchedLiterals(subject, alternatives, ignoresCase);

    // lower(x) == "k" holds for the Kelvin sign too, if lower-casing folds it.
    static bool LowersOrRaises(Expression subject) => subject switch
    {
        Call call when call.Function == TextFunctions.Lower || call.Function == TextFunctions.Upper => true,
        Call call => call.Arguments.Any(LowersOrRaises),
        _ => false,
    };
}
