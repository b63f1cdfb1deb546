// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Text;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>LIKE and wildcards.</summary>
static class PatternKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(MatchFunctions.Like, static site => Match(site, '%', '_', ignoreCase: false)),
        PerRow(MatchFunctions.LikeIgnoreCase, static site => Match(site, '%', '_', ignoreCase: true)),
        PerRow(MatchFunctions.Glob, static site => Match(site, '*', -1, ignoreCase: false)),
        PerRow(MatchFunctions.GlobIgnoreCase, static site => Match(site, '*', -1, ignoreCase: true)),
    ];

    static Kernel Match(CallSite site, char any, int hole, bool ignoreCase)
    {
        var folding = ignoreCase ? new FoldedText() : null;
        if (site.ConstantBytes(1) is { } constant)
        {
            var pattern = new WildcardPattern(ignoreCase ? CaseFolding.Fold(constant) : constant, (byte)any, hole);
            return (in a, r) => r.Set(pattern.Matches(folding is null ? a.Text(0) : folding.Of(a.Text(0))));
        }

        return (in a, r) =>
        {
            var pattern = new WildcardPattern(ignoreCase ? CaseFolding.Fold(a.Text(1)) : a.Text(1), (byte)any, hole);
            r.Set(pattern.Matches(folding is null ? a.Text(0) : folding.Of(a.Text(0))));
        };
    }
}
