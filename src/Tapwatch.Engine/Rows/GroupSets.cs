// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tapwatch.Engine.Rows;

/// <summary>
/// Which numbers each group has seen. A group has room for a few small numbers, looked through at once; what does not fit goes into one table for all groups.
/// So many groups that saw little each take sixteen bytes each, all found in one access to memory.
/// </summary>
sealed class GroupSets
{
    const int Few = 8;

    // One more than the number; 0 is an empty place, and empty places come last.
    ushort[] _few = [];
    NumberTable? _others;

    public long ApproximateBytes => (2L * _few.Length) + (_others?.ApproximateBytes ?? 0);

    /// <summary>Makes room for groups 0 to <paramref name="count"/> - 1.</summary>
    public void Grow(int count)
    {
        if (_few.Length / Few < count)
        {
            Array.Resize(ref _few, Math.Max(count, _few.Length / Few * 2) * Few);
        }
    }

    /// <summary>Adds the number of every row to its group, unless it is <paramref name="none"/>; counts, for each group, those that were new.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<int> groups, ReadOnlySpan<int> numbers, int none, long[] counts)
    {
        ref var few = ref MemoryMarshal.GetArrayDataReference(_few);
        var known = _few.Length / Few;
        for (var row = 0; row < groups.Length; row++)
        {
            var (group, number) = (groups[row], numbers[row]);
            if (number == none)
            {
                continue;
            }

            // Eight places from here on belong to the group: it is below the number of groups there is room for.
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)group, (uint)known);
            if (number < ushort.MaxValue)
            {
                ref var place = ref Unsafe.Add(ref few, (nint)group * Few);
                var seen = Vector128.LoadUnsafe(ref place);
                if (Vector128.EqualsAny(seen, Vector128.Create((ushort)(number + 1))))
                {
                    continue;
                }

                var empty = Vector128.Equals(seen, Vector128<ushort>.Zero).ExtractMostSignificantBits();
                if (empty != 0)
                {
                    Unsafe.Add(ref place, BitOperations.TrailingZeroCount(empty)) = (ushort)(number + 1);
                    counts[group]++;
                    continue;
                }
            }

            _others ??= new NumberTable();
            _others.GetOrAdd(((ulong)(uint)group << 32) | (uint)number, out var added);
            counts[group] += added ? 1 : 0;
        }
    }
}
