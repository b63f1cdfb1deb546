// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tapwatch.Records.Compression;

/// <content>Literals and matches where there is room on both sides, so that bounds are looked at once for several symbols.</content>
/// <remarks>
/// The shape is that of the fast native decoders: 64 bits are kept, filled eight bytes at a time without a branch; the entry of the next symbol is
/// loaded before the match at hand is copied; one look gives two literals where it can; matches are copied in whole vectors that may run over their
/// end, which later symbols overwrite. Of the count of bits only the lowest eight are meant: what lies above is left from whole entries taken off.
/// Entries that are not exceptional have no flags, so that shifting by what stands from bit 8 on, of which six bits count, shifts by the length of the code.
/// What makes raw pointers safe here: a step takes at most 21 bytes of input and reads 8 beyond them, and writes at most 10 literals, or 8 and a match
/// of 258 bytes, 63 bytes over; the loop goes on only while <see cref="FastInput"/> and <see cref="FastOutput"/> are left. A match is looked up in
/// bounds before it is copied, and every index into a table is masked to the table's width or lies in a second table that its link spans.
/// </remarks>
sealed partial class Inflate
{
    const int FastInput = 40;

    /// <summary>Room beyond what is asked for, so that all of it can be decoded the fast way.</summary>
    public const int FastOutput = 10 + 258 + 64;
    const ulong LiteralMask = ((1 << LiteralWidth) - 1) << 2;
    const ulong DistanceMask = ((1 << DistanceWidth) - 1) << 2;

