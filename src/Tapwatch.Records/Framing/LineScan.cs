// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.Intrinsics;

namespace Tapwatch.Records.Framing;

/// <summary>Finds the end of a line and, in the same pass, where one JSON object is followed by another without a line break.</summary>
static unsafe class LineScan
{
    /// <summary>
    /// The position of the first line break or of the first <c>}{</c>, or -1. Firehose puts records one after the other with nothing between;
    /// within a record the pair is rare (in a string only), so a hit is worth a closer look.
    /// </summary>
    public static int Find(byte* p, int position, int end)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var newline = Vector512.Create((byte)'\n');
            var close = Vector512.Create((byte)'}');
            var open = Vector512.Create((byte)'{');
            for (; position < end; position += 64)
            {
                var block = Vector512.Load(p + position);
                var hits = Vector512.Equals(block, newline) | (Vector512.Equals(block, close) & Vector512.Equals(Vector512.Load(p + position + 1), open));
                var bits = hits.ExtractMostSignificantBits();
                if (bits != 0)
                {
                    position += BitOperations.TrailingZeroCount(bits);
                    return position < end ? position : -1;
                }
            }
        }
        else
        {
            var newline = Vector256.Create((byte)'\n');
            var close = Vector256.Create((byte)'}');
            var open = Vector256.Create((byte)'{');
            for (; position < end; position += 32)
            {
                var block = Vector256.Load(p + position);
                var hits = Vector256.Equals(block, newline) | (Vector256.Equals(block, close) & Vector256.Equals(Vector256.Load(p + position + 1), open));
                var bits = hits.ExtractMostSignificantBits();
                if (bits != 0)
                {
                    position += BitOperations.TrailingZeroCount(bits);
                    return position < end ? position : -1;
                }
            }
        }

        return -1;
    }
}
