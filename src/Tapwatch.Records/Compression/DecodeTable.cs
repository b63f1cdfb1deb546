// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Tapwatch.Records.Compression;

/// <summary>
/// A canonical Huffman code as a table that the next bits of input index; codes longer than the first table go on in second ones behind it.
/// An entry says all that decoding needs at once, so that one look and one shift decode a symbol.
/// </summary>
/// <remarks>
/// An entry: bits 0–7 how many bits the symbol takes, extra bits included; 8–11 how many of them are the code; 12–15 flags; 16–24 the literal, or
/// what the extra bits are added to (to 30 for distances); 31 set for a literal. A link to a second table: its place in bits 16–30, its width in 8–11, the width of
/// the first table in 0–7.
/// </remarks>
sealed class DecodeTable(int symbols, int width, int entries)
{
    /// <summary>The entry is a literal.</summary>
    public const uint Literal = 0x8000_0000;

    /// <summary>The entry is none of the usual: a link, the end of the block, or no code at all.</summary>
    public const uint Exceptional = 0x8000;

    /// <summary>The entry leads to a second table.</summary>
    public const uint Link = 0x4000;

    /// <summary>The block ends.</summary>
    public const uint EndOfBlock = 0x2000;

    /// <summary>No code, or one that stands for nothing.</summary>
    public const uint Invalid = Exceptional | 0x1000;

    readonly ushort[] _sorted = new ushort[symbols];

    /// <summary>Bits that index the first table.</summary>
    public int Width { get; } = width;

    /// <summary>The first table and, behind it, the second ones. As many as the worst code of so many symbols and 15 bits needs.</summary>
    public uint[] Entries { get; } = new uint[entries];

    /// <summary>Makes the table; whether the lengths are a code: complete, or a single code of one bit, or none where <paramref name="mayBeEmpty"/>.</summary>
    /// <param name="lengths">The length of each symbol's code; 0 for a symbol that does not occur.</param>
    /// <param name="results">What each symbol stands for: an entry without the length of the code.</param>
    /// <param name="mayBeEmpty">Distances may be: a block of literals has none.</param>
    public bool Build(ReadOnlySpan<byte> lengths, ReadOnlySpan<uint> results, bool mayBeEmpty)
    {
        Span<int> counts = stackalloc int[16];
        counts.Clear();
        foreach (var length in lengths)
        {
            counts[length]++;
        }

        counts[0] = 0;
        var longest = 15;
        while (longest > 0 && counts[longest] == 0)
        {
            longest--;
        }

        Span<int> offsets = stackalloc int[16];
        var (used, before) = (0, 0);
        for (var length = 1; length <= longest; length++)
        {
            offsets[length] = before;
            before += counts[length];
            used = (used << 1) + counts[length];
        }

        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] != 0)
            {
                _sorted[offsets[lengths[symbol]]++] = (ushort)symbol;
            }
        }

        if (used == 1 << longest && longest > 0)
        {
            Fill(counts, results);
            return true;
        }

        // RFC 1951, 3.2.7: one distance code is given one bit, and the other half is left unused; zlib takes that for literals too.
        if (longest > 1 || (longest == 0 && !mayBeEmpty))
        {
            return false;
        }

        Entries.AsSpan(0, 1 << Width).Fill(Invalid);
        for (var i = 0; longest == 1 && i < 1 << Width; i += 2)
        {
            Entries[i] = Made(results[_sorted[0]], 1);
        }

        return true;
    }

    static uint Made(uint result, int length) => result + (uint)((length << 8) | length);

    /// <summary>
    /// Fills the first table for each length of code, then doubles it for the next: an entry of n bits stands at every place that ends in them.
    /// Codes run in the order of their reversed bits.
    /// </summary>
    void Fill(ReadOnlySpan<int> counts, ReadOnlySpan<uint> results)
    {
        var table = Entries.AsSpan();
        var (code, length, next) = (0, 1, 0);
        while (counts[length] == 0)
        {
            length++;
        }

        var count = counts[length];
        var end = 1 << Math.Min(length, Width);
        if (length <= Width)
        {
            while (true)
            {
                table[code] = Made(results[_sorted[next++]], length);
                var last = (1 << length) - 1;
                if (code == last)
                {
                    for (; length < Width; length++, end <<= 1)
                    {
                        table[..end].CopyTo(table[end..]);
                    }

                    return;
                }

                code = After(code, last);
                if (--count > 0)
                {
                    continue;
                }

                do
                {
                    length++;
                    if (length <= Width)
                    {
                        table[..end].CopyTo(table[end..]);
                        end <<= 1;
                    }
                }
                while ((count = counts[length]) == 0);
                if (length > Width)
                {
                    break;
                }
            }
        }

        FillLonger(counts, results, code, length, next);
    }

    void FillLonger(ReadOnlySpan<int> counts, ReadOnlySpan<uint> results, int code, int length, int next)
    {
        var table = Entries.AsSpan();
        var count = counts[length];
        var end = 1 << Width;
        var (prefix, start) = (-1, 0);
        while (true)
        {
            if ((code & ((1 << Width) - 1)) != prefix)
            {
                // Wide enough for the longest code that shares these first bits.
                prefix = code & ((1 << Width) - 1);
                start = end;
                var bits = length - Width;
                for (var used = count; used < 1 << bits; used = (used << 1) + counts[Width + bits])
                {
                    bits++;
                }

                end = start + (1 << bits);
                table[prefix] = ((uint)start << 16) | Exceptional | Link | (uint)(bits << 8) | (uint)Width;
            }

            var entry = Made(results[_sorted[next++]], length - Width);
            for (var at = start + (code >> Width); at < end; at += 1 << (length - Width))
            {
                table[at] = entry;
            }

            var last = (1 << length) - 1;
            if (code == last)
            {
                return;
            }

            code = After(code, last);
            count--;
            while (count == 0)
            {
                count = counts[++length];
            }
        }
    }

    /// <summary>The code that follows, its bits reversed: the highest bit that is not set becomes so, those above it are cleared.</summary>
    static int After(int code, int last)
    {
        var bit = 1 << BitOperations.Log2((uint)(code ^ last));
        return (code & (bit - 1)) | bit;
    }
}
