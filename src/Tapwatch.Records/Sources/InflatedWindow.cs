// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.Sources;

/// <summary>What an <see cref="Inflate"/> decodes, with the last 32 KiB kept for its matches, and the checksum of it.</summary>
sealed class InflatedWindow(Inflate inflate)
{
    const int History = 32 << 10;

    readonly byte[] _buffer = new byte[History + (64 << 10)];
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
        if (_read == _written)
        {
            if (_written > History)
            {
                _buffer.AsSpan(_written - History, History).CopyTo(_buffer);
                _written = History;
            }

            _read = _written;
            outcome = inflate.Decode(_buffer, ref _written);
            Checksum = Crc32.Append(Checksum, _buffer.AsSpan(_read, _written - _read));
            Produced += _written - _read;
        }

        var count = Math.Min(target.Length, _written - _read);
        _buffer.AsSpan(_read, count).CopyTo(target);
        _read += count;
        return count;
    }
}
