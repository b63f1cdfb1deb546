// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Tapwatch.Engine.Rows;

/// <summary>Numbers 64-bit values in order of first appearance. Open addressing; one access to memory per value, begun before it is needed.</summary>
sealed class NumberTable
{
    const int Ahead = 8;
    const int LargestInCache = 1 << 14;

    // Not the same in two processes, so that nobody can prepare logs whose values all collide.
    static readonly ulong _random = (ulong)Random.Shared.NextInt64() << 1;

    readonly ulong _seed = _random;

    // A number of 0 is an empty place; others are one too large.
    Entry[] _entries = new Entry[16];
    int _shift = 60;

    public int Count { get; private set; }

    /// <summary>The most places a value was away from where it belongs, when it was put in; few, unless values collide.</summary>
    public int LongestProbe { get; private set; }

    public long ApproximateBytes => 16L * _entries.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int GetOrAdd(ulong value, out bool added)
    {
        var entries = _entries;
        var mask = entries.Length - 1;
        var first = Place(value);
        for (var place = first; ; place = (place + 1) & mask)
        {
            ref var entry = ref entries[place];
            if (entry.Number == 0)
            {
                entry = new Entry(value, ++Count);
                added = true;
                LongestProbe = Math.Max(LongestProbe, (place - first) & mask);
                if (Count * 4L > entries.Length * 3L)
                {
                    Grow();
                }

                return Count - 1;
            }

            if (entry.Value == value)
            {
                added = false;
                return entry.Number - 1;
            }
        }
    }

    /// <summary>The number of each value, put in its place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Number(Span<ulong> values, Span<int> numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            if (i + Ahead < values.Length)
            {
                Prefetch(values[i + Ahead]);
            }

            numbers[i] = GetOrAdd(values[i], out _);
        }
    }

    /// <summary>Has the memory at hand in which the value will be looked for.</summary>
    public unsafe void Prefetch(ulong value)
    {
        if (Sse.IsSupported && _entries.Length > LargestInCache)
        {
            fixed (Entry* entries = _entries)
            {
                Sse.Prefetch0(entries + Place(value));
            }
        }
    }

    // The folded product of wyhash. A plain product would leave pairs that count up on both sides in rows and columns, which collide.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int Place(ulong value)
    {
        var high = Math.BigMul(value ^ _seed, 0x9FB21C651E98DF25, out ulong low);
        return (int)((high ^ low) >> _shift);
    }

    void Grow()
    {
        var old = _entries;
        _entries = FreshArray.New<Entry>(old.Length * 2);
        _shift--;
        var mask = _entries.Length - 1;
        foreach (ref readonly var entry in old.AsSpan())
        {
            if (entry.Number != 0)
            {
                var place = Place(entry.Value);
                while (_entries[place].Number != 0)
                {
                    place = (place + 1) & mask;
                }

                _entries[place] = entry;
            }
        }
    }

    [StructLayout(LayoutKind.Auto)]
    readonly record struct Entry(ulong Value, int Number);
}
