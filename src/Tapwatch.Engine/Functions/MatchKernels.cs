// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Text;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Whole texts, parts, beginnings and ends.</summary>
static class MatchKernels
{
    delegate bool TextTest(ReadOnlySpan<byte> text, ReadOnlySpan<byte> sought);

    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(MatchFunctions.EqualIgnoreCase, static site => Folded(site, static (text, sought) => text.SequenceEqual(sought))),
        PerRow(MatchFunctions.EqualAnyIgnoreCase, EqualAnyIgnoreCase),
        PerRow(MatchFunctions.Contains, static (in a, r) => r.Set(a.Text(0).IndexOf(a.Text(1)) >= 0)),
        PerRow(MatchFunctions.ContainsIgnoreCase, static site => Folded(site, static (text, sought) => text.IndexOf(sought) >= 0)),
        PerRow(MatchFunctions.StartsWith, static (in a, r) => r.Set(a.Text(0).StartsWith(a.Text(1)))),
        PerRow(MatchFunctions.StartsWithIgnoreCase, static site => Folded(site, static (text, sought) => text.StartsWith(sought))),
        PerRow(MatchFunctions.EndsWith, static (in a, r) => r.Set(a.Text(0).EndsWith(a.Text(1)))),
        PerRow(MatchFunctions.EndsWithIgnoreCase, static site => Folded(site, static (text, sought) => text.EndsWith(sought))),
    ];

    static Kernel Folded(CallSite site, TextTest test)
    {
        var text = new FoldedText();
        if (site.ConstantBytes(1) is { } constant)
        {
            var folded = CaseFolding.Fold(constant);
            return (in a, r) => r.Set(test(text.Of(a.Text(0)), folded));
        }

        var sought = new FoldedText();
        return (in a, r) => r.Set(test(text.Of(a.Text(0)), sought.Of(a.Text(1))));
    }

    static Kernel EqualAnyIgnoreCase(CallSite site)
    {
        var text = new FoldedText();
        if (site.AreConstant(1))
        {
            var set = new TextSet(Array.ConvertAll(site.ConstantsBytes(1), static t => CaseFolding.Fold(t)));
            return (in a, r) => r.Set(set.Contains(text.Of(a.Text(0))));
        }

        var other = new FoldedText();
        return (in a, r) =>
        {
            var found = false;
            var folded = text.Of(a.Text(0));
            for (var i = 1; i < a.Count && !found; i++)
            {
                found = folded.SequenceEqual(other.Of(a.Text(i)));
            }

            r.Set(found);
        };
    }
}