    unsafe Outcome DecodeFast(Span<byte> buffer, ref int position, int enough)
    {
        var outcome = Outcome.More;
        var ahead = _input.Ahead;
        fixed (byte* inputStart = ahead, outputStart = buffer)
        fixed (uint* literals = _literals.Entries, runs = _runs.Entries, distances = _distances.Entries)
        {
            var input = inputStart;
            var inputEnd = inputStart + ahead.Length - FastInput;
            var start = outputStart + position;
            var output = start;
            var outputEnd = outputStart + Math.Min(enough, buffer.Length - FastOutput);
            var lowest = start - Math.Min(position, _written);

            // The bits stand two places up, so that masked they are the place of an entry in bytes: an addition less to wait for.
            var bits = _bits << 2;
            var count = (uint)_bitCount + 2;
            bits |= Unsafe.ReadUnaligned<ulong>(input) << (int)count;
            input += (~count >> 3) & 7;
            count |= 56;
            var entry = At(runs, bits & LiteralMask);
            while (true)
            {
                // There are 54 bits. Two looks at literals take 20 of them, a length 20; then there are enough for the first look at a distance.
                var saved = bits;
                bits >>= (int)entry;
                count -= entry;
                if ((int)entry < 0)
                {
                    Unsafe.WriteUnaligned(output, (ushort)(entry >> 8));
                    output += (entry >> 30) - 1;
                    entry = At(runs, bits & LiteralMask);
                    saved = bits;
                    bits >>= (int)entry;
                    count -= entry;
                    if ((int)entry < 0)
                    {
                        Unsafe.WriteUnaligned(output, (ushort)(entry >> 8));
                        output += (entry >> 30) - 1;
                        entry = At(runs, bits & LiteralMask);

                        // Filled while the entry is on its way from memory; so again below.
                        bits |= Unsafe.ReadUnaligned<ulong>(input) << (int)count;
                        input += (~count >> 3) & 7;
                        count |= 56;
                        saved = bits;
                        bits >>= (int)entry;
                        count -= entry;
                        if ((int)entry < 0)
                        {
                            Unsafe.WriteUnaligned(output, (ushort)(entry >> 8));
                            output += (entry >> 30) - 1;
                            entry = At(runs, bits & LiteralMask);
                            saved = bits;
                            bits >>= (int)entry;
                            count -= entry;
                            if ((int)entry < 0)
                            {
                                Unsafe.WriteUnaligned(output, (ushort)(entry >> 8));
                                output += (entry >> 30) - 1;
                                entry = At(runs, bits & LiteralMask);
                                saved = bits;
                                bits >>= (int)entry;
                                count -= entry;
                                if ((int)entry < 0)
                                {
                                    Unsafe.WriteUnaligned(output, (ushort)(entry >> 8));
                                    output += (entry >> 30) - 1;
                                    goto next;
                                }
                            }
                        }
                    }
                }

                if ((entry & DecodeTable.Exceptional) != 0)
                {
                    if ((entry & DecodeTable.Link) != 0)
                    {
                        entry = literals[(entry >> 16) + Low(bits >> 2, entry >> 8 & 15)];
                        saved = bits;
                        bits >>= (int)entry;
                        count -= entry;
                        if ((int)entry < 0)
                        {
                            *output++ = (byte)(entry >> 16);
                            goto next;
                        }
                    }

                    if ((entry & DecodeTable.Exceptional) != 0)
                    {
                        if ((entry & DecodeTable.EndOfBlock) != 0)
                        {
                            _state = State.Header;
                        }
                        else
                        {
                            outcome = Outcome.Corrupt;
                        }

                        break;
                    }
                }

                var length = (entry >> 16) + (uint)(Low(saved >> 2, entry) >> (int)(entry >> 8));
                entry = At(distances, bits & DistanceMask);
                bits |= Unsafe.ReadUnaligned<ulong>(input) << (int)count;
                input += (~count >> 3) & 7;
                count |= 56;
                if ((entry & DecodeTable.Exceptional) != 0)
                {
                    if ((entry & DecodeTable.Link) != 0)
                    {
                        bits >>= (int)entry;
                        count -= entry;
                        entry = distances[(entry >> 16) + Low(bits >> 2, entry >> 8 & 15)];
                    }

                    if ((entry & DecodeTable.Exceptional) != 0)
                    {
                        outcome = Outcome.Corrupt;
                        break;
                    }
                }

                var distance = (entry >> 16) + (uint)(Low(bits >> 2, entry) >> (int)(entry >> 8));
                bits >>= (int)entry;
                count -= entry;
                if (distance > output - lowest)
                {
                    outcome = Outcome.Corrupt;
                    break;
                }

                entry = At(runs, bits & LiteralMask);
                bits |= Unsafe.ReadUnaligned<ulong>(input) << (int)count;
                input += (~count >> 3) & 7;
                count |= 56;

                var source = output - distance;
                var target = output;
                output += length;
                if (distance >= 32)
                {
                    // Most matches are short: two vectors without a question about the length.
                    Vector256.Store(Vector256.Load(source), target);
                    Vector256.Store(Vector256.Load(source + 32), target + 32);
                    while (target + 64 < output)
                    {
                        source += 64;
                        target += 64;
                        Vector256.Store(Vector256.Load(source), target);
                        Vector256.Store(Vector256.Load(source + 32), target + 32);
                    }
                }
                else if (distance >= 8)
                {
                    do
                    {
                        Unsafe.WriteUnaligned(target, Unsafe.ReadUnaligned<ulong>(source));
                        source += 8;
                        target += 8;
                    }
                    while (target < output);
                }
                else if (distance == 1)
                {
                    var filled = Vector256.Create(*source);
                    do
                    {
                        Vector256.Store(filled, target);
                        target += 32;
                    }
                    while (target < output);
                }
                else
                {
                    do
                    {
                        *target++ = *source++;
                    }
                    while (target < output);
                }

                if (input >= inputEnd || output >= outputEnd)
                {
                    break;
                }

                continue;

            next:
                if (input >= inputEnd || output >= outputEnd)
                {
                    break;
                }

                entry = At(runs, bits & LiteralMask);
                bits |= Unsafe.ReadUnaligned<ulong>(input) << (int)count;
                input += (~count >> 3) & 7;
                count |= 56;
            }

            // Bits above the count are there already but not taken; they are read again.
            _bitCount = (int)(count & 63) - 2;
            _bits = Low(bits, count & 63) >> 2;
            _input.Skip((int)(input - inputStart));
            position = (int)(output - outputStart);
            _written += output - start;
        }

        return outcome;
    }

    /// <summary>The entry so many bytes on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static unsafe uint At(uint* entries, ulong bytes) => *(uint*)((byte*)entries + bytes);

    /// <summary>The lowest bits, so many as the lowest byte of the count says (fewer than 64).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Low(ulong bits, uint count) => Bmi2.X64.IsSupported ? Bmi2.X64.ZeroHighBits(bits, count) : bits & ((1UL << (int)(count & 63)) - 1);
}
