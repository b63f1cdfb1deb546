// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Tapwatch.Records.Compression;

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
    const int LiteralWidth = 10;
    const int DistanceWidth = 8;

    readonly CompressedInput _input;

    // Entries: what zlib's `enough` finds for the worst code of so many symbols, 15 bits and such a first table.
    readonly DecodeTable _literals = new(LengthSymbols, LiteralWidth, 1334);
    readonly DecodeTable _distances = new(DistanceSymbols, DistanceWidth, 402);
    readonly LiteralRuns _runs = new(LiteralWidth);
    readonly DecodeTable _codeLengths = new(19, 7, 128);
    readonly byte[] _lengths = new byte[LengthSymbols + DistanceSymbols];
    ulong _bits;
    int _bitCount;
    State _state;
    Outcome _fault;
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
    /// Decodes into <paramref name="buffer"/> from <paramref name="position"/> until <paramref name="enough"/> is reached, and a little on where there is
    /// room. What stands before the position must be what was decoded before, as far back as 32 KiB: matches refer to it.
    /// </summary>
    public Outcome Decode(Span<byte> buffer, ref int position, int enough)
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
                        return Failed(fault);
                    }

                    break;
                case State.Stored:
                    while (_stored > 0)
                    {
                        if (position >= enough)
                        {
                            return Outcome.More;
                        }

                        var taken = _input.Read(buffer.Slice(position, Math.Min(_stored, enough - position)));
                        if (taken == 0)
                        {
                            return Failed(Outcome.Truncated);
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
                    if (DecodeCodes(buffer, ref position, enough) is { } outcome)
                    {
                        return outcome;
                    }

                    break;
                case State.Done:
                    return Outcome.End;
                default:
                    return _fault;
            }
        }
    }

    /// <summary>Ends with a fault, which is told again however often is asked: the first time there may be bytes to tell of, too.</summary>
    Outcome Failed(Outcome fault)
    {
        (_state, _fault) = (State.Failed, fault);
        return fault;
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
