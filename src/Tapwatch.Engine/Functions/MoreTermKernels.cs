// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Engine.Text;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Beginnings and ends of terms, and lists of texts that come with the data.</summary>
static class MoreTermKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(TermFunctions.HasPrefix, static (in a, r) => r.Set(Found(a.Text(0), a.Text(1), head: true))),
        PerRow(TermFunctions.HasSuffix, static (in a, r) => r.Set(Found(a.Text(0), a.Text(1), head: false))),
        PerRow(TermFunctions.HasPrefixIgnoreCase, static _ => Folded(head: true)),
        PerRow(TermFunctions.HasSuffixIgnoreCase, static _ => Folded(head: false)),
        PerRow(TermFunctions.HasAnyOf, static _ => OfArray(all: false, static (text, sought) => Terms.Contains(text, sought), fold: true)),
        PerRow(TermFunctions.HasAllOf, static _ => OfArray(all: true, static (text, sought) => Terms.Contains(text, sought), fold: true)),
        PerRow(TermFunctions.EqualAnyOf, static _ => OfArray(all: false, static (text, sought) => text.SequenceEqual(sought), fold: false)),
        PerRow(TermFunctions.EqualAnyOfIgnoreCase, static _ => OfArray(all: false, static (text, sought) => text.SequenceEqual(sought), fold: true)),
    ];

    delegate bool Test(ReadOnlySpan<byte> text, ReadOnlySpan<byte> sought);

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

    static Kernel OfArray(bool all, Test test, bool fold)
    {
        var (text, element) = (new FoldedText(), new FoldedText());
        var scratch = new byte[256];
        return (in a, r) =>
        {
            var subject = fold ? text.Of(a.Text(0)) : a.Text(0);
            var elements = new JsonMembers(a.Text(1));
            var found = all;
            while (elements.IsArray && found == all && elements.MoveNext())
            {
                var value = JsonElements.Decoded(elements.Value, ref scratch);
                found = test(subject, fold ? element.Of(value) : value);
            }

            if (!elements.IsArray)
            {
                var value = JsonElements.Decoded(a.Text(1), ref scratch);
                found = test(subject, fold ? element.Of(value) : value);
            }

            r.Set(found);
        };
    }
}
