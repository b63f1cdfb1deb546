// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.RegularExpressions;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Kernels of <see cref="KeyValueFunctions"/>.</summary>
static class KeyValueKernels
{
    public static ScalarImplementation[] All { get; } =
    [
        PerRow(KeyValueFunctions.Delimited, Delimited),
        PerRow(KeyValueFunctions.Worded, Worded),
        PerRow(KeyValueFunctions.Matched, Matched),
    ];

    static Kernel Delimited(CallSite site)
    {
        var (pair, split) = (Encoding.UTF8.GetBytes(site.RequiredText(1)), Encoding.UTF8.GetBytes(site.RequiredText(2)));
        var quotes = new Quotes(site.RequiredText(3), site.RequiredText(4));
        var greedy = site.Constant(5) is { Value: true };
        var found = new FoundPairs();
        return (in a, r) =>
        {
            found.Clear();
            var text = a.Text(0);
            while (text.Length > 0)
            {
                var key = quotes.Read(ref text, split, pair, out var ended);
                if (ended != split.Length || split.Length == 0 || !text.StartsWith(split))
                {
                    // No key here: what stands before the next pair is left out.
                    text = Behind(text, pair);
                    continue;
                }

                text = text[split.Length..];
                var value = greedy ? Greedy(ref text, pair, split, quotes) : quotes.Read(ref text, pair, default, out _);
                found.Add(key, value);
                text = Behind(text, pair);
            }

            r.Set(found.Json());
        };
    }

    static ReadOnlySpan<byte> Behind(ReadOnlySpan<byte> text, byte[] delimiter)
    {
        var at = delimiter.Length == 0 ? -1 : text.IndexOf(delimiter);
        return at < 0 ? default : text[(at + delimiter.Length)..];
    }

    // The value ends at the last pair delimiter before the sign that the next key has.
    static ReadOnlySpan<byte> Greedy(ref ReadOnlySpan<byte> text, byte[] pair, byte[] split, Quotes quotes)
    {
        if (quotes.Begins(text))
        {
            return quotes.Read(ref text, pair, default, out _);
        }

        var next = text.IndexOf(split);
        var end = next < 0 ? text.Length : text[..next].LastIndexOf(pair);
        end = end < 0 ? text.Length : end;
        var value = text[..end].Trim(" \t\r\n"u8);
        text = text[end..];
        return value;
    }

    static Kernel Worded(CallSite site)
    {
        var quotes = new Quotes(site.RequiredText(1), site.RequiredText(2));
        var found = new FoundPairs();
        return (in a, r) =>
        {
            found.Clear();
            var text = a.Text(0);
            var before = Word(ref text, quotes);
            while (text.Length > 0)
            {
                var word = Word(ref text, quotes);
                found.Add(before, word);
                before = word;
            }

            r.Set(found.Json());
        };
    }

    static ReadOnlySpan<byte> Word(ref ReadOnlySpan<byte> text, Quotes quotes)
    {
        while (text.Length > 0)
        {
            if (quotes.Begins(text))
            {
                return quotes.Inside(ref text);
            }

            if (IsLetterOrDigit(text[0]))
            {
                var end = 1;
                while (end < text.Length && IsLetterOrDigit(text[end]))
                {
                    end++;
                }

                var word = text[..end];
                text = text[end..];
                return word;
            }

            text = text[1..];
        }

        return default;
    }

    // Bytes beyond ASCII belong to letters here.
    static bool IsLetterOrDigit(byte b) => b >= 0x80 || char.IsAsciiLetterOrDigit((char)b) || b == '_';

    static Kernel Matched(CallSite site)
    {
        var regex = new SoughtRegex(site.RequiredText(1), site.RequiredText(1));
        var found = new FoundPairs();
        return (in a, r) =>
        {
            found.Clear();
            foreach (Match match in regex.Made.Matches(Encoding.UTF8.GetString(a.Text(0))))
            {
                found.Add(Encoding.UTF8.GetBytes(match.Groups[1].Value), Encoding.UTF8.GetBytes(match.Groups[2].Value));
            }

            r.Set(found.Json());
        };
    }

    /// <summary>The pairs found in one text; reused for the next.</summary>
    sealed class FoundPairs
    {
        readonly JsonBuilder _json = new();

        public void Clear()
        {
            _json.Clear();
            _json.Raw("{"u8);
        }

        // A name that comes again stays behind the first, which is the one that is read.
        public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
        {
            _json.Raw(_json.Length > 1 ? ","u8 : []);
            _json.Text(key);
            _json.Raw(":"u8);
            _json.Text(value);
        }

        public ReadOnlySpan<byte> Json()
        {
            _json.Raw("}"u8);
            return _json.Written;
        }
    }
}
