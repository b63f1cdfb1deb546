// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;

namespace Tapwatch.Records.Sources;

/// <content>Literals and matches.</content>
sealed partial class Inflate
{
    Outcome? DecodeCodes(byte[] buffer, ref int position)
    {
        var start = position;
        var at = position;
        var bits = _bits;
        var count = _bitCount;
        var literals = _literals.Entries;
        var distances = _distances.Entries;
        Outcome? outcome = null;
        while (true)
        {
            if (at == buffer.Length)
            {
                outcome = Outcome.More;
                break;
            }

            // 56 bits are enough for a length (15 + 5) and a distance (15 + 13).
            if (count < 56)
            {
                if (_input.Ahead.Length >= 8)
                {
                    bits |= BinaryPrimitives.ReadUInt64LittleEndian(_input.Ahead) << count;
                    var taken = (63 - count) >> 3;
                    _input.Skip(taken);
                    count += taken << 3;
                }
                else
                {
                    while (count < 56 && _input.TryReadByte(out var next))
                    {
                        bits |= (ulong)next << count;
                        count += 8;
                    }
                }
            }

            var entry = HuffmanTable.Find(literals, _literals.RootBits, bits);
            var length = HuffmanTable.Length(entry);
            if (length == 0 || length > count)
            {
                outcome = length == 0 && count >= 15 ? Outcome.Corrupt : Outcome.Truncated;
                break;
            }

            bits >>= length;
            count -= length;
            var symbol = HuffmanTable.Symbol(entry);
            if (symbol < 256)
            {
                buffer[at++] = (byte)symbol;
                continue;
            }

            if (symbol == 256)
            {
                _state = State.Header;
                break;
            }

            symbol -= 257;
            if (symbol > 28)
            {
                outcome = Outcome.Corrupt;
                break;
            }

            int extra = _lengthExtra[symbol];
            var copyLength = _lengthBase[symbol] + (int)(bits & ((1UL << extra) - 1));
            bits >>= extra;
            count -= extra;
            entry = HuffmanTable.Find(distances, _distances.RootBits, bits);
            length = HuffmanTable.Length(entry);
            if (count < 0 || length == 0 || length > count)
            {
                outcome = length == 0 && count >= 15 ? Outcome.Corrupt : Outcome.Truncated;
                break;
            }

            bits >>= length;
            count -= length;
            symbol = HuffmanTable.Symbol(entry);
            if (symbol > 29)
            {
                outcome = Outcome.Corrupt;
                break;
            }

            extra = _distanceExtra[symbol];
            var distance = _distanceBase[symbol] + (int)(bits & ((1UL << extra) - 1));
            bits >>= extra;
            count -= extra;
            if (count < 0)
            {
                outcome = Outcome.Truncated;
                break;
            }

            if (distance > at || distance > _written + (at - start))
            {
                outcome = Outcome.Corrupt;
                break;
            }

            _copyLength = copyLength;
            _copyDistance = distance;
            if (!Copy(buffer, ref at))
            {
                _state = State.Copy;
                outcome = Outcome.More;
                break;
            }
        }

        if (outcome is Outcome.Corrupt or Outcome.Truncated)
        {
            _state = State.Failed;
        }

        _written += at - start;
        position = at;
        _bits = bits;
        _bitCount = count;
        return outcome;
    }

    /// <summary>Copies the match at hand as far as there is room; whether all of it was copied.</summary>
    bool Copy(byte[] buffer, ref int position)
    {
        var length = Math.Min(_copyLength, buffer.Length - position);
        var at = position;
        if (_copyDistance >= length)
        {
            buffer.AsSpan(at - _copyDistance, length).CopyTo(buffer.AsSpan(at));
        }
        else if (_copyDistance == 1)
        {
            buffer.AsSpan(at, length).Fill(buffer[at - 1]);
        }
        else
        {
            for (var i = 0; i < length; i++)
            {
                buffer[at + i] = buffer[at + i - _copyDistance];
            }
        }

        position += length;
        _copyLength -= length;
        if (_state == State.Copy)
        {
            _written += length;
        }

        return _copyLength == 0;
    }
}
