// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tapwatch.Engine.Rows;

/// <summary>Numbers byte strings in order of first appearance. Open addressing; the bytes lie one after the other in one array.</summary>
sealed class KeyTable
{
    const int Page = 4096;

    // As long as a table is small it is kept emptier, so that nearly every key is where it belongs.
    const int Small = 1 << 12;

    // Not the same in two processes, so that nobody can prepare logs whose values all collide.
    static readonly ulong[] _secrets = Secrets();

    readonly ulong _secret0 = _secrets[0];
    readonly ulong _secret1 = _secrets[1];
    readonly ulong _secret2 = _secrets[2];
    readonly ulong _secret3 = _secrets[3];
    readonly ulong _secret4 = _secrets[4];
    readonly ulong _secret5 = _secrets[5];
    readonly ulong _secret6 = _secrets[6];
    readonly ulong _secret7 = _secrets[7];

    // Hash and number together, so that nearly every key that is not the one sought is told by its slot alone; 0 is an empty one.
    ulong[] _slots = new ulong[16];
    int[] _ends = new int[8];
    byte[] _bytes = new byte[128];

    static ulong[] Secrets()
    {
        var secrets = new ulong[8];
        foreach (ref var secret in secrets.AsSpan())
        {
            secret = (ulong)Random.Shared.NextInt64() << 1;
        }

        return secrets;
    }

    public int Count { get; private set; }

    /// <summary>The most places a key was away from where it belongs, when it was put in; few, unless keys collide.</summary>
    public int LongestProbe { get; private set; }

    public long ApproximateBytes => (8L * _slots.Length) + (4L * _ends.Length) + _bytes.Length;

    public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan(Start(index), _ends[index] - Start(index));

    public unsafe int Find(ReadOnlySpan<byte> key)
    {
        fixed (byte* p = key)
        {
            return (int)(uint)_slots[Slot(p, key.Length, out _)] - 1;
        }
    }

    /// <summary>All keys one after the other, and where each ends.</summary>
    public (byte[] Bytes, int[] Ends) Content => (_bytes, _ends);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe int GetOrAdd(ReadOnlySpan<byte> key, out bool added)
    {
        fixed (byte* p = key)
        {
            var slot = Slot(p, key.Length, out var hash);
            var number = (int)(uint)_slots[slot] - 1;
            added = number < 0;
            return number >= 0 ? number : Add(key, hash, slot);
        }
    }

