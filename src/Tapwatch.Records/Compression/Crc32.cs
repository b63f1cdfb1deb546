// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tapwatch.Records.Compression;

/// <summary>CRC-32 as gzip has it: folded 64 bytes at a time where the processor multiplies polynomials, else eight bytes at a time by tables.</summary>
static class Crc32
{
    static readonly uint[][] _tables = MakeTables();

    /// <summary>The checksum of what gave <paramref name="crc"/> (0 at first) followed by <paramref name="data"/>.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> data)
    {
        crc = ~crc;
        if (Pclmulqdq.IsSupported && data.Length >= 64)
        {
            var whole = data.Length & ~15;
            crc = Fold(crc, data[..whole]);
            data = data[whole..];
        }

        return ~AppendByTables(crc, data);
    }

    /// <summary>The same by tables alone, without the complements.</summary>
    internal static uint AppendByTables(uint crc, ReadOnlySpan<byte> data)
    {
        var t = _tables;
        while (data.Length >= 8)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(data) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(data[4..]);
            crc = t[7][low & 255] ^ t[6][(low >> 8) & 255] ^ t[5][(low >> 16) & 255] ^ t[4][low >> 24]
                ^ t[3][high & 255] ^ t[2][(high >> 8) & 255] ^ t[1][(high >> 16) & 255] ^ t[0][high >> 24];
            data = data[8..];
        }

        foreach (var value in data)
        {
            crc = t[0][(crc ^ value) & 255] ^ (crc >> 8);
        }

        return crc;
    }

    /// <summary>
    /// Folding as in Intel's "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction" (2009), bit-reflected: each 128 bits
    /// are carried 512 (then 128) bits further by multiplying their halves with x to that power, modulo the polynomial; at last a Barrett reduction.
    /// At least 64 bytes, a multiple of 16.
    /// </summary>
    static uint Fold(uint crc, ReadOnlySpan<byte> data)
    {
        var over512 = Vector128.Create(0x0154442bd4, 0x01c6e41596);
        var over128 = Vector128.Create(0x01751997d0, 0x00ccaa009e);
        ref var first = ref MemoryMarshal.GetReference(data);
        Vector128<long> a, b, c, d;
        nuint at;
        if (WideFold.IsSupported && data.Length >= 256)
        {
            at = WideFold.Fold(crc, ref first, (nuint)data.Length, out var folded);
            (a, b, c, d) = (folded.GetLower().GetLower(), folded.GetLower().GetUpper(), folded.GetUpper().GetLower(), folded.GetUpper().GetUpper());
        }
        else
        {
            a = Block(ref first, 0) ^ Vector128.CreateScalar((long)crc);
            (b, c, d) = (Block(ref first, 16), Block(ref first, 32), Block(ref first, 48));
            at = 64;
        }

        for (; at + 64 <= (nuint)data.Length; at += 64)
        {
            a = Carry(a, over512) ^ Block(ref first, at);
            b = Carry(b, over512) ^ Block(ref first, at + 16);
            c = Carry(c, over512) ^ Block(ref first, at + 32);
            d = Carry(d, over512) ^ Block(ref first, at + 48);
        }

        a = Carry(a, over128) ^ b;
        a = Carry(a, over128) ^ c;
        a = Carry(a, over128) ^ d;
        for (; at < (nuint)data.Length; at += 16)
        {
            a = Carry(a, over128) ^ Block(ref first, at);
        }

        // 128 bits to 64, 64 to 32 …
        var low32 = Vector128.Create(0xFFFFFFFFL, 0);
        a = Pclmulqdq.CarrylessMultiply(a, over128, 0x10) ^ Sse2.ShiftRightLogical128BitLane(a, 8);
        a = Pclmulqdq.CarrylessMultiply(a & low32, Vector128.Create(0x0163cd6124, 0), 0x00) ^ Sse2.ShiftRightLogical128BitLane(a, 4);

        // … and the remainder.
        var polynomial = Vector128.Create(0x01db710641, 0x01f7011641);
        var quotient = Pclmulqdq.CarrylessMultiply(a & low32, polynomial, 0x10);
        return (a ^ Pclmulqdq.CarrylessMultiply(quotient & low32, polynomial, 0x00)).AsUInt32().GetElement(1);
    }

    static Vector128<long> Block(ref byte first, nuint at) => Vector128.LoadUnsafe(ref first, at).AsInt64();

    static Vector128<long> Carry(Vector128<long> value, Vector128<long> by) =>
        Pclmulqdq.CarrylessMultiply(value, by, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, by, 0x11);

    static uint[][] MakeTables()
    {
        var tables = new uint[8][];
        for (var k = 0; k < 8; k++)
        {
            tables[k] = new uint[256];
            for (var i = 0u; i < 256; i++)
            {
                var value = k == 0 ? i : tables[k - 1][i];
                if (k == 0)
                {
                    for (var bit = 0; bit < 8; bit++)
                    {
                        value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
                    }
                }
                else
                {
                    value = tables[0][value & 255] ^ (value >> 8);
                }

                tables[k][i] = value;
            }
        }

        return tables;
    }
}
