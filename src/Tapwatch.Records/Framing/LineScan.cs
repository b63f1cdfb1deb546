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
    /// <param name="isBalanced">
    /// Whether up to there as many brackets close as open, those in strings included, and the quotes that end or begin a string are even:
    /// a line that was cut or damaged rarely is.
    /// </param>
    /// <param name="beyondAscii">Gets bits when a byte that is not ASCII was passed, or one stands shortly behind.</param>
    public static int Find(byte* p, int position, int end, out bool isBalanced, ref ulong beyondAscii)
    {
        ulong beyond = 0;
        var balance = 0;
        var quoted = 0;
        ulong escaping = 0;
        for (; position < end; position += 64)
        {
            Read(p + position, out var newlines, out var opens, out var closes, out var quotes, out var backslashes, ref beyond);

            // A bracket that closes in the last byte of a block is followed by the first of the next.
            var hits = newlines | (closes & ((opens >> 1) | (p[position + 64] == (byte)'{' ? 1UL << 63 : 0)));
            quotes &= ~((backslashes << 1) | escaping);
            escaping = backslashes >> 63;
            if (hits == 0 && end - position >= 64)
            {
                balance += BitOperations.PopCount(opens) - BitOperations.PopCount(closes);
                quoted += BitOperations.PopCount(quotes);
                continue;
            }

            var at = Math.Min(BitOperations.TrailingZeroCount(hits), end - position);
            var before = at == 64 ? ulong.MaxValue : (1UL << at) - 1;
            balance += BitOperations.PopCount(opens & before) - BitOperations.PopCount(closes & before);
            quoted += BitOperations.PopCount(quotes & before);
            if (position + at < end)
            {
                beyondAscii |= beyond;
                isBalanced = balance == 0 && (quoted & 1) == 0;
                return position + at;
            }
        }

        beyondAscii |= beyond;
        isBalanced = balance == 0 && (quoted & 1) == 0;
        return -1;
    }

    /// <summary>The position of the first line break, or -1.</summary>
    /// <param name="p">The buffer.</param>
    /// <param name="position">Where to begin.</param>
    /// <param name="end">Where the data ends; up to 63 bytes behind it are read.</param>
    /// <param name="beyondAscii">Gets bits when a byte that is not ASCII was passed, or one stands shortly behind.</param>
    public static int FindBreak(byte* p, int position, int end, ref ulong beyondAscii)
    {
        var beyond = Vector256<byte>.Zero;
        for (; position < end; position += 64)
        {
            var (low, high) = (Vector256.Load(p + position), Vector256.Load(p + position + 32));
            beyond |= low | high;
            if (Mask(low, high, (byte)'\n') is var breaks and not 0)
            {
                position += BitOperations.TrailingZeroCount(breaks);
                break;
            }
        }

        beyondAscii |= beyond.ExtractMostSignificantBits();
        return position < end ? position : -1;
    }

    /// <summary>How many line breaks there are.</summary>
    /// <param name="p">The buffer.</param>
    /// <param name="position">Where to begin.</param>
    /// <param name="end">Where to stop; up to 63 bytes behind it are read.</param>
    /// <param name="beyondAscii">Gets bits when a byte that is not ASCII was passed, or one stands shortly behind.</param>
    public static int CountBreaks(byte* p, int position, int end, ref ulong beyondAscii)
    {
        var beyond = Vector256<byte>.Zero;
        var count = 0;
        for (; position < end; position += 64)
        {
            var (low, high) = (Vector256.Load(p + position), Vector256.Load(p + position + 32));
            var breaks = Mask(low, high, (byte)'\n');
            beyond |= low | high;
            count += BitOperations.PopCount(end - position >= 64 ? breaks : breaks & ((1UL << (end - position)) - 1));
        }

        beyondAscii |= beyond.ExtractMostSignificantBits();
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Read(byte* p, out ulong newlines, out ulong opens, out ulong closes, out ulong quotes, out ulong backslashes, ref ulong beyond)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var block = Vector512.Load(p);
            newlines = Vector512.Equals(block, Vector512.Create((byte)'\n')).ExtractMostSignificantBits();
            opens = Vector512.Equals(block, Vector512.Create((byte)'{')).ExtractMostSignificantBits();
            closes = Vector512.Equals(block, Vector512.Create((byte)'}')).ExtractMostSignificantBits();
            quotes = Vector512.Equals(block, Vector512.Create((byte)'"')).ExtractMostSignificantBits();
            backslashes = Vector512.Equals(block, Vector512.Create((byte)'\\')).ExtractMostSignificantBits();
            beyond |= block.ExtractMostSignificantBits();
        }
        else
        {
            var low = Vector256.Load(p);
            var high = Vector256.Load(p + 32);
            newlines = Mask(low, high, (byte)'\n');
            opens = Mask(low, high, (byte)'{');
            closes = Mask(low, high, (byte)'}');
            quotes = Mask(low, high, (byte)'"');
            backslashes = Mask(low, high, (byte)'\\');
            beyond |= (low | high).ExtractMostSignificantBits();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Mask(Vector256<byte> low, Vector256<byte> high, byte value)
    {
        var sought = Vector256.Create(value);
        return Vector256.Equals(low, sought).ExtractMostSignificantBits() | ((ulong)Vector256.Equals(high, sought).ExtractMostSignificantBits() << 32);
    }
}
