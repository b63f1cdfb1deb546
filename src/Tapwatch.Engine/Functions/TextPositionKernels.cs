// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Places in a text, counted in characters of its UTF-8.</summary>
static class TextPositionKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(TextPositionFunctions.Size, static (in a, r) => r.Set(a.Text(0).Length)),
        PerRow(TextPositionFunctions.Slice, Slice),
        PerRow(TextPositionFunctions.IndexFrom, IndexFrom),
        PerRow(TextPositionFunctions.Occurrences, static (in a, r) => r.Set(Occurrences(a.Text(0), a.Text(1)))),
        PerRow(TextPositionFunctions.Order, static (in a, r) => r.Set((long)Math.Sign(a.Text(0).SequenceCompareTo(a.Text(1))))),
    ];

    static void Slice(in Arguments a, Result r)
    {
        var text = a.Text(0);
        var characters = CharactersIn(text);
        var start = a.Long(1);
        if (start < 0)
        {
            // Kusto counts from the end; what begins before the text is empty.
            start = start + characters < 0 ? characters : start + characters;
        }

        start = Math.Min(start, characters);
        var end = Math.Min(characters, start + Math.Clamp(a.Long(2), 0, characters));
        r.Set(text[Offset(text, start)..Offset(text, end)]);
    }

    static int Offset(ReadOnlySpan<byte> text, long character)
    {
        var at = 0;
        for (; at < text.Length && character > 0; character--)
        {
            at++;
            while (at < text.Length && (sbyte)text[at] < -64)
            {
                at++;
            }
        }

        return at;
    }

    static long CharactersIn(ReadOnlySpan<byte> text)
    {
        var count = 0L;
        foreach (var b in text)
        {
            count += (sbyte)b >= -64 ? 1 : 0;
        }

        return count;
    }

    // Kusto, indexof: the position where the search begins, how far it goes, and which occurrence is wanted.
    static void IndexFrom(in Arguments a, Result r)
    {
        var text = a.Text(0);
        var sought = a.Text(1);
        var characters = CharactersIn(text);
        var start = a.Long(2) < 0 ? Math.Max(0, characters + a.Long(2)) : Math.Min(a.Long(2), characters);
        var length = a.Long(3);
        var occurrence = a.Long(4);
        if (length < -1 || occurrence < 1 || sought.IsEmpty)
        {
            r.SetNull();
            return;
        }

        var from = Offset(text, start);
        // The length limits where an occurrence begins, not where it ends.
        var end = length < 0 ? text.Length : Offset(text, Math.Min(characters, start + length));
        for (; occurrence > 0 && from < end; occurrence--)
        {
            var at = text[from..].IndexOf(sought);
            if (at < 0 || from + at >= end)
            {
                break;
            }

            if (occurrence == 1)
            {
                r.Set(CharactersIn(text[..(from + at)]));
                return;
            }

            from += at + 1;
        }

        r.Set(-1);
    }

    static long Occurrences(ReadOnlySpan<byte> text, ReadOnlySpan<byte> sought)
    {
        var count = 0L;
        for (var from = 0; !sought.IsEmpty && from <= text.Length - sought.Length; count++)
        {
            var at = text[from..].IndexOf(sought);
            if (at < 0)
            {
                break;
            }

            from += at + 1;
        }

        return count;
    }
}
