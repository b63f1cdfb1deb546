// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.Sources;

/// <summary>What an <see cref="Inflate"/> decodes, with the last 32 KiB kept for its matches, and the checksum of it.</summary>
sealed class InflatedWindow(Inflate inflate)
{
    const int History = 32 << 10;

    // Decoded, then summed: so much stays in the nearest caches in between.
    const int Step = 64 << 10;

    // Where so much is asked for it is decoded in its place; less is not worth keeping the history for.
    const int LeastInPlace = 2 * Step;

    readonly byte[] _buffer = new byte[History + Step + Inflate.FastOutput];
    int _read;
    int _written;

    /// <summary>Bytes decoded since <see cref="Reset"/>.</summary>
    public long Produced { get; private set; }

    /// <summary>CRC-32 of them.</summary>
    public uint Checksum { get; private set; }

    /// <summary>Begins anew.</summary>
    public void Reset()
    {
        inflate.Reset();
        (_read, _written, Produced, Checksum) = (0, 0, 0, 0);
    }

    /// <summary>Some of the decoded bytes; none at the end or at a fault, which the outcome tells.</summary>
    public int Read(Span<byte> target, out Inflate.Outcome outcome)
    {
        outcome = Inflate.Outcome.More;
        if (_read == _written && (Produced > 0 || target.Length < LeastInPlace))
        {
            if (_written > History)
            {
                _buffer.AsSpan(_written - History, History).CopyTo(_buffer);
                _written = History;
            }

            _read = _written;
            outcome = Decode(_buffer, ref _written, _written + Step);
        }

        var count = Math.Min(target.Length, _written - _read);
        _buffer.AsSpan(_read, count).CopyTo(target);
        _read += count;

        // All that a match may refer to stands in the target now: the rest needs no copying.
        if (outcome == Inflate.Outcome.More && _read == _written && target.Length - count >= LeastInPlace && count >= Math.Min(History, Produced))
        {
            var enough = target.Length - Inflate.FastOutput;
            while (outcome == Inflate.Outcome.More && count < enough)
            {
                outcome = Decode(target, ref count, Math.Min(enough, count + Step));
            }

            _written = Math.Min(History, count);
            _read = _written;
            target.Slice(count - _written, _written).CopyTo(_buffer);
        }

        return count;
    }

    Inflate.Outcome Decode(Span<byte> buffer, ref int position, int enough)
    {
        var start = position;
        var outcome = inflate.Decode(buffer, ref position, enough);
        Checksum = Crc32.Append(Checksum, buffer[start..position]);
        Produced += position - start;
        return outcome;
    }
}
