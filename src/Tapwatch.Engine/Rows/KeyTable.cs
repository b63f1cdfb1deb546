// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Tapwatch.Engine.Rows;

/// <summary>Numbers byte strings in order of first appearance. Open addressing; the bytes lie one after the other in one array.</summary>
sealed class KeyTable
{
    // Not the same in two processes, so that nobody can prepare logs whose values all collide.
    static readonly ulong _seed = (ulong)Random.Shared.NextInt64() | 1;

    int[] _slots = new int[16];
    uint[] _hashes = new uint[8];
    int[] _ends = new int[8];
    byte[] _bytes = new byte[64];

    public int Count { get; private set; }

    /// <summary>The most places a key was away from where it belongs, when it was put in; few, unless keys collide.</summary>
    public int LongestProbe { get; private set; }

    public long ApproximateBytes => (4L * _slots.Length) + (8L * _hashes.Length) + _bytes.Length;

    public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan(Start(index), _ends[index] - Start(index));

    public int Find(ReadOnlySpan<byte> key) => _slots[Slot(key, Hash(key))] - 1;

    public int GetOrAdd(ReadOnlySpan<byte> key, out bool added)
    {
        var hash = Hash(key);
        var slot = Slot(key, hash);
        added = _slots[slot] == 0;
        if (!added)
        {
            return _slots[slot] - 1;
        }

        var index = Count++;
        if (index == _hashes.Length)
        {
            Array.Resize(ref _hashes, index * 2);
            Array.Resize(ref _ends, index * 2);
        }

        var start = Start(index);
        if (_bytes.Length - start < key.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max((long)start + key.Length, 2L * _bytes.Length)));
        }

        key.CopyTo(_bytes.AsSpan(start));
        (_hashes[index], _ends[index]) = (hash, start + key.Length);
        LongestProbe = Math.Max(LongestProbe, (slot - (int)hash) & (_slots.Length - 1));
        _slots[slot] = index + 1;
        if (Count * 2 > _slots.Length)
        {
            Grow();
        }

        return index;
    }

    int Start(int index) => index == 0 ? 0 : _ends[index - 1];

    int Slot(ReadOnlySpan<byte> key, uint hash)
    {
        var mask = _slots.Length - 1;
        for (var slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            var entry = _slots[slot] - 1;
            if (entry < 0 || (_hashes[entry] == hash && key.SequenceEqual(this[entry])))
            {
                return slot;
            }
        }
    }

    void Grow()
    {
        _slots = new int[_slots.Length * 2];
        var mask = _slots.Length - 1;
        for (var index = 0; index < Count; index++)
        {
            var slot = (int)_hashes[index] & mask;
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            _slots[slot] = index + 1;
        }
    }

    static uint Hash(ReadOnlySpan<byte> key)
    {
        var hash = _seed ^ ((ulong)key.Length * 0x9E3779B97F4A7C15);
        while (key.Length >= 8)
        {
            hash = Mix(hash, MemoryMarshal.Read<ulong>(key));
            key = key[8..];
        }

        ulong rest = 0;
        foreach (var b in key)
        {
            rest = (rest << 8) | b;
        }

        hash = Mix(hash, rest);
        return (uint)(hash ^ (hash >> 32));
    }

    // The folded product of wyhash: every bit of the value has a say in every bit of the hash.
    static ulong Mix(ulong hash, ulong value)
    {
        var high = Math.BigMul(hash ^ value, 0x9FB21C651E98DF25, out ulong low);
        return high ^ low;
    }
}
