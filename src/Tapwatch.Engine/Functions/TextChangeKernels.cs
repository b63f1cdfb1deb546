// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Texts made into others, piece by piece.</summary>
static class TextChangeKernels
{
    const int LongestText = 1 << 24;

    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(TextChangeFunctions.ReplaceMany, ReplaceMany),
        PerRow(TextChangeFunctions.Reverse, Reverse),
        PerRow(TextChangeFunctions.Repeat, Repeat),
        PerRow(TextChangeFunctions.Translate, Translate),
    ];

    // Kusto, replace_strings: each text in turn seeks what no earlier one has found; a replacement that is no string leaves it as it is.
    static Kernel ReplaceMany(CallSite site)
    {
        var (sought, with) = (new ElementRanges(), new ElementRanges());
        var (left, next) = (new List<Piece>(), new List<Piece>());
        var (soughtScratch, withScratch) = (new byte[256], new byte[256]);
        return (in a, r) =>
        {
            var text = a.Text(0);
            left.Clear();
            left.Add(new Piece(0, text.Length, -1));
            var size = text.Length;
            var count = sought.Read(a.Text(1)) && with.Read(a.Text(2)) ? Math.Min(sought.Count, with.Count) : 0;
            for (var i = 0; i < count; i++)
            {
                var element = sought[a.Text(1), i];
                var key = element[0] == '"' ? JsonElements.Decoded(element, ref soughtScratch) : default;
                if (key.IsEmpty)
                {
                    continue;
                }

                next.Clear();
                foreach (var piece in left)
                {
                    size += Cut(text, piece, key, i, with[a.Text(2), i].Length, next);
                }

                (left, next) = (next, left);
            }

            var target = r.Reserve(size);
            var length = 0;
            foreach (var piece in left)
            {
                var element = piece.Found < 0 ? default : with[a.Text(2), piece.Found];
                var source = !element.IsEmpty && element[0] == '"' ? JsonElements.Decoded(element, ref withScratch) : text.Slice(piece.Start, piece.Length);
                source.CopyTo(target[length..]);
                length += source.Length;
            }

            r.Commit(length);
        };
    }

    // A piece of the text and which sought text it is, or -1.
    readonly record struct Piece(int Start, int Length, int Found);

    // How much longer the text may become.
    static int Cut(ReadOnlySpan<byte> text, Piece piece, ReadOnlySpan<byte> key, int number, int replacement, List<Piece> pieces)
    {
        var (start, end, more) = (piece.Start, piece.Start + piece.Length, 0);
        while (piece.Found < 0 && text[start..end].IndexOf(key) is var at and >= 0)
        {
            pieces.Add(new Piece(start, at, -1));
            pieces.Add(new Piece(start + at, key.Length, number));
            start += at + key.Length;
            more += replacement;
        }

        pieces.Add(piece with { Start = start, Length = end - start });
        return more;
    }

    static void Reverse(in Arguments a, Result r)
    {
        var text = a.Text(0);
        var target = r.Reserve(text.Length);
        var done = text.Length;
        while (!text.IsEmpty)
        {
            var length = 1;
            while (length < text.Length && (sbyte)text[length] < -64)
            {
                length++;
            }

            done -= length;
            text[..length].CopyTo(target[done..]);
            text = text[length..];
        }

        r.Commit(a.Text(0).Length);
    }

    static void Repeat(in Arguments a, Result r)
    {
        var times = Math.Clamp(a.Long(1), 0, 1024);
        var text = a.Text(0);
        var between = a.Text(2);
        var length = times == 0 ? 0 : (times * text.Length) + ((times - 1) * between.Length);
        if (length > LongestText)
        {
            throw new PlanFailureException("a repeated text grows beyond 16 MB");
        }

        var target = r.Reserve((int)length);
        for (var i = 0; i < times; i++)
        {
            if (i > 0)
            {
                between.CopyTo(target);
                target = target[between.Length..];
            }

            text.CopyTo(target);
            target = target[text.Length..];
        }

        r.Commit((int)length);
    }

    static void Translate(in Arguments a, Result r)
    {
        var from = Encoding.UTF8.GetString(a.Text(0)).EnumerateRunes().ToList();
        var to = Encoding.UTF8.GetString(a.Text(1)).EnumerateRunes().ToList();
        var result = new StringBuilder();
        foreach (var rune in Encoding.UTF8.GetString(a.Text(2)).EnumerateRunes())
        {
            var at = from.IndexOf(rune);
            if (at < 0)
            {
                result.Append(rune.ToString());
            }
            else if (to.Count > 0)
            {
                // A shorter list of replacements goes on with its last.
                result.Append(to[Math.Min(at, to.Count - 1)].ToString());
            }
        }

        r.Set(result.ToString());
    }
}
