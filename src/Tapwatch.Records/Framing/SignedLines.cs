// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Tapwatch.Records.CloudTrail;

namespace Tapwatch.Records.Framing;

/// <summary>Cuts lines that are CloudTrail events as AWS writes them, many in one call: what most of a log of them is.</summary>
/// <remarks>Reads up to 65 bytes past the end.</remarks>
static unsafe class SignedLines
{
    const int Block = 64;

    // A lane of a block's counts is a byte: it holds this many blocks.
    const int BlocksPerCount = 60;

    /// <summary>
    /// Takes lines as long as each begins with the signature, ends with a brace and a line break, holds as many brackets that close as open and an even number of
    /// quotes that no backslash stands before, and no object right behind another.
    /// </summary>
    /// <param name="p">The buffer.</param>
    /// <param name="position">Where a line begins that has the signature; then where the first line begins that was not taken.</param>
    /// <param name="end">Where the data ends.</param>
    /// <param name="records">Gets the records.</param>
    /// <param name="first">Which record of the text the first one is.</param>
    /// <param name="line">The line it begins on.</param>
    /// <param name="beyondAscii">Gets bits when a byte that is not ASCII was passed.</param>
    /// <returns>How many were taken.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Take(byte* p, ref int position, int end, Span<RecordSlice> records, long first, long line, ref ulong beyondAscii)
    {
        // The signature is longer than a vector and shorter than two.
        var signature = MemoryMarshal.Read<Vector128<byte>>(CloudTrailSigns.Signature);
        var rest = CloudTrailSigns.Signature.Length - Vector128<byte>.Count;
        var tail = MemoryMarshal.Read<Vector128<byte>>(CloudTrailSigns.Signature[rest..]);
        var beyond = Vector256<byte>.Zero;
        var start = position;
        var taken = 0;
        while (taken < records.Length)
        {
            // The first byte is a bracket that opens. Brackets that close and backslashes are sought in a block, what opens and quotes one byte on:
            // so two loads tell of each byte what stands before it.
            var depth = 1;
            var quotes = Vector256<byte>.Zero;
            var at = start;
            var isEnd = false;
            while (!isEnd && end - at >= Block)
            {
                var counts = Vector256<sbyte>.Zero;
                var last = Math.Min(at + ((BlocksPerCount - 1) * Block), end - Block);
                do
                {
                    var (low, high) = (Vector256.Load(p + at), Vector256.Load(p + at + 32));
                    var (nextLow, nextHigh) = (Vector256.Load(p + at + 1), Vector256.Load(p + at + 33));
                    var (closesLow, closesHigh) = (Vector256.Equals(low, Vector256.Create((byte)'}')), Vector256.Equals(high, Vector256.Create((byte)'}')));
                    var (opensLow, opensHigh) = (Vector256.Equals(nextLow, Vector256.Create((byte)'{')), Vector256.Equals(nextHigh, Vector256.Create((byte)'{')));
                    var touching = (closesLow & opensLow) | (closesHigh & opensHigh);

                    // Line breaks are below blanks, and so, with a sign, is what is not ASCII.
                    var odd = touching | Vector256.LessThan(Vector256.Min(low.AsSByte(), high.AsSByte()), Vector256.Create((sbyte)' ')).AsByte();
                    if (odd.ExtractMostSignificantBits() != 0)
                    {
                        beyond |= low | high;
                        if ((touching | Vector256.Equals(low, Vector256.Create((byte)'\n')) | Vector256.Equals(high, Vector256.Create((byte)'\n'))) != Vector256<byte>.Zero)
                        {
                            isEnd = true;
                            break;
                        }
                    }

                    counts += closesLow.AsSByte() + closesHigh.AsSByte() - opensLow.AsSByte() - opensHigh.AsSByte();
                    quotes ^= (Vector256.Equals(nextLow, Vector256.Create((byte)'"')) & ~Vector256.Equals(low, Vector256.Create((byte)'\\')))
                        ^ (Vector256.Equals(nextHigh, Vector256.Create((byte)'"')) & ~Vector256.Equals(high, Vector256.Create((byte)'\\')));
                    at += Block;
                }
                while (at <= last);
                var (countsLow, countsHigh) = Vector256.Widen(counts);
                var (sumLow, sumHigh) = Vector256.Widen(countsLow + countsHigh);
                depth += Vector256.Sum(sumLow + sumHigh);
            }

            // What ends the line is in the next block, or it does not end here.
            var newlines = Mask(p + at, (byte)'\n');
            var before = newlines ^ (newlines - 1);
            var stop = at + BitOperations.TrailingZeroCount(newlines);
            if (newlines == 0 || stop >= end)
            {
                break;
            }

            before >>= 1;
            var (opening, closing) = (Mask(p + at + 1, (byte)'{') & before, Mask(p + at, (byte)'}') & before);
            depth += BitOperations.PopCount(opening) - BitOperations.PopCount(closing);
            var marks = quotes.ExtractMostSignificantBits() ^ (Mask(p + at + 1, (byte)'"') & ~Mask(p + at, (byte)'\\') & before);
            beyond |= Vector256.Load(p + at) | Vector256.Load(p + at + 32);
            var close = stop - 1;
            while (p[close] is (byte)'\r' or (byte)' ')
            {
                close--;
            }

            if (depth != 0 || (BitOperations.PopCount(marks) & 1) != 0 || (closing & opening) != 0 || p[close] != (byte)'}' || close + 1 - start > CloudTrailSigns.LongestEvent)
            {
                break;
            }

            records[taken] = new RecordSlice(start, close + 1 - start, RecordKinds.CloudTrail, first + taken, line + taken);
            taken++;
            start = stop + 1;
            if (end - start < CloudTrailSigns.Signature.Length || Vector128.Load(p + start) != signature || Vector128.Load(p + start + rest) != tail)
            {
                break;
            }
        }

        beyondAscii |= beyond.ExtractMostSignificantBits();
        position = start;
        return taken;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Mask(byte* p, byte value)
    {
        var sought = Vector256.Create(value);
        return Vector256.Equals(Vector256.Load(p), sought).ExtractMostSignificantBits() | ((ulong)Vector256.Equals(Vector256.Load(p + 32), sought).ExtractMostSignificantBits() << 32);
    }
}
