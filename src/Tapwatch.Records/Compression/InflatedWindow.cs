// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.Compression;

/// <summary>What an <see cref="Inflate"/> decodes, with the last 32 KiB kept for its matches, and the checksum of it.</summary>
sealed class InflatedWindow(Inflate inflate)
{
    /// <summary>How far back matches go.</summary>
    public const int History = 32 << 10;

    /// <summary>Bytes decoded at a time, then summed: so much stays in the nearest caches in between. A step ends where another would have had it begun anywhere else.</summary>
    public const int Step = 64 << 10;

    /// <summary>Room for a step.</summary>
    public const int StepRoom = Step + Inflate.FastOutput;

    // Where so much is asked for it is decoded in its place; less is not worth keeping the history for.
    const int LeastInPlace = 2 * Step;

    readonly byte[] _buffer = new byte[History + StepRoom];
    int _read;
    int _written;

    /// <summary>Bytes decoded since <see cref="Reset"/>.</summary>
    public long Produced { get; private set; }

    /// <summary>CRC-32 of them.</summary>
    public uint Checksum { get; private set; }

    /// <summary>How many of them wait to be read.</summary>
    public int Waiting => _written - _read;

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
            outcome = Append(_buffer, ref _written);
        }

        var count = Math.Min(target.Length, Waiting);
        _buffer.AsSpan(_read, count).CopyTo(target);
        _read += count;

        // All that a match may refer to stands in the target now: the rest needs no copying.
        if (outcome == Inflate.Outcome.More && _read == _written && target.Length - count >= LeastInPlace && count >= Math.Min(History, Produced))
        {
            while (outcome == Inflate.Outcome.More && target.Length - count >= StepRoom)
            {
                outcome = Append(target, ref count);
            }

            if (outcome == Inflate.Outcome.More)
            {
                Keep(target[..count]);
            }
        }

        return count;
    }

    /// <summary>
    /// Decodes a step into a buffer that holds what was decoded before, as far back as matches go, and has <see cref="StepRoom"/>.
    /// </summary>
    public Inflate.Outcome Append(Span<byte> buffer, ref int position)
    {
        var start = position;
        var outcome = inflate.Decode(buffer, ref position, position + Step - (int)(Produced % Step));
        Checksum = Crc32.Append(Checksum, buffer[start..position]);
        Produced += position - start;
        return outcome;
    }

    /// <summary>Notes what was decoded last elsewhere, so that reading can go on behind it.</summary>
    public void Keep(ReadOnlySpan<byte> decoded)
    {
        _written = (int)Math.Min(Math.Min(History, decoded.Length), Produced);
        _read = _written;
        decoded[^_written..].CopyTo(_buffer);
    }
}
