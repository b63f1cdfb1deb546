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

    static void ReplaceMany(in Arguments a, Result r)
    {
        var text = Encoding.UTF8.GetString(a.Text(0));
        var sought = JsonElements.Strings(a.Text(1));
        var with = JsonElements.Strings(a.Text(2));
        for (var i = 0; i < Math.Min(sought.Count, with.Count); i++)
        {
            text = sought[i].Length == 0 ? text : text.Replace(sought[i], with[i], StringComparison.Ordinal);
        }

        r.Set(text);
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
