// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tapwatch.Records.Framing;

/// <summary>Finds the end of a line and, in the same pass, where one JSON object is followed by another without a line break.</summary>
static unsafe class LineScan
{
    /// <summary>
    /// The position of the first line break or of the first <c>}{</c>, or -1. Firehose puts records one after the other with nothing between;
    /// within a record the pair is rare (in a string only), so a hit is worth a closer look.
    /// </summary>
    /// <param name="p">The buffer.</param>
    /// <param name="position">Where to begin.</param>
    /// <param name="end">Where the data ends.</param>
    /// <param name="balance">Opening less closing brackets up to there, those in strings included: a line that was cut has too few closing ones.</param>
    public static int Find(byte* p, int position, int end, out int balance)
    {
        balance = 0;
        for (; position < end; position += 64)
        {
            Read(p + position, out var newlines, out var opens, out var closes, out var seams);
            var hits = newlines | seams;
            if (hits == 0 && end - position >= 64)
            {
                balance += BitOperations.PopCount(opens) - BitOperations.PopCount(closes);
                continue;
            }

            var at = Math.Min(BitOperations.TrailingZeroCount(hits), end - position);
            var before = at == 64 ? ulong.MaxValue : (1UL << at) - 1;
            balance += BitOperations.PopCount(opens & before) - BitOperations.PopCount(closes & before);
            if (position + at < end)
            {
                return position + at;
            }
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Read(byte* p, out ulong newlines, out ulong opens, out ulong closes, out ulong seams)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var block = Vector512.Load(p);
            var open = Vector512.Create((byte)'{');
            newlines = Vector512.Equals(block, Vector512.Create((byte)'\n')).ExtractMostSignificantBits();
            opens = Vector512.Equals(block, open).ExtractMostSignificantBits();
            closes = Vector512.Equals(block, Vector512.Create((byte)'}')).ExtractMostSignificantBits();
        }
        else
        {
            var low = Vector256.Load(p);
            var high = Vector256.Load(p + 32);
            newlines = Mask(low, high, (byte)'\n');
            opens = Mask(low, high, (byte)'{');
            closes = Mask(low, high, (byte)'}');
        }

        // A bracket that closes in the last byte of a block is followed by the first of the next.
        seams = closes & ((opens >> 1) | (p[64] == (byte)'{' ? 1UL << 63 : 0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Mask(Vector256<byte> low, Vector256<byte> high, byte value)
    {
        var sought = Vector256.Create(value);
        return Vector256.Equals(low, sought).ExtractMostSignificantBits() | ((ulong)Vector256.Equals(high, sought).ExtractMostSignificantBits() << 32);
    }
}
