// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Text;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Terms in a text.</summary>
static class TermKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(MatchFunctions.HasTerm, static (in a, r) => r.Set(Terms.Contains(a.Text(0), a.Text(1)))),
        PerRow(MatchFunctions.HasTermIgnoreCase, static site => IgnoreCase(site, all: true)),
        PerRow(MatchFunctions.HasAnyTermIgnoreCase, static site => IgnoreCase(site, all: false)),
        PerRow(MatchFunctions.HasAllTermsIgnoreCase, static site => IgnoreCase(site, all: true)),
    ];

    static Kernel IgnoreCase(CallSite site, bool all)
    {
        var text = new FoldedText();
        if (site.AreConstant(1))
        {
            var terms = Array.ConvertAll(site.ConstantsBytes(1), static t => CaseFolding.Fold(t));
            return (in a, r) =>
            {
                var folded = text.Of(a.Text(0));
                var found = all;
                for (var i = 0; i < terms.Length && found == all; i++)
                {
                    found = Terms.Contains(folded, terms[i]);
                }

                r.Set(found);
            };
        }

        var term = new FoldedText();
        return (in a, r) =>
        {
            var folded = text.Of(a.Text(0));
            var found = all;
            for (var i = 1; i < a.Count && found == all; i++)
            {
                found = Terms.Contains(folded, term.Of(a.Text(i)));
            }

            r.Set(found);
        };
    }
}
