// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Text;

namespace Tapwatch.Engine.Geography;

/// <summary>The order in which Kusto gives the tokens of cells around a cell or within a polygon.</summary>
/// <remarks>
/// No order is documented. Recorded answers show that of a hash set of texts in the C++ library of GCC, filled at once: as many buckets as the next of its primes,
/// a token at the front, or in front of the first one of its bucket. Queries that show such arrays or number them give the same here.
/// </remarks>
static class TokenOrder
{
    static readonly int[] _buckets =
    [
        1, 2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 103, 109, 113, 127, 137, 139, 149, 157, 167, 179, 193, 199, 211,
        227, 241, 257, 277, 293, 313, 337, 359, 383, 409, 439, 467, 503, 541, 577, 619, 661, 709, 761, 823, 887, 953, 1031, 1109, 1193, 1289, 1381, 1493, 1613, 1741, 1879,
        2029, 2179, 2357, 2549, 2753, 2971, 3209, 3469, 3739, 4027, 4349, 4703, 5087, 5503, 5953, 6427, 6949, 7517, 8123, 8783, 9497, 10273, 11113, 12011, 12983, 14033,
        15173, 16411, 17749, 19183, 20753, 22447, 24281, 26267, 28411, 30727, 33223, 35933, 38873, 42043, 45481, 49201, 53201, 57557, 62233, 67307,
    ];

    public static IEnumerable<string> Of(IReadOnlyList<string> tokens)
    {
        var count = (ulong)(Array.Find(_buckets, b => b >= tokens.Count) is > 0 and var found ? found : tokens.Count);
        var order = new LinkedList<string>();
        var first = new Dictionary<ulong, LinkedListNode<string>>();
        foreach (var token in tokens)
        {
            var bucket = Hash(Encoding.UTF8.GetBytes(token)) % count;
            first[bucket] = first.TryGetValue(bucket, out var node) ? order.AddBefore(node, token) : order.AddFirst(token);
        }

        return order;
    }

    // MurmurHash2 of 64 bits, by Austin Appleby, with the seed of that library.
    static ulong Hash(ReadOnlySpan<byte> text)
    {
        const ulong Factor = 0xc6a4a7935bd1e995;
        var hash = 0xc70f6907UL ^ ((ulong)text.Length * Factor);
        for (; text.Length >= 8; text = text[8..])
        {
            var part = BinaryPrimitives.ReadUInt64LittleEndian(text) * Factor;
            hash = (hash ^ ((part ^ (part >> 47)) * Factor)) * Factor;
        }

        if (!text.IsEmpty)
        {
            var last = 0UL;
            for (var i = text.Length - 1; i >= 0; i--)
            {
                last = (last << 8) | text[i];
            }

            hash = (hash ^ last) * Factor;
        }

        hash = (hash ^ (hash >> 47)) * Factor;
        return hash ^ (hash >> 47);
    }
}
