// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Tapwatch.Engine.Prefiltering;

/// <summary>
/// Windows in few buckets. A bucket allows, at each place, what any of its windows has there, so beside them it allows whatever mixes them:
/// those go together that let little more through, as far as one can tell from how often bytes stand in logs.
/// </summary>
/// <param name="most">How many buckets at most.</param>
sealed class WindowBuckets(int most)
{
    /// <summary>What a bucket has so far.</summary>
    /// <param name="Windows">Its windows.</param>
    /// <param name="Low">By place, 16 bits each, the low halves of bytes it allows.</param>
    /// <param name="First">Which rows of <see cref="Shares"/> the bytes it allows at the first place are in.</param>
    /// <param name="Passing">The share of places in a log that it lets through when all bytes are looked up by their low halves, the first by its high half too.</param>
    readonly record struct Bucket(string[] Windows, ulong Low, int First, double Passing);

    // More windows are first put together in the order of the alphabet: to try all pairs of many takes longer than to scan a small log.
    const int MostTried = 32;

    // Of a thousand bytes in CloudTrail, Azure, GCP and device logs, how many have each low half: digits, punctuation and control characters; then @ to o; then p to DEL.
    static ReadOnlySpan<byte> Shares =>
    [
        57, 27, 108, 20, 15, 13, 12, 13, 14, 14, 42, 1, 22, 22, 16, 11,
        1, 50, 11, 34, 25, 76, 10, 12, 6, 37, 2, 3, 16, 19, 33, 35,
        19, 2, 42, 45, 48, 19, 9, 8, 3, 7, 4, 6, 0, 6, 0, 5,
    ];

    const int AllRows = 7;

    readonly List<Bucket> _buckets = [];

    /// <summary>The windows of each bucket.</summary>
    public IEnumerable<string[]> Windows => _buckets.Select(static b => b.Windows);

    /// <summary>The share of places in a log that all buckets let through by the low halves of bytes alone.</summary>
    public double PassingByLow => _buckets.Sum(static b => Passing(b.Low, AllRows));

    /// <summary>Puts windows, each once, into buckets.</summary>
    public void Fill(IEnumerable<string> windows)
    {
        var ordered = windows.ToArray();
        Array.Sort(ordered, StringComparer.Ordinal);
        var groups = Math.Min(ordered.Length, Math.Max(most, MostTried));
        for (var i = 0; i < groups; i++)
        {
            _buckets.Add(Of(ordered[(int)((long)i * ordered.Length / groups)..(int)((i + 1L) * ordered.Length / groups)]));
        }

        while (_buckets.Count > most)
        {
            MergeTwo();
        }
    }

    void MergeTwo()
    {
        var (one, other, least) = (0, 1, double.MaxValue);
        for (var i = 0; i < _buckets.Count; i++)
        {
            for (var j = i + 1; j < _buckets.Count; j++)
            {
                var (a, b) = (_buckets[i], _buckets[j]);
                var more = Passing(a.Low | b.Low, a.First | b.First) - a.Passing - b.Passing;
                if (more < least)
                {
                    (one, other, least) = (i, j, more);
                }
            }
        }

        _buckets[one] = Of([.. _buckets[one].Windows, .. _buckets[other].Windows]);
        _buckets.RemoveAt(other);
    }

    static Bucket Of(string[] windows)
    {
        var (low, first) = (0UL, 0);
        foreach (var window in windows)
        {
            for (var place = 0; place < LiteralWindow.Longest; place++)
            {
                low |= (place < window.Length ? 1UL << (window[place] & 15) : 0xFFFF) << (place * 16);
            }

            first |= window[0] < 'p' ? 2 : 4;
        }

        return new Bucket(windows, low, first, Passing(low, first));
    }

    static double Passing(ulong low, int first)
    {
        var passing = 1.0;
        for (var place = 0; place < LiteralWindow.Longest; place++)
        {
            var (share, rows) = (0, place == 0 ? first : AllRows);
            for (var row = 0; row < 3; row++)
            {
                for (var left = (rows >> row & 1) != 0 ? (uint)(low >> (place * 16)) & 0xFFFF : 0; left != 0; left &= left - 1)
                {
                    share += Shares[(row * 16) + BitOperations.TrailingZeroCount(left)];
                }
            }

            passing *= share / 1000.0;
        }

        return passing;
    }
}
