// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Tapwatch.Records.Sources;

/// <summary>
/// DEFLATE (RFC 1951), decoded block by block into a window. The framework's stream says nothing of a missing end,
/// loses what it decoded before a fault, and does not tell where a member ends: evidence needs all three.
/// </summary>
sealed partial class Inflate
{
    /// <summary>How a call of <see cref="Decode"/> ended.</summary>
    public enum Outcome
    {
        /// <summary>The output is full; there is more.</summary>
        More,

        /// <summary>The last block has ended.</summary>
        End,

        /// <summary>The input ended before it.</summary>
        Truncated,

        /// <summary>No DEFLATE data.</summary>
        Corrupt,
    }

    enum State
    {
        Header,
        Stored,
        Codes,
        Copy,
        Done,
        Failed,
    }

    const int LengthSymbols = 288;
    const int DistanceSymbols = 32;

    readonly CompressedInput _input;

    // Entries: what zlib's `enough` finds for the worst code of so many symbols, 15 bits and such a first table.
    readonly DecodeTable _literals = new(LengthSymbols, 11, 2342);
    readonly DecodeTable _distances = new(DistanceSymbols, 8, 402);
    readonly DecodeTable _codeLengths = new(19, 7, 128);
    readonly byte[] _lengths = new byte[LengthSymbols + DistanceSymbols];
    ulong _bits;
    int _bitCount;
    State _state;
    bool _last;
    int _stored;
    int _copyLength;
    int _copyDistance;
    int _value;
    long _written;

    public Inflate(CompressedInput input) => _input = input;

    /// <summary>Makes ready for another stream of blocks.</summary>
    public void Reset()
    {
        (_bits, _bitCount, _state, _last, _written) = (0, 0, State.Header, false, 0);
    }

    /// <summary>
    /// Decodes into <paramref name="buffer"/> from <paramref name="position"/> to its end. What stands before the position must be
    /// what was decoded before, as far back as 32 KiB: matches refer to it.
    /// </summary>
    public Outcome Decode(byte[] buffer, ref int position)
    {
        while (true)
        {
            switch (_state)
            {
                case State.Header:
                    if (_last)
                    {
                        // Whole bytes that were taken beyond the last block go back.
                        _input.Unread(_bitCount >> 3);
                        _state = State.Done;
                        return Outcome.End;
                    }

                    if (ReadHeader() is { } fault)
                    {
                        _state = State.Failed;
                        return fault;
                    }

                    break;
                case State.Stored:
                    while (_stored > 0)
                    {
                        if (position == buffer.Length)
                        {
                            return Outcome.More;
                        }

                        var taken = _input.Read(buffer.AsSpan(position, Math.Min(_stored, buffer.Length - position)));
                        if (taken == 0)
                        {
                            _state = State.Failed;
                            return Outcome.Truncated;
                        }

                        position += taken;
                        _written += taken;
                        _stored -= taken;
                    }

                    _state = State.Header;
                    break;
                case State.Copy:
                    if (!Copy(buffer, ref position))
                    {
                        return Outcome.More;
                    }

                    _state = State.Codes;
                    break;
                case State.Codes:
                    if (DecodeCodes(buffer, ref position) is { } outcome)
                    {
                        return outcome;
                    }

                    break;
                case State.Done:
                    return Outcome.End;
                default:
                    return Outcome.Truncated;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool TryTake(int count, out int value)
    {
        Fill();
        value = (int)(_bits & ((1UL << count) - 1));
        if (count > _bitCount)
        {
            return false;
        }

        _bits >>= count;
        _bitCount -= count;
        return true;
    }

    void Fill()
    {
        while (_bitCount <= 48 && _input.TryReadByte(out var next))
        {
            _bits |= (ulong)next << _bitCount;
            _bitCount += 8;
        }
    }
}
