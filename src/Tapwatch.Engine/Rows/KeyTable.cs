// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tapwatch.Engine.Rows;

/// <summary>Numbers byte strings in order of first appearance. Open addressing; the bytes lie one after the other in one array.</summary>
sealed class KeyTable
{
    // Not the same in two processes, so that nobody can prepare logs whose values all collide.
    static readonly ulong _seed = (ulong)Random.Shared.NextInt64() | 1;
    static readonly ulong _secret = (ulong)Random.Shared.NextInt64() << 1;

    // Hash and number together, so that nearly every key that is not the one sought is told by its slot alone; 0 is an empty one.
    ulong[] _slots = new ulong[16];
    int[] _ends = new int[8];
    byte[] _bytes = new byte[64];

    public int Count { get; private set; }

    /// <summary>The most places a key was away from where it belongs, when it was put in; few, unless keys collide.</summary>
    public int LongestProbe { get; private set; }

    public long ApproximateBytes => (8L * _slots.Length) + (4L * _ends.Length) + _bytes.Length;

    public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan(Start(index), _ends[index] - Start(index));

    public int Find(ReadOnlySpan<byte> key) => (int)(uint)_slots[Slot(key, Hash(key))] - 1;

    /// <summary>All keys one after the other, and where each ends.</summary>
    public (byte[] Bytes, int[] Ends) Content => (_bytes, _ends);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int GetOrAdd(ReadOnlySpan<byte> key, out bool added)
    {
        var hash = Hash(key);
        var slot = Slot(key, hash);
        added = _slots[slot] == 0;
        if (!added)
        {
            return (int)(uint)_slots[slot] - 1;
        }

        var index = Count++;
        if (index == _ends.Length)
        {
            Array.Resize(ref _ends, index * 2);
        }

        var start = Start(index);
        if (_bytes.Length - start < key.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max((long)start + key.Length, 2L * _bytes.Length)));
        }

        key.CopyTo(_bytes.AsSpan(start));
        _ends[index] = start + key.Length;
        LongestProbe = Math.Max(LongestProbe, (slot - (int)hash) & (_slots.Length - 1));
        _slots[slot] = ((ulong)hash << 32) | (uint)(index + 1);
        if (Count * 2 > _slots.Length)
        {
            Grow();
        }

        return index;
    }

    int Start(int index) => index == 0 ? 0 : _ends[index - 1];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int Slot(ReadOnlySpan<byte> key, uint hash)
    {
        var slots = _slots;
        var mask = slots.Length - 1;
        for (var place = (int)hash & mask; ; place = (place + 1) & mask)
        {
            var slot = slots[place];
            if (slot == 0 || ((uint)(slot >> 32) == hash && key.SequenceEqual(this[(int)(uint)slot - 1])))
            {
                return place;
            }
        }
    }

    void Grow()
    {
        var old = _slots;
        _slots = new ulong[old.Length * 2];
        var mask = _slots.Length - 1;
        foreach (var slot in old)
        {
            if (slot != 0)
            {
                var place = (int)(slot >> 32) & mask;
                while (_slots[place] != 0)
                {
                    place = (place + 1) & mask;
                }

                _slots[place] = slot;
            }
        }
    }

    // After wyhash: sixteen bytes to a multiplication, and for the last up to sixteen two words that may overlap.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static uint Hash(ReadOnlySpan<byte> key)
    {
        var hash = _seed ^ ((ulong)key.Length * 0x9E3779B97F4A7C15);
        ref var bytes = ref MemoryMarshal.GetReference(key);
        nint at = 0;
        var left = key.Length;
        for (; left > 16; left -= 16, at += 16)
        {
            hash = Mix(Word(ref bytes, at) ^ _secret, Word(ref bytes, at + 8) ^ hash);
        }

        ulong first = 0;
        ulong second = 0;
        if (left >= 8)
        {
            first = Word(ref bytes, at);
            second = Word(ref bytes, at + left - 8);
        }
        else if (left >= 4)
        {
            first = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref bytes, at));
            second = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref bytes, at + left - 4));
        }
        else if (left > 0)
        {
            first = Unsafe.Add(ref bytes, at) | ((ulong)Unsafe.Add(ref bytes, at + (left >> 1)) << 8) | ((ulong)Unsafe.Add(ref bytes, at + left - 1) << 16);
        }

        hash = Mix(first ^ _secret, second ^ hash);
        return (uint)(hash ^ (hash >> 32));
    }

    static ulong Word(ref byte bytes, nint at) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, at));

    // The folded product: every bit of both has a say in every bit of the hash.
    static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out ulong low);
        return high ^ low;
    }
}
