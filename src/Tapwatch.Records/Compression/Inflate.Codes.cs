// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.Compression;

/// <content>Literals and matches, one at a time: near the ends of input and output, where <see cref="DecodeFast"/> may not go.</content>
sealed partial class Inflate
{
    Outcome? DecodeCodes(Span<byte> buffer, ref int position, int enough)
    {
        while (true)
        {
            if (position >= enough)
            {
                return Outcome.More;
            }

            // Enough ahead for the fast way, when the input has it.
            _input.Ensure(FastInput);
            if (_input.Ahead.Length >= FastInput && buffer.Length - position >= FastOutput)
            {
                if (DecodeFast(buffer, ref position, enough) is var fast && fast != Outcome.More)
                {
                    return Failed(fast);
                }

                if (_state != State.Codes)
                {
                    return null;
                }

                continue;
            }

            Fill();
            if (!TryDecode(_literals, out var entry))
            {
                return Failed(Outcome.Truncated);
            }

            if ((entry & DecodeTable.Literal) != 0)
            {
                buffer[position++] = (byte)(entry >> 16);
                _written++;
                continue;
            }

            if ((entry & DecodeTable.Exceptional) != 0)
            {
                if ((entry & DecodeTable.EndOfBlock) != 0)
                {
                    _state = State.Header;
                    return null;
                }

                return Failed(Outcome.Corrupt);
            }

            _copyLength = _value;
            if (!TryDecode(_distances, out entry))
            {
                return Failed(Outcome.Truncated);
            }

            if ((entry & DecodeTable.Exceptional) != 0 || _value > position || _value > _written)
            {
                return Failed(Outcome.Corrupt);
            }

            _copyDistance = _value;
            if (!Copy(buffer, ref position))
            {
                _state = State.Copy;
                return Outcome.More;
            }
        }
    }

    /// <summary>
    /// Takes the symbol that the next bits are, and the extra bits it calls for: false when the input has not so many. What they say together, a
    /// length or a distance, goes to <see cref="_value"/>.
    /// </summary>
    bool TryDecode(DecodeTable table, out uint entry)
    {
        entry = table.Entries[(int)(_bits & ((1UL << table.Width) - 1))];
        var (bits, taken) = (_bits, 0);
        if ((entry & (DecodeTable.Literal | DecodeTable.Link)) == DecodeTable.Link)
        {
            taken = table.Width;
            bits >>= taken;
            entry = table.Entries[(int)((entry >> 16) + (bits & ((1UL << (int)((entry >> 8) & 15)) - 1)))];
        }

        // No code begins like this; what is missing at the end of the input reads as zeros and may look so too.
        var size = (int)(entry & 0xFF);
        taken += (entry & DecodeTable.Invalid) == DecodeTable.Invalid && (entry & DecodeTable.Literal) == 0 ? Math.Max(size, 1) : size;
        if (taken > _bitCount)
        {
            return false;
        }

        var code = (int)((entry >> 8) & 15);
        _value = (int)((entry >> 16) & 0x7FFF) + (int)((bits & ((1UL << size) - 1)) >> code);
        _bits >>= taken;
        _bitCount -= taken;
        return true;
    }

    /// <summary>Copies the match at hand as far as there is room; whether all of it was copied.</summary>
    bool Copy(Span<byte> buffer, ref int position)
    {
        var length = Math.Min(_copyLength, buffer.Length - position);
        var at = position;
        if (_copyDistance >= length)
        {
            buffer.Slice(at - _copyDistance, length).CopyTo(buffer[at..]);
        }
        else
        {
            for (var i = 0; i < length; i++)
            {
                buffer[at + i] = buffer[at + i - _copyDistance];
            }
        }

        position += length;
        _written += length;
        _copyLength -= length;
        return _copyLength == 0;
    }
}
