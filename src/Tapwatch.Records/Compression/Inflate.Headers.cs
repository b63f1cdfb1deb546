// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.Compression;

/// <content>The headers of blocks: stored, with the fixed codes, or with codes of their own.</content>
sealed partial class Inflate
{
    static readonly byte[] _codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    Outcome? ReadHeader()
    {
        if (!TryTake(3, out var header))
        {
            return Outcome.Truncated;
        }

        _last = (header & 1) != 0;
        switch (header >> 1)
        {
            case 0:
                _bits >>= _bitCount & 7;
                _bitCount &= ~7;
                if (!TryTake(16, out var length) || !TryTake(16, out var complement))
                {
                    return Outcome.Truncated;
                }

                if ((length ^ complement) != 0xFFFF)
                {
                    return Outcome.Corrupt;
                }

                _input.Unread(_bitCount >> 3);
                (_bits, _bitCount) = (0, 0);
                _stored = length;
                _state = State.Stored;
                return null;
            case 1:
                var lengths = _lengths.AsSpan();
                lengths[..144].Fill(8);
                lengths[144..256].Fill(9);
                lengths[256..280].Fill(7);
                lengths[280..288].Fill(8);
                lengths[288..320].Fill(5);
                _literals.Build(lengths[..288], Symbols.LiteralsAndLengths, mayBeEmpty: false);
                _distances.Build(lengths[288..320], Symbols.Distances, mayBeEmpty: false);
                _runs.Make(_literals);
                _state = State.Codes;
                return null;
            case 2:
                return ReadCodes();
            default:
                return Outcome.Corrupt;
        }
    }

    Outcome? ReadCodes()
    {
        if (!TryTake(14, out var counts))
        {
            return Outcome.Truncated;
        }

        var literals = (counts & 31) + 257;
        var distances = ((counts >> 5) & 31) + 1;
        var codes = (counts >> 10) + 4;
        Span<byte> codeLengths = stackalloc byte[19];
        codeLengths.Clear();
        for (var i = 0; i < codes; i++)
        {
            if (!TryTake(3, out var length))
            {
                return Outcome.Truncated;
            }

            codeLengths[_codeOrder[i]] = (byte)length;
        }

        if (literals > 286 || distances > 30 || !_codeLengths.Build(codeLengths, Symbols.CodeLengths, mayBeEmpty: false))
        {
            return Outcome.Corrupt;
        }

        var lengths = _lengths.AsSpan(0, literals + distances);
        for (var i = 0; i < lengths.Length;)
        {
            Fill();
            if (!TryDecode(_codeLengths, out var entry))
            {
                return Outcome.Truncated;
            }

            if ((entry & DecodeTable.Exceptional) != 0)
            {
                return Outcome.Corrupt;
            }

            var symbol = _value;
            if (symbol < 16)
            {
                lengths[i++] = (byte)symbol;
                continue;
            }

            var (extra, least) = symbol switch
            {
                16 => (2, 3),
                17 => (3, 3),
                _ => (7, 11),
            };
            if (!TryTake(extra, out var more))
            {
                return Outcome.Truncated;
            }

            var repeat = least + more;
            if (i + repeat > lengths.Length || (symbol == 16 && i == 0))
            {
                return Outcome.Corrupt;
            }

            lengths.Slice(i, repeat).Fill(symbol == 16 ? lengths[i - 1] : (byte)0);
            i += repeat;
        }

        if (lengths[256] == 0 || !_literals.Build(lengths[..literals], Symbols.LiteralsAndLengths, mayBeEmpty: false) || !_distances.Build(lengths[literals..], Symbols.Distances, mayBeEmpty: true))
        {
            return Outcome.Corrupt;
        }

        _runs.Make(_literals);
        _state = State.Codes;
        return null;
    }
}
