// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tapwatch.Engine.Prefiltering;

/// <summary>
/// For each of four bytes in a row, which buckets of windows allow it. A place where one bucket allows all four is a candidate (Teddy, from Intel's Hyperscan).
/// Both cases of a letter are in the tables, so case costs nothing. The tables are laid out twice: for looking up a byte by its seven low bits, and by its
/// low and its high half, both of which must be allowed. Either may allow too much.
/// </summary>
sealed class BucketTables
{
    const int Buckets = 8;

    // Looking closely at one block in twenty takes as long as it saves to sieve by low halves alone.
    const double MostPassing = 1 / 20.0 / 64;

    const byte EscapeBucket = 0x80;
    const int Ascii = 128;

    // Place after place, so many bytes each.
    readonly byte[] _bytes = new byte[LiteralWindow.Longest * Ascii];
    readonly byte[] _low = new byte[LiteralWindow.Longest * 16];
    readonly byte[] _high = new byte[LiteralWindow.Longest * 16];
    readonly byte[] _sieve;

    /// <param name="windows">Lower-case windows of three or four letters.</param>
    /// <param name="foldsUnicode">Whether U+212A and U+017F are candidates too.</param>
    public BucketTables(IEnumerable<string> windows, bool foldsUnicode)
    {
        var buckets = new WindowBuckets(Buckets - 1);
        buckets.Fill(windows.Distinct(StringComparer.Ordinal));
        IsRareByLow = buckets.PassingByLow <= MostPassing;
        byte bucket = 1;
        foreach (var together in buckets.Windows)
        {
            foreach (var window in together)
            {
                Allow(window, bucket);
            }

            bucket <<= 1;
        }

        // u00 and 4 to 7: what follows the backslash of an escaped letter.
        Allow(0, (byte)'u', EscapeBucket);
        Allow(1, (byte)'0', EscapeBucket);
        Allow(2, (byte)'0', EscapeBucket);
        for (var digit = '4'; digit <= '7'; digit++)
        {
            Allow(3, (byte)digit, EscapeBucket);
        }

        _sieve = [.. _low];
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

    /// <summary>Whether few places of a log pass when its bytes are looked up by their low halves alone.</summary>
    public bool IsRareByLow { get; }

    /// <summary>By the low half of a byte.</summary>
    public Vector128<byte> Low(int place) => Unsafe.ReadUnaligned<Vector128<byte>>(ref _low[place * 16]);

    /// <summary>By the low half of a byte that is ASCII.</summary>
    public Vector128<byte> Sieve(int place) => Unsafe.ReadUnaligned<Vector128<byte>>(ref _sieve[place * 16]);

    /// <summary>By its high half.</summary>
    public Vector128<byte> High(int place) => Unsafe.ReadUnaligned<Vector128<byte>>(ref _high[place * 16]);

    /// <summary>Where the 64 entries begin for bytes whose seven low bits are below 64; 64 behind it for the others.</summary>
    public ref byte Entries(int place) => ref _bytes[place * Ascii];

    void Allow(string window, byte bucket)
    {
        for (var place = 0; place < LiteralWindow.Longest; place++)
        {
            if (place < window.Length)
            {
                Allow(place, (byte)window[place], bucket);
                Allow(place, (byte)(window[place] & ~0x20), bucket);
            }
            else
            {
                AllowAll(place, bucket);
            }
        }
    }

    void Allow(int place, byte value, byte bucket)
    {
        _bytes[(place * Ascii) + (value & (Ascii - 1))] |= bucket;
        _low[(place * 16) + (value & 15)] |= bucket;
        _high[(place * 16) + (value >> 4)] |= bucket;
    }

    void AllowAll(int place, byte bucket)
    {
        for (var value = 0; value < 256; value++)
        {
            Allow(place, (byte)value, bucket);
        }
    }
}
