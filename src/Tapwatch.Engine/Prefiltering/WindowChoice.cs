// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Prefiltering;

/// <summary>Which window of each literal is sought, for many literals: the fewer there are, the fewer places look like one.</summary>
static class WindowChoice
{
    /// <summary>For each literal its rarest window, or one that is sought for other literals too and stands in it.</summary>
    public static LiteralWindow[] Of(IReadOnlyList<string> literals)
    {
        // By window: in how many literals it stands, and the literal it was chosen for first.
        var chosen = new LiteralWindow[literals.Count];
        var known = new Dictionary<uint, (int Literals, int First)>(literals.Count);
        for (var i = 0; i < chosen.Length; i++)
        {
            chosen[i] = LiteralWindow.Of(literals[i]);
            known.TryAdd(Key(literals[i], chosen[i].Offset, chosen[i].Length), (0, i));
        }

        foreach (var literal in literals)
        {
            foreach (var window in Windows(literal))
            {
                var key = Key(literal, window.Offset, window.Length);
                if (known.TryGetValue(key, out var found))
                {
                    known[key] = (found.Literals + 1, found.First);
                }
            }
        }

        for (var i = 0; i < chosen.Length; i++)
        {
            var best = (Literals: 0, First: 0);
            foreach (var window in Windows(literals[i]))
            {
                if (known.TryGetValue(Key(literals[i], window.Offset, window.Length), out var found)
                    && (found.Literals > best.Literals || (found.Literals == best.Literals && found.First < best.First)))
                {
                    (best, chosen[i]) = (found, window);
                }
            }
        }

        return chosen;
    }

    static IEnumerable<LiteralWindow> Windows(string literal)
    {
        for (var length = LiteralWindow.Shortest; length <= LiteralWindow.Longest; length++)
        {
            for (var offset = 0; offset + length <= literal.Length; offset++)
            {
                yield return new LiteralWindow(offset, length);
            }
        }
    }

    /// <summary>The letters in a number; ASCII ones.</summary>
    static uint Key(string literal, int offset, int length)
    {
        var key = 0u;
        for (var i = 0; i < length; i++)
        {
            key = (key << 8) | literal[offset + i];
        }

        return key;
    }
}
