// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.Sources;

/// <summary>A stream whose first bytes were looked at.</summary>
sealed class PrefixedStream : ReadStream
{
    readonly Stream _inner;
    readonly byte[] _prefix;
    readonly int _length;
    int _position;

    /// <summary>Reads up to <paramref name="size"/> bytes ahead.</summary>
    public PrefixedStream(Stream inner, int size)
    {
        _inner = inner;
        _prefix = new byte[size];
        _length = inner.ReadAtLeast(_prefix, size, throwOnEndOfStream: false);
    }

    /// <summary>The first bytes.</summary>
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
