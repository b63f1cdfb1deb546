// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Tapwatch.Records.Sources;

/// <summary>A canonical Huffman code as a table: the next bits of input index it; codes longer than the root go on in a second table.</summary>
/// <remarks>An entry holds the code's length in the low byte (0: no such code) and its symbol above; a link holds 0x80 | bits of the second table, and its place.</remarks>
sealed class HuffmanTable(int symbols, int rootBits)
{
    const uint Link = 0x80;

    readonly ushort[] _sorted = new ushort[symbols];

    /// <summary>Bits that index the first table.</summary>
    public int RootBits { get; } = rootBits;

    /// <summary>The first table and, behind it, the second ones.</summary>
    public uint[] Entries { get; private set; } = new uint[(1 << rootBits) + (symbols * 8)];

    /// <summary>Makes the table; whether the lengths are a code (complete, or of one symbol at most).</summary>
    public bool Build(ReadOnlySpan<byte> lengths)
    {
        Span<int> counts = stackalloc int[16];
        counts.Clear();
        foreach (var length in lengths)
        {
            counts[length]++;
        }

        counts[0] = 0;
        var left = 1;
        var used = 0;
        for (var length = 1; length < 16; length++)
        {
            left = (left << 1) - counts[length];
            used += counts[length];
            if (left < 0)
            {
                return false;
            }
        }

        // An incomplete code is allowed only where there is nothing to choose: one distance, or none.
        if (left > 0 && used > 1)
        {
            return false;
        }

        Span<int> offsets = stackalloc int[16];
        offsets[0] = 0;
        offsets[1] = 0;
        for (var length = 1; length < 15; length++)
        {
            offsets[length + 1] = offsets[length] + counts[length];
        }

        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] != 0)
            {
                _sorted[offsets[lengths[symbol]]++] = (ushort)symbol;
            }
        }

        var root = 1 << RootBits;
        Entries.AsSpan(0, root).Clear();
        Fill(counts, root);
        return true;
    }

    void Fill(ReadOnlySpan<int> counts, int next)
    {
        var code = 0;
        var index = 0;
        var root = 1 << RootBits;
        var mask = root - 1;
        for (var length = 1; length < 16; length++, code <<= 1)
        {
            for (var i = 0; i < counts[length]; i++, code++)
            {
                var entry = (uint)length | ((uint)_sorted[index++] << 8);
                var reversed = Reverse(code, length);
                if (length <= RootBits)
                {
                    for (var at = reversed; at < root; at += 1 << length)
                    {
                        Entries[at] = entry;
                    }

                    continue;
                }

                var prefix = reversed & mask;
                if (Entries[prefix] == 0)
                {
                    // Wide enough for the longest code that can share these bits.
                    var bits = length - RootBits;
                    var room = (1 << bits) - (counts[length] - i);
                    while (room > 0 && bits + RootBits < 15)
                    {
                        bits++;
                        room = (room << 1) - counts[bits + RootBits];
                    }

                    if (next + (1 << bits) > Entries.Length)
                    {
                        var larger = Entries;
                        Array.Resize(ref larger, Math.Max(next + (1 << bits), larger.Length * 2));
                        Entries = larger;
                    }

                    Entries.AsSpan(next, 1 << bits).Clear();
                    Entries[prefix] = Link | (uint)bits | ((uint)next << 8);
                    next += 1 << bits;
                }

                var link = Entries[prefix];
                var size = 1 << (int)(link & 0x7F);
                var start = (int)(link >> 8);
                for (var at = reversed >> RootBits; at < size; at += 1 << (length - RootBits))
                {
                    Entries[start + at] = entry;
                }
            }
        }
    }

    /// <summary>The entry of the code that the low bits of <paramref name="bits"/> begin with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Find(uint[] entries, int rootBits, ulong bits)
    {
        var entry = entries[(int)(bits & ((1UL << rootBits) - 1))];
        if ((entry & Link) != 0)
        {
            entry = entries[(int)(entry >> 8) + (int)((bits >> rootBits) & ((1UL << (int)(entry & 0x7F)) - 1))];
        }

        return entry;
    }

    /// <summary>Bits of the code; 0 when there is none.</summary>
    public static int Length(uint entry) => (int)(entry & 0xFF);

    /// <summary>What the code stands for.</summary>
    public static int Symbol(uint entry) => (int)(entry >> 8);

    static int Reverse(int code, int length)
    {
        var reversed = 0;
        for (var i = 0; i < length; i++)
        {
            reversed = (reversed << 1) | (code & 1);
            code >>= 1;
        }

        return reversed;
    }
}
