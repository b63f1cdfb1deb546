// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tapwatch.Records.Json;

/// <summary>Steps over JSON tokens in a padded buffer. Outcomes that are no position are those of <see cref="JsonStructure"/>.</summary>
static unsafe class JsonScan
{
    /// <summary>The position of the first byte at or after <paramref name="position"/> that is no blank; at most <paramref name="end"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SkipBlanks(byte* p, int position, int end)
    {
        while (position < end && p[position] <= ' ' && p[position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            position++;
        }

        return Math.Min(position, end);
    }

    /// <summary>The position of the quote that ends the string whose first content byte is at <paramref name="position"/>.</summary>
    public static int StringEnd(byte* p, int position, int end) => StringEnd(p, position, end, out _);

    /// <summary>The same, and whether there are escapes in it.</summary>
    public static int StringEnd(byte* p, int position, int end, out bool escaped)
    {
        escaped = false;
        var quote = Vector256.Create((byte)'"');
        var backslash = Vector256.Create((byte)'\\');
        var newline = Vector256.Create((byte)'\n');
        while (position < end)
        {
            var block = Vector256.Load(p + position);
            var hits = (Vector256.Equals(block, quote) | Vector256.Equals(block, backslash) | Vector256.Equals(block, newline)).ExtractMostSignificantBits();
            if (hits == 0)
            {
                position += 32;
                continue;
            }

            position += BitOperations.TrailingZeroCount(hits);
            if (position >= end)
            {
                return JsonStructure.RanOut;
            }

            switch (p[position])
            {
                case (byte)'"':
                    return position;
                case (byte)'\\':
                    escaped = true;
                    position += 2;
                    break;
                default:
                    return JsonStructure.Broken;
            }
        }

        return JsonStructure.RanOut;
    }

    /// <summary>The quote that ends the string whose content begins here, if it is near and nothing before it needs a closer look; else a negative number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int QuoteNear(byte* p, int position)
    {
        // Sixty-four bytes may be read past the end of any record.
        var hits = Marks(p + position);
        if (hits == 0)
        {
            position += Vector256<byte>.Count;
            hits = Marks(p + position);
        }

        var at = position + BitOperations.TrailingZeroCount(hits);
        return hits != 0 && p[at] == (byte)'"' ? at : -1;
    }

    /// <summary>Where quotes, backslashes and line breaks are among the next 32 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static uint Marks(byte* p)
    {
        var block = Vector256.Load(p);
        if (Avx2.IsSupported)
        {
            // The three differ in their low halves, by which each byte finds the one it may be; bytes beyond ASCII find a zero.
            var marks = Vector256.Create(1, 0, (byte)'"', 0, 0, 0, 0, 0, 0, 0, (byte)'\n', 0, (byte)'\\', 0, 0, 0, 1, 0, (byte)'"', 0, 0, 0, 0, 0, 0, 0, (byte)'\n', 0, (byte)'\\', 0, 0, 0);
            return Vector256.Equals(block, Avx2.Shuffle(marks, block)).ExtractMostSignificantBits();
        }

        return (Vector256.Equals(block, Vector256.Create((byte)'"')) | Vector256.Equals(block, Vector256.Create((byte)'\\')) | Vector256.Equals(block, Vector256.Create((byte)'\n'))).ExtractMostSignificantBits();
    }

    /// <summary>The position after the value that begins at <paramref name="position"/>.</summary>
    public static int SkipValue(byte* p, int position, int end)
    {
        if (position >= end)
        {
            return JsonStructure.RanOut;
        }

        switch (p[position])
        {
            case (byte)'"':
                var quote = QuoteNear(p, position + 1);
                if (quote < 0 || quote >= end)
                {
                    quote = StringEnd(p, position + 1, end);
                }

                return quote < 0 ? quote : quote + 1;
            case (byte)'{' or (byte)'[':
                return JsonStructure.After(p, position + 1, end);
            default:
                var start = position;
                while (position < end && IsScalarByte(p[position]))
                {
                    position++;
                }

                return position == end ? JsonStructure.RanOut : position == start ? JsonStructure.Broken : position;
        }
    }

    /// <summary>Whether the byte can be part of a number, <c>true</c>, <c>false</c> or <c>null</c> (or of what sloppy writers put there: NaN).</summary>
    static bool IsScalarByte(byte value) => value is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (byte)'-' or (byte)'+' or (byte)'.';
}
