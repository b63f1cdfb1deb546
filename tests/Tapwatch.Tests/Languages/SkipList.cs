// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Tapwatch.Tests.Languages;

/// <summary>Cases of the shared material that stay out of a rate, by id, each with its reason. A case that is right after all must leave the list.</summary>
sealed class SkipList
{
    readonly Dictionary<string, string> _reasons = new(StringComparer.Ordinal);
    readonly HashSet<string> _right = new(StringComparer.Ordinal);

    SkipList()
    {
    }

    /// <summary>A list in the folder of this file or one below it: a reason as <c># reason</c>, and below it the ids it holds for.</summary>
    public static SkipList Read(string name)
    {
        var list = new SkipList();
        var reason = "";
        foreach (var line in File.ReadLines(PathOf(name)).Select(static l => l.Trim()).Where(static l => l.Length > 0))
        {
            if (line[0] == '#')
            {
                reason = line[1..].Trim();
            }
            else
            {
                list._reasons.Add(line, reason);
            }
        }

        return list;
    }

    /// <summary>A file in the folder of this one or below it.</summary>
    public static string PathOf(string name) => Path.Combine(Here(), name);

    static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    /// <summary>Notes how a case went: nothing that is on the list may hold.</summary>
    public bool Excuses(string id, bool holds)
    {
        if (holds && _reasons.ContainsKey(id))
        {
            WasRight(id);
        }

        return !holds && _reasons.ContainsKey(id);
    }

    /// <summary>Why the case stays out, or null.</summary>
    public string? Reason(string id) => _reasons.GetValueOrDefault(id);

    /// <summary>How many are on it.</summary>
    public int Count => _reasons.Count;

    /// <summary>Notes that a case was right although it is on the list.</summary>
    public void WasRight(string id) => _right.Add(id);

    /// <summary>Fails when a case of the list was right.</summary>
    public void AssertAllNeeded() => Assert.True(_right.Count == 0, $"right by now, take off the skip list: {string.Join(' ', _right)}");
}
