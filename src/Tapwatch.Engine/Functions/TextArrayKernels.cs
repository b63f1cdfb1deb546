// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Engine.Text;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Lists of texts and terms that come with the data.</summary>
static class TextArrayKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(TermFunctions.HasAnyOf, static _ => OfArray(all: false, static (text, sought) => Terms.Contains(text, sought), fold: true)),
        PerRow(TermFunctions.HasAllOf, static _ => OfArray(all: true, static (text, sought) => Terms.Contains(text, sought), fold: true)),
        PerRow(TermFunctions.EqualAnyOf, static _ => OfArray(all: false, static (text, sought) => text.SequenceEqual(sought), fold: false)),
        PerRow(TermFunctions.EqualAnyOfIgnoreCase, static _ => OfArray(all: false, static (text, sought) => text.SequenceEqual(sought), fold: true)),
        PerRow(TermFunctions.FirstOf, static _ => FirstOf()),
    ];

    static Kernel FirstOf()
    {
        var (text, element) = (new FoldedText(), new FoldedText());
        var scratch = new byte[256];
        return (in a, r) =>
        {
            var subject = text.Of(a.Text(0));
            var elements = new JsonMembers(a.Text(1));
            for (var i = 0L; elements.IsArray && elements.MoveNext(); i++)
            {
                if (Terms.Contains(subject, element.Of(JsonElements.Decoded(elements.Value, ref scratch))))
                {
                    r.Set(i);
                    return;
                }
            }

            r.Set(-1);
        };
    }

    delegate bool Test(ReadOnlySpan<byte> text, ReadOnlySpan<byte> sought);

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
