// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.Compression;

/// <summary>What DEFLATE's symbols stand for (RFC 1951, 3.2.5), as entries of a <see cref="DecodeTable"/> without the length of the code.</summary>
static class Symbols
{
    static readonly ushort[] _lengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
    static readonly byte[] _lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
    static readonly ushort[] _distanceBase = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];

    /// <summary>Literals, the end of a block, and lengths; the last two of 288 have codes in the fixed code and stand for nothing.</summary>
    public static uint[] LiteralsAndLengths { get; } = MakeLiterals();

    /// <summary>Distances; the last two of 32 stand for nothing.</summary>
    public static uint[] Distances { get; } = MakeDistances();

    /// <summary>The lengths of codes themselves.</summary>
    public static uint[] CodeLengths { get; } = [.. Enumerable.Range(0, 19).Select(static i => (uint)i << 16)];

    static uint[] MakeLiterals()
    {
        var results = new uint[288];
        Array.Fill(results, DecodeTable.Invalid);
        for (var i = 0; i < 256; i++)
        {
            results[i] = DecodeTable.Literal | ((uint)i << 16);
        }

        results[256] = DecodeTable.Exceptional | DecodeTable.EndOfBlock;
        for (var i = 0; i < _lengthBase.Length; i++)
        {
            results[257 + i] = ((uint)_lengthBase[i] << 16) | _lengthExtra[i];
        }

        return results;
    }

    static uint[] MakeDistances()
    {
        var results = new uint[32];
        Array.Fill(results, DecodeTable.Invalid);
        for (var i = 0; i < _distanceBase.Length; i++)
        {
            results[i] = ((uint)_distanceBase[i] << 16) | (uint)Math.Max(0, (i >> 1) - 1);
        }

        return results;
    }
}
