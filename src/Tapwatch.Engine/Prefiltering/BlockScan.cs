// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tapwatch.Engine.Prefiltering;

/// <summary>Steps over blocks without a candidate, one method per vector path.</summary>
/// <remarks>The loops call nothing: a call would make the compiler keep all tables on the stack. They read three bytes beyond their block.</remarks>
static unsafe class BlockScan
{
    // Two vectors: half as many tests.
    const int Block256 = 64;
    const int LongestStretch = 64 * Block256;

    /// <summary>
    /// From <paramref name="at"/> on, the first block that starts no later than <paramref name="last"/> and has candidates;
    /// <paramref name="at"/> becomes its start, the result tells its candidates, bit by bit. 0: none, and <paramref name="at"/> is the first place not looked at.
    /// What is known to be ASCII takes less.
    /// </summary>
    public static ulong Next(VectorPath path, byte* buffer, ref nint at, nint last, BucketTables tables, bool isAscii) => path switch
    {
        VectorPath.Avx512Vbmi => NextVbmi(buffer, ref at, last, tables),
        VectorPath.Avx512 => Next512(buffer, ref at, last, tables),
        VectorPath.Avx2 => Next256(buffer, ref at, last, tables, isAscii && tables.IsRareByLow),
        VectorPath.Vector128 => Next128(buffer, ref at, last, tables),
        _ => 0,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static ulong NextVbmi(byte* buffer, ref nint start, nint last, BucketTables tables)
    {
        var (l0, l1, l2, l3) = (Entries(tables, 0, 0), Entries(tables, 1, 0), Entries(tables, 2, 0), Entries(tables, 3, 0));
        var (h0, h1, h2, h3) = (Entries(tables, 0, 64), Entries(tables, 1, 64), Entries(tables, 2, 64), Entries(tables, 3, 64));
        for (var at = start; ; at += Vector512<byte>.Count)
        {
            if (at > last)
            {
                start = at;
                return 0;
            }

            // The instruction looks at seven bits of each byte.
            var found = Avx512Vbmi.PermuteVar64x8x2(l0, Vector512.Load(buffer + at), h0) & Avx512Vbmi.PermuteVar64x8x2(l1, Vector512.Load(buffer + at + 1), h1)
                & Avx512Vbmi.PermuteVar64x8x2(l2, Vector512.Load(buffer + at + 2), h2) & Avx512Vbmi.PermuteVar64x8x2(l3, Vector512.Load(buffer + at + 3), h3);
            if (found != Vector512<byte>.Zero)
            {
                start = at;
                return ~Vector512.Equals(found, Vector512<byte>.Zero).ExtractMostSignificantBits();
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static ulong Next512(byte* buffer, ref nint start, nint last, BucketTables tables)
    {
        var (l0, l1, l2, l3) = (Wide512(tables.Low(0)), Wide512(tables.Low(1)), Wide512(tables.Low(2)), Wide512(tables.Low(3)));
        var (h0, h1, h2, h3) = (Wide512(tables.High(0)), Wide512(tables.High(1)), Wide512(tables.High(2)), Wide512(tables.High(3)));
        var nibble = Vector512.Create((byte)15);
        for (var at = start; ; at += Vector512<byte>.Count)
        {
            if (at > last)
            {
                start = at;
                return 0;
            }

            var (b0, b1) = (Vector512.Load(buffer + at), Vector512.Load(buffer + at + 1));
            var (b2, b3) = (Vector512.Load(buffer + at + 2), Vector512.Load(buffer + at + 3));
            var found = Avx512BW.Shuffle(l0, b0 & nibble) & Avx512BW.Shuffle(h0, (b0.AsUInt16() >>> 4).AsByte() & nibble)
                & Avx512BW.Shuffle(l1, b1 & nibble) & Avx512BW.Shuffle(h1, (b1.AsUInt16() >>> 4).AsByte() & nibble)
                & Avx512BW.Shuffle(l2, b2 & nibble) & Avx512BW.Shuffle(h2, (b2.AsUInt16() >>> 4).AsByte() & nibble)
                & Avx512BW.Shuffle(l3, b3 & nibble) & Avx512BW.Shuffle(h3, (b3.AsUInt16() >>> 4).AsByte() & nibble);
            if (found != Vector512<byte>.Zero)
            {
                start = at;
                return ~Vector512.Equals(found, Vector512<byte>.Zero).ExtractMostSignificantBits();
            }
        }
    }

    /// <summary>
    /// Sieves, and looks closely at what is left. Where the sieve leaves much, as in text that is not ASCII, ever longer stretches are looked at closely
    /// without sieving them first.
    /// </summary>
    static ulong Next256(byte* buffer, ref nint at, nint last, BucketTables tables, bool byLow)
    {
        nint stretch = Block256;
        while (true)
        {
            var from = at;
            if (!(byLow ? SieveLow256(buffer, ref at, last, tables) : Sieve256(buffer, ref at, last, tables)))
            {
                return 0;
            }

            stretch = at == from ? Math.Min(stretch * 2, LongestStretch) : Block256;
            if (Close256(buffer, ref at, Math.Min(last, at + stretch - 1), tables) is var found and not 0)
            {
                return found;
            }
        }
    }

    /// <summary>
    /// Steps over blocks that cannot have candidates, by less than half the work: whether there is another. Bytes are looked up by their low halves as they are, which gives
    /// nothing for those that are not ASCII, so these are always left; and only the first place is looked up by the high half too.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static bool Sieve256(byte* buffer, ref nint start, nint last, BucketTables tables)
    {
        var (l0, l1, l2, l3) = (Wide256(tables.Sieve(0)), Wide256(tables.Sieve(1)), Wide256(tables.Sieve(2)), Wide256(tables.Sieve(3)));
        var (h0, nibble) = (Wide256(tables.High(0)), Vector256.Create((byte)15));
        for (var at = start; ; at += Block256)
        {
            if (at > last)
            {
                start = at;
                return false;
            }

            var (a0, b0, b3) = (Vector256.Load(buffer + at), Vector256.Load(buffer + at + 32), Vector256.Load(buffer + at + 35));
            var a = Avx2.Shuffle(l0, a0) & Avx2.Shuffle(l1, Vector256.Load(buffer + at + 1)) & Avx2.Shuffle(l2, Vector256.Load(buffer + at + 2))
                & Avx2.Shuffle(l3, Vector256.Load(buffer + at + 3)) & Avx2.Shuffle(h0, (a0.AsUInt16() >>> 4).AsByte() & nibble);
            var b = Avx2.Shuffle(l0, b0) & Avx2.Shuffle(l1, Vector256.Load(buffer + at + 33)) & Avx2.Shuffle(l2, Vector256.Load(buffer + at + 34))
                & Avx2.Shuffle(l3, b3) & Avx2.Shuffle(h0, (b0.AsUInt16() >>> 4).AsByte() & nibble);
            if ((a | b | ((a0 | b0 | b3) & Vector256.Create((byte)0x80))) != Vector256<byte>.Zero)
            {
                start = at;
                return true;
            }
        }
    }

    /// <summary>The same for ASCII, where low halves are enough: half the work again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static bool SieveLow256(byte* buffer, ref nint start, nint last, BucketTables tables)
    {
        var (l0, l1, l2, l3) = (Wide256(tables.Sieve(0)), Wide256(tables.Sieve(1)), Wide256(tables.Sieve(2)), Wide256(tables.Sieve(3)));
        for (var at = start; ; at += Block256)
        {
            if (at > last)
            {
                start = at;
                return false;
            }

            var p = buffer + at;
            var a = Avx2.Shuffle(l0, Vector256.Load(p)) & Avx2.Shuffle(l1, Vector256.Load(p + 1)) & Avx2.Shuffle(l2, Vector256.Load(p + 2)) & Avx2.Shuffle(l3, Vector256.Load(p + 3));
            var b = Avx2.Shuffle(l0, Vector256.Load(p + 32)) & Avx2.Shuffle(l1, Vector256.Load(p + 33)) & Avx2.Shuffle(l2, Vector256.Load(p + 34)) & Avx2.Shuffle(l3, Vector256.Load(p + 35));
            if ((a | b) != Vector256<byte>.Zero)
            {
                start = at;
                return true;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static ulong Close256(byte* buffer, ref nint start, nint last, BucketTables tables)
    {
        var (l0, l1, l2, l3) = (Wide256(tables.Low(0)), Wide256(tables.Low(1)), Wide256(tables.Low(2)), Wide256(tables.Low(3)));
        var (h0, h1, h2, h3) = (Wide256(tables.High(0)), Wide256(tables.High(1)), Wide256(tables.High(2)), Wide256(tables.High(3)));
        var nibble = Vector256.Create((byte)15);
        for (var at = start; ; at += Block256)
        {
            if (at > last)
            {
                start = at;
                return 0;
            }

            ulong candidates = 0;
            for (var half = 0; half < Block256; half += Vector256<byte>.Count)
            {
                var p = buffer + at + half;
                var (b0, b1, b2, b3) = (Vector256.Load(p), Vector256.Load(p + 1), Vector256.Load(p + 2), Vector256.Load(p + 3));
                var found = Avx2.Shuffle(l0, b0 & nibble) & Avx2.Shuffle(h0, (b0.AsUInt16() >>> 4).AsByte() & nibble)
                    & Avx2.Shuffle(l1, b1 & nibble) & Avx2.Shuffle(h1, (b1.AsUInt16() >>> 4).AsByte() & nibble)
                    & Avx2.Shuffle(l2, b2 & nibble) & Avx2.Shuffle(h2, (b2.AsUInt16() >>> 4).AsByte() & nibble)
                    & Avx2.Shuffle(l3, b3 & nibble) & Avx2.Shuffle(h3, (b3.AsUInt16() >>> 4).AsByte() & nibble);
                candidates |= (ulong)~Vector256.Equals(found, Vector256<byte>.Zero).ExtractMostSignificantBits() << half;
            }

            if (candidates != 0)
            {
                start = at;
                return candidates;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static ulong Next128(byte* buffer, ref nint start, nint last, BucketTables tables)
    {
        var (l0, l1, l2, l3) = (tables.Low(0), tables.Low(1), tables.Low(2), tables.Low(3));
        var (h0, h1, h2, h3) = (tables.High(0), tables.High(1), tables.High(2), tables.High(3));
        var nibble = Vector128.Create((byte)15);
        for (var at = start; ; at += Vector128<byte>.Count)
        {
            if (at > last)
            {
                start = at;
                return 0;
            }

            var (b0, b1) = (Vector128.Load(buffer + at), Vector128.Load(buffer + at + 1));
            var (b2, b3) = (Vector128.Load(buffer + at + 2), Vector128.Load(buffer + at + 3));
            var found = Vector128.Shuffle(l0, b0 & nibble) & Vector128.Shuffle(h0, (b0.AsUInt16() >>> 4).AsByte() & nibble)
                & Vector128.Shuffle(l1, b1 & nibble) & Vector128.Shuffle(h1, (b1.AsUInt16() >>> 4).AsByte() & nibble)
                & Vector128.Shuffle(l2, b2 & nibble) & Vector128.Shuffle(h2, (b2.AsUInt16() >>> 4).AsByte() & nibble)
                & Vector128.Shuffle(l3, b3 & nibble) & Vector128.Shuffle(h3, (b3.AsUInt16() >>> 4).AsByte() & nibble);
            if (found != Vector128<byte>.Zero)
            {
                start = at;
                return ~Vector128.Equals(found, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
            }
        }
    }

    static Vector512<byte> Entries(BucketTables tables, int place, int from) => Vector512.LoadUnsafe(ref tables.Entries(place), (nuint)from);

    static Vector512<byte> Wide512(Vector128<byte> table) => Vector512.Create(Wide256(table), Wide256(table));

    static Vector256<byte> Wide256(Vector128<byte> table) => Vector256.Create(table, table);
}
