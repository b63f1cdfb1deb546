// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.Compression;

/// <summary>The bytes of a compressed stream, read in pieces; the last few can be given back.</summary>
/// <remarks>
/// Pieces end at multiples of their size, counted from the beginning of the data: how much has been read when a place is decoded does not depend on
/// where decoding began.
/// </remarks>
sealed class CompressedInput(Stream stream)
{
    // The first bytes are kept free for what is given back across a refill.
    const int Kept = 16;

    const int Piece = 64 << 10;

    // Less than this is left when there is more to be looked at.
    const int MostLeft = 64;

    readonly byte[] _buffer = new byte[Kept + MostLeft + Piece];
    Stream _stream = stream;
    int _position = Kept;
    int _end = Kept;
    bool _ended;

    /// <summary>Bytes taken so far.</summary>
    public long Position { get; private set; }

    /// <summary>Bytes read so far, taken or not.</summary>
    public long Reached => Position + _end - _position;

    /// <summary>What can be looked at without reading on; may be empty before the end.</summary>
    public ReadOnlySpan<byte> Ahead => _buffer.AsSpan(_position, _end - _position);

    /// <summary>Begins anew, with a stream that stands at the given place of the data.</summary>
    public void Restart(Stream stream, long position)
    {
        (_stream, Position) = (stream, position);
        (_position, _end, _ended) = (Kept, Kept, false);
    }

    /// <summary>Goes on with another stream of the same data, which stands at <see cref="Reached"/>.</summary>
    public void GoOn(Stream stream) => (_stream, _ended) = (stream, false);

    /// <summary>Takes bytes that were looked at.</summary>
    public void Skip(int count)
    {
        _position += count;
        Position += count;
    }

    /// <summary>Gives back the last bytes taken (up to 16).</summary>
    public void Unread(int count)
    {
        _position -= count;
        Position -= count;
    }

    /// <summary>Reads on until so many bytes (up to 64) can be looked at, or there are no more.</summary>
    public void Ensure(int count)
    {
        while (_end - _position < count && !_ended)
        {
            // What is left goes to the front, behind room for what may be given back.
            var from = Math.Max(0, _position - Kept);
            _buffer.AsSpan(from, _end - from).CopyTo(_buffer);
            _position -= from;
            _end -= from;
            var taken = _stream.Read(_buffer, _end, NextPiece);
            _end += taken;
            _ended = taken == 0;
        }
    }

    public bool TryReadByte(out byte value)
    {
        if (_position == _end && !Refill())
        {
            value = 0;
            return false;
        }

        value = _buffer[_position];
        Skip(1);
        return true;
    }

    /// <summary>Takes some bytes, at least one unless there are no more.</summary>
    public int Read(Span<byte> target)
    {
        if (_position == _end && !Refill())
        {
            return 0;
        }

        var count = Math.Min(target.Length, _end - _position);
        _buffer.AsSpan(_position, count).CopyTo(target);
        Skip(count);
        return count;
    }

    /// <summary>Fills the target; false when the input ends before.</summary>
    public bool TryRead(Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            var count = Read(target);
            if (count == 0)
            {
                return false;
            }

            target = target[count..];
        }

        return true;
    }

    /// <summary>Passes over bytes; false when the input ends before.</summary>
    public bool TrySkip(long count)
    {
        while (count > 0)
        {
            if (_position == _end && !Refill())
            {
                return false;
            }

            var step = (int)Math.Min(count, _end - _position);
            Skip(step);
            count -= step;
        }

        return true;
    }

    int NextPiece => Piece - (int)(Reached % Piece);

    bool Refill()
    {
        if (_ended)
        {
            return false;
        }

        _buffer.AsSpan(_end - Kept, Kept).CopyTo(_buffer);
        _position = Kept;
        _end = Kept + _stream.Read(_buffer, Kept, NextPiece);
        _ended = _end == Kept;
        return !_ended;
    }
}
