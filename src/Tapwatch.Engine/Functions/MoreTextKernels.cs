// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Functions on text that detections use now and then.</summary>
static class MoreTextKernels
{
    const int LongestText = 1 << 24;

    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(MoreText.Size, static (in a, r) => r.Set(a.Text(0).Length)),
        PerRow(MoreText.Slice, Slice),
        PerRow(MoreText.IndexFrom, IndexFrom),
        PerRow(MoreText.ReplaceMany, ReplaceMany),
        PerRow(MoreText.Reverse, Reverse),
        PerRow(MoreText.Repeat, Repeat),
        PerRow(MoreText.Translate, Translate),
        PerRow(MoreText.Occurrences, static (in a, r) => r.Set(Occurrences(a.Text(0), a.Text(1)))),
        PerRow(MoreText.Matches, Matches),
        PerRow(MoreText.Order, static (in a, r) => r.Set((long)Math.Sign(a.Text(0).SequenceCompareTo(a.Text(1))))),
        PerRow(MoreText.QuoteRegex, QuoteRegex),
        PerRow(MoreText.IndexOfRegex, IndexOfRegex),
        PerRow(MoreText.ExtractAll, ExtractAll),
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
        var end = length < 0 ? text.Length : Offset(text, Math.Min(characters, start + length));
        for (; occurrence > 0 && from <= end; occurrence--)
        {
            var at = text[from..end].IndexOf(sought);
            if (at < 0)
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

    static void ReplaceMany(in Arguments a, Result r)
    {
        var text = Encoding.UTF8.GetString(a.Text(0));
        var sought = Strings(a.Text(1));
        var with = Strings(a.Text(2));
        for (var i = 0; i < Math.Min(sought.Count, with.Count); i++)
        {
            text = sought[i].Length == 0 ? text : text.Replace(sought[i], with[i], StringComparison.Ordinal);
        }

        r.Set(text);
    }

    static List<string> Strings(ReadOnlySpan<byte> json)
    {
        var strings = new List<string>();
        var scratch = new byte[256];
        var elements = new JsonMembers(json);
        while (elements.IsArray && elements.MoveNext())
        {
            strings.Add(Encoding.UTF8.GetString(JsonElements.Decoded(elements.Value, ref scratch)));
        }

        return strings;
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

    static Kernel Matches(CallSite site)
    {
        var regex = new SoughtRegex(site.RequiredText(1), site.RequiredText(1));
        return (in a, r) => r.Set((long)regex.Made.Count(Encoding.UTF8.GetString(a.Text(0))));
    }

    static void QuoteRegex(in Arguments a, Result r)
    {
        var result = new StringBuilder();
        foreach (var c in Encoding.UTF8.GetString(a.Text(0)))
        {
            result.Append(@"\.+*?()|[]{}^$#&-~".Contains(c) ? "\\" : "").Append(c);
        }

        r.Set(result.ToString());
    }

    static Kernel IndexOfRegex(CallSite site)
    {
        var regex = new SoughtRegex(site.RequiredText(1), site.RequiredText(1));
        return (in a, r) =>
        {
            var text = Encoding.UTF8.GetString(a.Text(0));
            var match = regex.Made.Match(text);
            r.Set(match.Success ? text.AsSpan(0, match.Index).ToString().EnumerateRunes().LongCount() : -1);
        };
    }

    static Kernel ExtractAll(CallSite site)
    {
        var regex = RegexKernels.Compile(site.RequiredText(1));
        var groups = regex.GetGroupNumbers().Length - 1;
        var json = new JsonBuilder();
        return (in a, r) =>
        {
            if (a.IsNull(0))
            {
                r.SetNull();
                return;
            }

            var picked = a.IsNull(2) ? null : Picked(regex, a.Text(2));
            json.Clear();
            json.Raw("["u8);
            var any = false;
            foreach (var match in regex.Matches(Encoding.UTF8.GetString(a.Text(0))).Cast<Match>())
            {
                json.Raw(any ? ","u8 : []);
                any = true;
                Captures(json, match, picked ?? (groups == 0 ? [0] : [.. Enumerable.Range(1, groups)]), picked is not null && picked.Count > 1);
            }

            json.Raw("]"u8);
            if (any)
            {
                r.Set(json.Written);
            }
            else
            {
                r.SetNull();
            }
        };
    }

    static void Captures(JsonBuilder json, Match match, List<int> groups, bool several)
    {
        if (groups.Count == 1 && !several)
        {
            json.Text(Encoding.UTF8.GetBytes(match.Groups[groups[0]].Value));
            return;
        }

        json.Raw("["u8);
        for (var i = 0; i < groups.Count; i++)
        {
            json.Raw(i > 0 ? ","u8 : []);
            json.Text(Encoding.UTF8.GetBytes(match.Groups[groups[i]].Value));
        }

        json.Raw("]"u8);
    }

    static List<int> Picked(Regex regex, ReadOnlySpan<byte> json) =>
        [.. Strings(json).Select(s => int.TryParse(s, CultureInfo.InvariantCulture, out var number) ? number : regex.GroupNumberFromName(s)).Where(static n => n >= 0)];
}
