// SPDX-License-Identifier: Apache-2.0

using System.Buffers;

namespace Tapwatch.Records.Sources;

/// <summary>A stream whose first bytes were looked at.</summary>
sealed class PrefixedStream : ReadStream
{
    // More than is looked at, so that a small file is read in one go.
    const int ReadAhead = 16 << 10;

    readonly Stream _inner;
    byte[] _prefix;
    int _length;
    int _position;

    /// <summary>Reads ahead until <paramref name="size"/> bytes can be looked at.</summary>
    public PrefixedStream(Stream inner, int size)
    {
        _inner = inner;
        _prefix = ArrayPool<byte>.Shared.Rent(Math.Max(size, ReadAhead));
        _length = inner.ReadAtLeast(_prefix, size, throwOnEndOfStream: false);
    }

    /// <summary>The first bytes; good until they have been read.</summary>
    public ReadOnlySpan<byte> Prefix => _prefix.AsSpan(0, _length);

    public override int Read(Span<byte> buffer)
    {
        if (_position == _length)
        {
            return _inner.Read(buffer);
        }

        var count = Math.Min(buffer.Length, _length - _position);
        _prefix.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        if (_position == _length)
        {
            ArrayPool<byte>.Shared.Return(_prefix);
            (_prefix, _position, _length) = ([], 0, 0);
        }

        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
