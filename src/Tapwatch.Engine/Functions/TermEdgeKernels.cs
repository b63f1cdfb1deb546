// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Text;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Beginnings and ends of terms.</summary>
static class TermEdgeKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(TermFunctions.HasPrefix, static (in a, r) => r.Set(Found(a.Text(0), a.Text(1), head: true))),
        PerRow(TermFunctions.HasSuffix, static (in a, r) => r.Set(Found(a.Text(0), a.Text(1), head: false))),
        PerRow(TermFunctions.HasPrefixIgnoreCase, static _ => Folded(head: true)),
        PerRow(TermFunctions.HasSuffixIgnoreCase, static _ => Folded(head: false)),
    ];

    static Kernel Folded(bool head)
    {
        var (text, sought) = (new FoldedText(), new FoldedText());
        return (in a, r) => r.Set(Found(text.Of(a.Text(0)), sought.Of(a.Text(1)), head));
    }

    // A border on one side is enough.
    static bool Found(ReadOnlySpan<byte> text, ReadOnlySpan<byte> sought, bool head)
    {
        if (sought.IsEmpty)
        {
            return true;
        }

        var word = head ? Terms.StartsWithWord(sought) : Terms.EndsWithWord(sought);
        for (var from = 0; ;)
        {
            var at = text[from..].IndexOf(sought);
            if (at < 0)
            {
                return false;
            }

            at += from;
            if (!word || !(head ? Terms.EndsWithWord(text[..at]) : Terms.StartsWithWord(text[(at + sought.Length)..])))
            {
                return true;
            }

            from = at + 1;
        }
    }
}
