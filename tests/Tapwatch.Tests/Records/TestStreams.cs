// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Records.Sources;

namespace Tapwatch.Tests.Records;

/// <summary>A stream of a beginning, one character many times, and an end, that nobody has to hold.</summary>
sealed class RepeatingStream(string first, char filling, long count, string last) : ReadStream
{
    readonly byte[] _first = Encoding.UTF8.GetBytes(first);
    readonly byte[] _last = Encoding.UTF8.GetBytes(last);
    long _position;

    public override int Read(Span<byte> buffer)
    {
        var (part, at) = _position < _first.Length ? (_first, _position) : _position < _first.Length + count ? (null, 0L) : (_last, _position - _first.Length - count);
        int length;
        if (part is null)
        {
            length = (int)Math.Min(buffer.Length, _first.Length + count - _position);
            buffer[..length].Fill((byte)filling);
        }
        else
        {
            length = (int)Math.Min(buffer.Length, part.Length - at);
            part.AsSpan((int)at, length).CopyTo(buffer);
        }

        _position += length;
        return length;
    }
}

/// <summary>A stream that fails after its bytes.</summary>
sealed class FailingStream(byte[] content) : ReadStream
{
    int _position;

    public override int Read(Span<byte> buffer)
    {
        if (_position == content.Length)
        {
            throw new IOException("the disk is gone");
        }

        var count = Math.Min(buffer.Length, content.Length - _position);
        content.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }
}

/// <summary>A stream that gives its bytes in pieces of random size.</summary>
sealed class DribblingStream(byte[] content, Random random) : ReadStream
{
    int _position;

    public override int Read(Span<byte> buffer)
    {
        var count = Math.Min(random.Next(1, 40), Math.Min(buffer.Length, content.Length - _position));
        content.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }
}
