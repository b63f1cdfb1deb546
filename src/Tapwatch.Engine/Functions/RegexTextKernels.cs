// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
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
        [.. JsonElements.Strings(json).Select(s => int.TryParse(s, CultureInfo.InvariantCulture, out var number) ? number : regex.GroupNumberFromName(s)).Where(static n => n >= 0)];
}
