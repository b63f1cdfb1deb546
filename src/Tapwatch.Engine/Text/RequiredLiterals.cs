// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Text;
using Tapwatch.Plan.Optimizer;

namespace Tapwatch.Engine.Text;

/// <summary>Literals of which one must occur in a text, case aside, for a regular expression to match: a look that costs far less than the expression.</summary>
sealed class RequiredLiterals
{
    const int Shortest = 3;
    const int Most = 16;
    const int MostKept = 2000;

    // The plans of a run have many patterns in common, and each worker makes its own.
    static readonly ConcurrentDictionary<string, byte[][]?> _ofPatterns = new(StringComparer.Ordinal);

    // Room that is used only while a text is looked at.
    [ThreadStatic]
    static FoldedText? _folded;

    readonly byte[][] _literals;

    RequiredLiterals(byte[][] literals) => _literals = literals;

    /// <summary>The literals of a pattern; null when it demands none worth looking for.</summary>
    public static RequiredLiterals? Of(string pattern)
    {
        // Patterns may come from data; a bound keeps a run over many from keeping all.
        if (_ofPatterns.Count >= MostKept)
        {
            _ofPatterns.Clear();
        }

        return _ofPatterns.GetOrAdd(pattern, Read) is { } literals ? new RequiredLiterals(literals) : null;
    }

    static byte[][]? Read(string pattern) =>
        RegexLiterals.Required(pattern) is { Count: > 0 and <= Most } literals && literals.All(static l => l.Length >= Shortest && Ascii.IsValid(l))
            ? [.. literals.Select(static l => CaseFolding.Fold(Encoding.ASCII.GetBytes(l))).DistinctBy(Encoding.ASCII.GetString)]
            : null;

    public bool OccurIn(ReadOnlySpan<byte> text)
    {
        var folded = (_folded ??= new FoldedText()).Of(text);
        foreach (var literal in _literals)
        {
            if (folded.IndexOf(literal) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
