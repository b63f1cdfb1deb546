// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Engine.Text;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>What a regular expression finds in a text, how often and where.</summary>
static class RegexTextKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(RegexTextFunctions.Matches, Matches),
        PerRow(RegexTextFunctions.QuoteRegex, QuoteRegex),
        PerRow(RegexTextFunctions.IndexOfRegex, IndexOfRegex),
        PerRow(RegexTextFunctions.ExtractAll, ExtractAll),
    ];

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
        var characters = new CharacterBuffer();
        return (in a, r) =>
        {
            var (start, length, occurrence) = (a.Long(2), a.Long(3), a.Long(4));
            if (start < 0 || length < -1 || occurrence < 1)
            {
                r.SetNull();
                return;
            }

            if (regex.MayMatch(a.Text(0)))
            {
                var text = characters.Of(a.Text(0));
                var from = Units(text, start);
                var end = length < 0 ? text.Length : from + Units(text[from..], length);
                foreach (var match in regex.Made.EnumerateMatches(text, from))
                {
                    if (match.Index >= end && length >= 0)
                    {
                        break;
                    }

                    if (--occurrence == 0)
                    {
                        r.Set(CharactersIn(text[..match.Index]));
                        return;
                    }
                }
            }

            r.Set(-1);
        };
    }

    // How many UTF-16 units so many characters take.
    static int Units(ReadOnlySpan<char> text, long characters)
    {
        var at = 0;
        for (; at < text.Length && characters > 0; characters--)
        {
            at += char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? 2 : 1;
        }

        return at;
    }

    static long CharactersIn(ReadOnlySpan<char> text)
    {
        var count = 0L;
        foreach (var c in text)
        {
            count += char.IsLowSurrogate(c) ? 0 : 1;
        }

        return count;
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
        [.. JsonElements.Strings(json).Select(s => int.TryParse(s, CultureInfo.InvariantCulture, out var number) ? number : regex.GroupNumberFromName(s)).Where(static n => n >= 0)];
}