    int Add(ReadOnlySpan<byte> key, uint hash, int slot)
    {
        var index = Count++;
        if (index == _ends.Length)
        {
            Array.Resize(ref _ends, index * 2);
        }

        var start = Start(index);
        var needed = (long)start + key.Length + Vector256<byte>.Count;
        if (_bytes.Length < needed)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * _bytes.Length)));
        }

        key.CopyTo(_bytes.AsSpan(start));
        _ends[index] = start + key.Length;
        LongestProbe = Math.Max(LongestProbe, (slot - (int)hash) & (_slots.Length - 1));
        _slots[slot] = ((ulong)hash << 32) | (uint)(index + 1);
        if (Count * (_slots.Length < Small ? 4 : 2) > _slots.Length)
        {
            Grow();
        }

        return index;
    }

    int Start(int index) => index == 0 ? 0 : _ends[index - 1];

    /// <summary>Where the key is, or is to be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    unsafe int Slot(byte* key, int length, out uint hash)
    {
        // Reading a short one with what is behind it takes no decisions by its length, which would mostly be guessed wrong. What is behind it is in the same page, and not looked at.
        if ((uint)(length - 1) < (uint)Vector256<byte>.Count && ((nint)key & (Page - 1)) <= Page - Vector256<byte>.Count)
        {
            return SlotOfShort(Vector256.Load(key), length, out hash);
        }

        return length <= Vector256<byte>.Count ? SlotOfCopy(key, length, out hash) : SlotOfLong(key, length, out hash);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    unsafe int SlotOfShort(Vector256<byte> key, int length, out uint hash)
    {
        var used = Vector256.LessThan(Vector256<sbyte>.Indices, Vector256.Create((sbyte)length)).AsByte();
        key &= used;
        hash = HashOfShort(key, length);
        var slots = _slots;
        var mask = slots.Length - 1;
        fixed (byte* bytes = _bytes)
        {
            for (var place = (int)hash & mask; ; place = (place + 1) & mask)
            {
                var slot = slots[place];
                if (slot == 0)
                {
                    return place;
                }

                if ((uint)(slot >> 32) == hash)
                {
                    // So many bytes can be read behind the beginning of any key.
                    var number = (int)(uint)slot - 1;
                    var start = Start(number);
                    if (_ends[number] - start == length && (Vector256.Load(bytes + start) & used) == key)
                    {
                        return place;
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    unsafe int SlotOfCopy(byte* key, int length, out uint hash)
    {
        var copy = stackalloc byte[Vector256<byte>.Count];
        new ReadOnlySpan<byte>(key, length).CopyTo(new Span<byte>(copy, length));
        return SlotOfShort(Vector256.Load(copy), length, out hash);
    }

    unsafe int SlotOfLong(byte* key, int length, out uint hash)
    {
        hash = HashOfLong(key, length);
        var slots = _slots;
        var mask = slots.Length - 1;
        fixed (byte* bytes = _bytes)
        {
            for (var place = (int)hash & mask; ; place = (place + 1) & mask)
            {
                var slot = slots[place];
                if (slot == 0)
                {
                    return place;
                }

                if ((uint)(slot >> 32) == hash)
                {
                    var number = (int)(uint)slot - 1;
                    var start = Start(number);
                    if (_ends[number] - start == length && IsEqual(key, bytes + start, length))
                    {
                        return place;
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static unsafe bool IsEqual(byte* a, byte* b, int length)
    {
        if (length > 2 * Vector256<byte>.Count)
        {
            return new ReadOnlySpan<byte>(a, length).SequenceEqual(new ReadOnlySpan<byte>(b, length));
        }

        // Two reads that may overlap: there are more than 32 bytes.
        var last = length - Vector256<byte>.Count;
        return ((Vector256.Load(a) ^ Vector256.Load(b)) | (Vector256.Load(a + last) ^ Vector256.Load(b + last))) == Vector256<byte>.Zero;
    }

    void Grow()
    {
        var old = _slots;
        _slots = FreshArray.New<ulong>(old.Length * 2);
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

    // After wyhash and XXH3: sixteen bytes to a multiplication, and those of one key beside each other.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    uint HashOfShort(Vector256<byte> key, int length)
    {
        var words = key.AsUInt64();
        var sum = Mix(words[0] ^ _secret0, words[1] ^ _secret1 ^ (uint)length) + Mix(words[2] ^ _secret2, words[3] ^ _secret3);
        return (uint)(sum ^ (sum >> 32));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    unsafe uint HashOfLong(byte* key, int length)
    {
        var hash = _secret1 ^ ((ulong)length * 0x9E3779B97F4A7C15);
        var left = length;
        for (; left > 64; left -= 16, key += 16)
        {
            hash = Mix(Word(key) ^ _secret0, Word(key + 8) ^ hash);
        }

        // More than 32 bytes are left. The last may be read twice.
        var sum = Mix(Word(key) ^ _secret0, Word(key + 8) ^ hash) + Mix(Word(key + 16) ^ _secret2, Word(key + 24) ^ _secret3)
            + Mix(Word(key + left - 16) ^ _secret4, Word(key + left - 8) ^ _secret5);
        if (left > 48)
        {
            sum += Mix(Word(key + 32) ^ _secret6, Word(key + 40) ^ _secret7);
        }

        return (uint)(sum ^ (sum >> 32));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static unsafe ulong Word(byte* p) => Unsafe.ReadUnaligned<ulong>(p);

    // The folded product: every bit of both has a say in every bit of the hash.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Mix(ulong a, ulong b)
    {
        // The halves one by one: where a product is asked for both of them they go through memory.
        if (Bmi2.X64.IsSupported)
        {
            return Bmi2.X64.MultiplyNoFlags(a, b) ^ (a * b);
        }

        var high = Math.BigMul(a, b, out ulong low);
        return high ^ low;
    }
}
