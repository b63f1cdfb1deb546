// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tapwatch.Engine.Prefiltering;

/// <summary>
/// For each of four bytes in a row, which buckets of windows allow its low and its high half. A place where one bucket allows all eight halves is a candidate
/// (Teddy, from Intel's Hyperscan). Both cases of a letter are in the tables, so case costs nothing.
/// </summary>
sealed class NibbleTables
{
    const int Buckets = 8;
    const byte EscapeBucket = 0x80;

    readonly byte[][] _low = [new byte[16], new byte[16], new byte[16], new byte[16]];
    readonly byte[][] _high = [new byte[16], new byte[16], new byte[16], new byte[16]];

    /// <param name="windows">Lower-case windows of three or four letters.</param>
    /// <param name="foldsUnicode">Whether U+212A and U+017F are candidates too.</param>
    public NibbleTables(IEnumerable<string> windows, bool foldsUnicode)
    {
        // Windows that begin alike share a bucket: together they allow little more than each alone.
        var ordered = windows.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        for (var i = 0; i < ordered.Length; i++)
        {
            var bucket = (byte)(1 << (int)((long)i * (Buckets - 1) / ordered.Length));
            for (var j = 0; j < LiteralWindow.Longest; j++)
            {
                if (j < ordered[i].Length)
                {
                    Allow(j, (byte)ordered[i][j], bucket);
                    Allow(j, (byte)(ordered[i][j] & ~0x20), bucket);
                }
                else
                {
                    AllowAll(j, bucket);
                }
            }
        }

        // u00 and 4 to 7: what follows the backslash of an escaped letter.
        Allow(0, (byte)'u', EscapeBucket);
        Allow(1, (byte)'0', EscapeBucket);
        Allow(2, (byte)'0', EscapeBucket);
        for (var digit = '4'; digit <= '7'; digit++)
        {
            Allow(3, (byte)digit, EscapeBucket);
        }

        if (foldsUnicode)
        {
            Allow(0, 0xE2, EscapeBucket);
            Allow(1, 0x84, EscapeBucket);
            Allow(0, 0xC5, EscapeBucket);
            Allow(1, 0xBF, EscapeBucket);
            AllowAll(2, EscapeBucket);
            AllowAll(3, EscapeBucket);
        }
    }

    public Vector128<byte> Low(int place) => Unsafe.ReadUnaligned<Vector128<byte>>(ref _low[place][0]);

    public Vector128<byte> High(int place) => Unsafe.ReadUnaligned<Vector128<byte>>(ref _high[place][0]);

    void Allow(int place, byte value, byte bucket)
    {
        _low[place][value & 15] |= bucket;
        _high[place][value >> 4] |= bucket;
    }

    void AllowAll(int place, byte bucket)
    {
        for (var i = 0; i < 16; i++)
        {
            _low[place][i] |= bucket;
            _high[place][i] |= bucket;
        }
    }
}
