// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tapwatch.Records.Sources;

/// <content>Literals and matches where there is room on both sides, so that bounds are looked at once for several symbols.</content>
/// <remarks>
/// The shape is that of the fast native decoders: 64 bits are kept, filled eight bytes at a time without a branch; the entry of the next symbol is
/// loaded before the match at hand is copied; matches are copied in whole vectors that may run over their end, which later symbols overwrite.
/// What makes raw pointers safe here: a step takes at most 24 bytes of input and reads 8 beyond them, and writes at most 3 literals and a match of
/// 258 bytes, 31 bytes over; the loop goes on only while <see cref="FastInput"/> and <see cref="FastOutput"/> are left. A match is looked up in
/// bounds before it is copied, and every index into a table is masked to the table's width or lies in a second table that its link spans.
/// </remarks>
sealed partial class Inflate
{
    const int FastInput = 40;
    const int FastOutput = 3 + 258 + 32;

    unsafe Outcome DecodeFast(byte[] buffer, ref int position)
    {
        var outcome = Outcome.More;
        var ahead = _input.Ahead;
        fixed (byte* inputStart = ahead, outputStart = buffer)
        fixed (uint* literals = _literals.Entries, distances = _distances.Entries)
        {
            var input = inputStart;
            var inputEnd = inputStart + ahead.Length - FastInput;
            var start = outputStart + position;
            var output = start;
            var outputEnd = outputStart + buffer.Length - FastOutput;
            var lowest = start - Math.Min(position, _written);
            var bits = _bits;
            var count = (uint)_bitCount;
            var literalMask = (1UL << _literals.Width) - 1;
            var distanceMask = (1UL << _distances.Width) - 1;

            bits |= Unsafe.ReadUnaligned<ulong>(input) << (int)count;
            input += (63 - count) >> 3;
            count |= 56;
            var entry = literals[bits & literalMask];
            while (true)
            {
                // Two more literals fit into the bits that are there: 3 codes of 11, then a length of 20 at most.
                var saved = bits;
                bits >>= (int)entry;
                count -= entry & 0xFF;
                if ((int)entry < 0)
                {
                    *output++ = (byte)(entry >> 16);
                    entry = literals[bits & literalMask];
                    saved = bits;
                    bits >>= (int)entry;
                    count -= entry & 0xFF;
                    if ((int)entry < 0)
                    {
                        *output++ = (byte)(entry >> 16);
                        entry = literals[bits & literalMask];
                        saved = bits;
                        bits >>= (int)entry;
                        count -= entry & 0xFF;
                        if ((int)entry < 0)
                        {
                            *output++ = (byte)(entry >> 16);
                            goto next;
                        }
                    }
                }

                if ((entry & DecodeTable.Exceptional) != 0)
                {
                    if ((entry & DecodeTable.Link) != 0)
                    {
                        entry = literals[(entry >> 16) + (bits & ((1UL << (int)((entry >> 8) & 15)) - 1))];
                        saved = bits;
                        bits >>= (int)entry;
                        count -= entry & 0xFF;
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

                var length = (entry >> 16) + (uint)((saved & ((1UL << (int)entry) - 1)) >> (int)((entry >> 8) & 15));

                // A distance takes 28 bits at most.
                if (count < 28)
                {
                    bits |= Unsafe.ReadUnaligned<ulong>(input) << (int)count;
                    input += (63 - count) >> 3;
                    count |= 56;
                }

                entry = distances[bits & distanceMask];
                if ((entry & DecodeTable.Exceptional) != 0)
                {
                    if ((entry & DecodeTable.Link) != 0)
                    {
                        bits >>= (int)entry;
                        count -= entry & 0xFF;
                        entry = distances[(entry >> 16) + (bits & ((1UL << (int)((entry >> 8) & 15)) - 1))];
                    }

                    if ((entry & DecodeTable.Exceptional) != 0)
                    {
                        outcome = Outcome.Corrupt;
                        break;
                    }
                }

                var distance = (entry >> 16) + (uint)((bits & ((1UL << (int)entry) - 1)) >> (int)((entry >> 8) & 15));
                bits >>= (int)entry;
                count -= entry & 0xFF;
                if (distance > output - lowest)
                {
                    outcome = Outcome.Corrupt;
                    break;
                }

                bits |= Unsafe.ReadUnaligned<ulong>(input) << (int)count;
                input += (63 - count) >> 3;
                count |= 56;
                entry = literals[bits & literalMask];

                var source = output - distance;
                var target = output;
                output += length;
                if (distance >= 32)
                {
                    do
                    {
                        Vector256.Store(Vector256.Load(source), target);
                        source += 32;
                        target += 32;
                    }
                    while (target < output);
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

                bits |= Unsafe.ReadUnaligned<ulong>(input) << (int)count;
                input += (63 - count) >> 3;
                count |= 56;
                entry = literals[bits & literalMask];
            }

            // Bits above the count are there already but not taken; they are read again.
            _bits = bits & ((1UL << (int)count) - 1);
            _bitCount = (int)count;
            _input.Skip((int)(input - inputStart));
            position = (int)(output - outputStart);
            _written += output - start;
        }

        return outcome;
    }
}
