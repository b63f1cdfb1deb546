// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tapwatch.Engine.Rows;

/// <summary>
/// Which numbers each group has seen. A group has room for a few small numbers, looked through at once; what does not fit goes into one table for all groups.
/// So many groups that saw little each take sixteen bytes each, all found in one access to memory.
/// </summary>
sealed class GroupSets
{
    const int Few = 8;
    const int Ahead = 8;

    // One more than the number; 0 is an empty place, and empty places come last.
    ushort[] _few = [];
    NumberTable? _others;

    // For each group, how many of its numbers are there.
    long[] _otherCounts = [];

    public long ApproximateBytes => (2L * _few.Length) + (_others?.ApproximateBytes ?? 0) + (8L * _otherCounts.Length);

    /// <summary>Makes room for groups 0 to <paramref name="count"/> - 1.</summary>
    public void Grow(int count)
    {
        if (_few.Length / Few < count)
        {
            _few = FreshArray.Grown(_few, Math.Max(count, _few.Length / Few * 2) * Few);
        }
    }

    /// <summary>Adds the number of every row to its group, unless it is <paramref name="none"/>.</summary>
    public unsafe void Add(ReadOnlySpan<int> groups, ReadOnlySpan<int> numbers, int none)
    {
        fixed (ushort* few = _few)
        {
            Add(few, groups, numbers, none);
        }
    }

    /// <summary>How many numbers each group has.</summary>
    public long[] Count(int groups)
    {
        var counts = new long[groups];
        _otherCounts.AsSpan(0, Math.Min(groups, _otherCounts.Length)).CopyTo(counts);
        for (var group = 0; group < groups; group++)
        {
            var place = _few.AsSpan(group * Few, Few);
            var empty = place.IndexOf((ushort)0);
            counts[group] += empty < 0 ? Few : empty;
        }

        return counts;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    unsafe void Add(ushort* few, ReadOnlySpan<int> groups, ReadOnlySpan<int> numbers, int none)
    {
        var known = _few.Length / Few;
        for (var row = 0; row < groups.Length; row++)
        {
            if (Sse.IsSupported && row + Ahead < groups.Length)
            {
                // Of many groups most are not in the cache; fetching ahead of their turn does no harm wherever it points.
                Sse.Prefetch0(few + ((nint)groups[row + Ahead] * Few));
            }

            var (group, number) = (groups[row], numbers[row]);
            if (number == none)
            {
                continue;
            }

            // Eight places from here on belong to the group: it is below the number of groups there is room for.
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)group, (uint)known);
            if (number < ushort.MaxValue)
            {
                var place = few + ((nint)group * Few);
                var seen = Vector128.Load(place);
                if (Vector128.EqualsAny(seen, Vector128.Create((ushort)(number + 1))))
                {
                    continue;
                }

                var empty = Vector128.Equals(seen, Vector128<ushort>.Zero).ExtractMostSignificantBits();
                if (empty != 0)
                {
                    place[BitOperations.TrailingZeroCount(empty)] = (ushort)(number + 1);
                    continue;
                }
            }

            AddOther(group, number);
        }
    }

    void AddOther(int group, int number)
    {
        if (_otherCounts.Length <= group)
        {
            Array.Resize(ref _otherCounts, _few.Length / Few);
        }

        _others ??= new NumberTable();
        _others.GetOrAdd(((ulong)(uint)group << 32) | (uint)number, out var added);
        _otherCounts[group] += added ? 1 : 0;
    }
}
