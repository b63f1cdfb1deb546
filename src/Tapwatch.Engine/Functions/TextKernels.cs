// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

static class TextKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(TextFunctions.Lower, static (in a, r) => MapCase(a.Text(0), upper: false, r)),
        PerRow(TextFunctions.Upper, static (in a, r) => MapCase(a.Text(0), upper: true, r)),
        PerRow(TextFunctions.Trim, static (in a, r) => r.Set(Trim(a.Text(0)))),
        PerRow(TextFunctions.Length, static (in a, r) => r.Set(CountCharacters(a.Text(0)))),
        PerRow(TextFunctions.Concat, Concat),
        PerRow(TextFunctions.Substring, Substring),
        PerRow(TextFunctions.IndexOf, IndexOf),
        PerRow(TextFunctions.Replace, Replace),
        PerRow(TextFunctions.LastSegment, LastSegment),
        PerRow(TextFunctions.Split, Split),
        PerRow(TextFunctions.Number, static (in a, r) => r.Set(NumberOf(a.Text(0)))),
    ];

    static void MapCase(ReadOnlySpan<byte> text, bool upper, Result r)
    {
        var target = r.Reserve((text.Length * 3 / 2) + 4);
        var status = upper ? Ascii.ToUpper(text, target, out var done) : Ascii.ToLower(text, target, out done);
        if (status != OperationStatus.Done)
        {
            text = text[done..];
            while (!text.IsEmpty)
            {
                if (Rune.DecodeFromUtf8(text, out var rune, out var length) == OperationStatus.Done)
                {
                    rune = upper ? Rune.ToUpperInvariant(rune) : Rune.ToLowerInvariant(rune);
                    done += rune.EncodeToUtf8(target[done..]);
                }
                else
                {
                    text[..length].CopyTo(target[done..]);
                    done += length;
                }

                text = text[length..];
            }
        }

        r.Commit(done);
    }

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (Rune.DecodeFromUtf8(text, out var rune, out var length) == OperationStatus.Done && Rune.IsWhiteSpace(rune))
        {
            text = text[length..];
        }

        while (Rune.DecodeLastFromUtf8(text, out var rune, out var length) == OperationStatus.Done && Rune.IsWhiteSpace(rune))
        {
            text = text[..^length];
        }

        return text;
    }

    static long NumberOf(ReadOnlySpan<byte> text)
    {
        var hash = 2166136261;
        foreach (var b in text)
        {
            hash = unchecked((hash ^ (b is >= (byte)'A' and <= (byte)'Z' ? b | 0x20u : b)) * 16777619);
        }

        return hash % 10_000_000;
    }

    static long CountCharacters(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var b in text)
        {
            count += (sbyte)b >= -64 ? 1 : 0;
        }

        return count;
    }

    static void Concat(in Arguments a, Result r)
    {
        var length = 0;
        for (var i = 0; i < a.Count; i++)
        {
            length += a.Text(i).Length;
        }

        var target = r.Reserve(length);
        for (var i = 0; i < a.Count; i++)
        {
            a.Text(i).CopyTo(target);
            target = target[a.Text(i).Length..];
        }

        r.Commit(length);
    }

    static void Substring(in Arguments a, Result r)
    {
        var text = a.Text(0);
        var start = Offset(text, Math.Max(0, a.Long(1)));
        text = text[start..];
        r.Set(text[..Offset(text, Math.Max(0, a.Long(2)))]);
    }

    /// <summary>The byte at which the character with this number begins, or the end.</summary>
    static int Offset(ReadOnlySpan<byte> text, long character)
    {
        if (Ascii.IsValid(text))
        {
            return (int)Math.Min(character, text.Length);
        }

        var at = 0;
        while (at < text.Length && character > 0)
        {
            at++;
            while (at < text.Length && (sbyte)text[at] < -64)
            {
                at++;
            }

            character--;
        }

        return at;
    }

    static void IndexOf(in Arguments a, Result r)
    {
        var at = a.Text(0).IndexOf(a.Text(1));
        r.Set(at < 0 ? -1 : CountCharacters(a.Text(0)[..at]));
    }

    static void Replace(in Arguments a, Result r)
    {
        var text = a.Text(0);
        var sought = a.Text(1);
        var with = a.Text(2);
        var times = sought.IsEmpty ? 0 : text.Count(sought);
        if (times == 0)
        {
            r.Set(text);
            return;
        }

        var length = checked((int)(text.Length + ((long)times * (with.Length - sought.Length))));
        var target = r.Reserve(length);
        for (var at = text.IndexOf(sought); at >= 0; at = text.IndexOf(sought))
        {
            text[..at].CopyTo(target);
            with.CopyTo(target[at..]);
            target = target[(at + with.Length)..];
            text = text[(at + sought.Length)..];
        }

        text.CopyTo(target);
        r.Commit(length);
    }

    static void LastSegment(in Arguments a, Result r)
    {
        var at = a.Text(1).IsEmpty ? -1 : a.Text(0).LastIndexOf(a.Text(1));
        r.Set(at < 0 ? a.Text(0) : a.Text(0)[(at + a.Text(1).Length)..]);
    }

    static Kernel Split(CallSite site)
    {
        var json = new JsonBuilder();
        return (in a, r) =>
        {
            json.Clear();
            json.Raw("["u8);
            var text = a.Text(0);
            var separator = a.Text(1);
            for (var at = separator.IsEmpty ? -1 : text.IndexOf(separator); at >= 0; at = text.IndexOf(separator))
            {
                json.Text(text[..at]);
                json.Raw(","u8);
                text = text[(at + separator.Length)..];
            }

            json.Text(text);
            json.Raw("]"u8);
            r.Set(json.Written);
        };
    }
}
