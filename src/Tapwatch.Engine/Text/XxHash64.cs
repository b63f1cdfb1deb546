// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Numerics;

namespace Tapwatch.Engine.Text;

/// <summary>The hash XXH64 (seed 0), as Kusto's hash() gives it.</summary>
/// <remarks>https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md</remarks>
static class XxHash64
{
    const ulong Prime1 = 11400714785074694791;
    const ulong Prime2 = 14029467366897019727;
    const ulong Prime3 = 1609587929392839161;
    const ulong Prime4 = 9650029242287828579;
    const ulong Prime5 = 2870177450012600261;

    public static long Of(ReadOnlySpan<byte> bytes)
    {
        ulong hash;
        var rest = bytes;
        if (bytes.Length >= 32)
        {
            var (a, b, c, d) = (unchecked(Prime1 + Prime2), Prime2, 0UL, unchecked(0UL - Prime1));
            for (; rest.Length >= 32; rest = rest[32..])
            {
                a = Round(a, BinaryPrimitives.ReadUInt64LittleEndian(rest));
                b = Round(b, BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]));
                c = Round(c, BinaryPrimitives.ReadUInt64LittleEndian(rest[16..]));
                d = Round(d, BinaryPrimitives.ReadUInt64LittleEndian(rest[24..]));
            }

            hash = BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7) + BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
            hash = ((hash ^ Round(0, a)) * Prime1) + Prime4;
            hash = ((hash ^ Round(0, b)) * Prime1) + Prime4;
            hash = ((hash ^ Round(0, c)) * Prime1) + Prime4;
            hash = ((hash ^ Round(0, d)) * Prime1) + Prime4;
        }
        else
        {
            hash = Prime5;
        }

        hash += (ulong)bytes.Length;
        for (; rest.Length >= 8; rest = rest[8..])
        {
            hash = (BitOperations.RotateLeft(hash ^ Round(0, BinaryPrimitives.ReadUInt64LittleEndian(rest)), 27) * Prime1) + Prime4;
        }

        if (rest.Length >= 4)
        {
            hash = (BitOperations.RotateLeft(hash ^ (BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime1), 23) * Prime2) + Prime3;
            rest = rest[4..];
        }

        foreach (var b in rest)
        {
            hash = BitOperations.RotateLeft(hash ^ (b * Prime5), 11) * Prime1;
        }

        hash = (hash ^ (hash >> 33)) * Prime2;
        hash = (hash ^ (hash >> 29)) * Prime3;
        return (long)(hash ^ (hash >> 32));
    }

    static ulong Round(ulong sum, ulong input) => BitOperations.RotateLeft(sum + (input * Prime2), 31) * Prime1;
}
