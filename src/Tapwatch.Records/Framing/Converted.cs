// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using Tapwatch.Records.Json;

namespace Tapwatch.Records.Framing;

/// <summary>Records that had to be written anew because they have no JSON form in the input: rows of tables.</summary>
sealed class Converted(int chunkBytes) : IBufferWriter<byte>, IDisposable
{
    byte[] _buffer = [];
    int _length;

    /// <summary>Whether anything was written.</summary>
    public bool InUse => _length > 0;

    /// <summary>Whether it is time to give out a chunk.</summary>
    public bool IsFull => _length >= chunkBytes;

    /// <summary>Where the next byte goes.</summary>
    public int Length => _length;

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_length);
    }

    /// <summary>The buffer, which the caller owns from now on, and how much of it is used.</summary>
    public (byte[] Buffer, int Length) Take()
    {
        Reserve(JsonStructure.Padding);
        _buffer.AsSpan(_length, JsonStructure.Padding).Clear();
        var taken = (_buffer, _length);
        (_buffer, _length) = ([], 0);
        return taken;
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            ChunkBuffers.Return(_buffer);
            _buffer = [];
        }
    }

    void Reserve(int size)
    {
        var needed = _length + Math.Max(size, 1) + JsonStructure.Padding;
        if (_buffer.Length < needed)
        {
            var larger = ChunkBuffers.Rent(Math.Max(needed, Math.Max(chunkBytes, _buffer.Length * 2)));
            _buffer.AsSpan(0, _length).CopyTo(larger);
            Dispose();
            _buffer = larger;
        }
    }
}
