// SPDX-License-Identifier: Apache-2.0

using Microsoft.Win32.SafeHandles;
using Tapwatch.Records.Framing;
using Tapwatch.Records.Json;

namespace Tapwatch.Records;

/// <summary>
/// What is left of a file, in blocks that several threads read and cut into records at once, each beginning at the first line that begins in it.
/// A block that is not whole (an array goes on into the next, say) shows only when it is cut: what the blocks behind it gave is thrown away then,
/// and <see cref="RecordReader.Resume"/> goes on in turn.
/// </summary>
public sealed class RecordBlocks
{
    // What the last line of a block reaches into the next one, most times.
    const int Overlap = 8 << 10;

    readonly SafeFileHandle _file;
    readonly Framer _before;
    readonly long _start;
    readonly long _end;
    readonly int _blockBytes;
    readonly int _overlap;
    readonly int _longest;
    readonly object _lock = new();

    // At 0 what was before all blocks. Behind it, by block: items and line breaks up to its end, as far as all up to it are cut (_cut of them);
    // those of the block itself beyond that; -1 for those not cut. _broken is the first that is not whole.
    long[] _items = new long[64];
    long[] _lines = new long[64];
    long _cut;
    long _broken = long.MaxValue;
    int _waiting;

    internal RecordBlocks(SafeFileHandle file, Framer before, ReadOptions options, long end)
    {
        (_file, _before, _start, _end) = (file, before, before.Offset, end);
        _overlap = Math.Min(Overlap, Math.Max(64, options.ChunkBytes / 8));
        _blockBytes = Math.Max(64, options.ChunkBytes - _overlap - (2 * JsonStructure.Padding));
        _longest = options.MaximumRecordBytes;
        Array.Fill(_items, -1);
        (_items[0], _lines[0]) = (before.Items, before.Lines);
        Count = ((end - _start) + _blockBytes - 1) / _blockBytes;
    }

    /// <summary>How many there are.</summary>
    public long Count { get; }

    /// <summary>Reads one and cuts it into records. Any thread may, each block once.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public RecordBlock Read(long number, CancellationToken cancellation = default)
    {
        var block = new RecordBlock(this, number);
        try
        {
            cancellation.ThrowIfCancellationRequested();
            Cut(block);
        }
        finally
        {
            // Others may wait for it, whatever happened.
            NoteCut(block);
        }

        return block;
    }

    /// <summary>Items and line breaks before a block, when all blocks before are cut; without meaning if one of them is not whole.</summary>
    internal (long Items, long Lines) Before(long number)
    {
        lock (_lock)
        {
            while (_cut < number && _broken >= number)
            {
                _waiting++;
                Monitor.Wait(_lock);
                _waiting--;
            }

            return _cut < number ? (0, 0) : (_items[number], _lines[number]);
        }
    }

    void Cut(RecordBlock block)
    {
        // The byte before the block tells whether a line begins with it.
        var first = block.Number == 0 ? _start : _start + (block.Number * _blockBytes) - 1;
        var next = Math.Min(_end, _start + ((block.Number + 1) * _blockBytes));
        var buffer = ChunkBuffers.Rent((int)(next - first) + _overlap + JsonStructure.Padding + 1);
        try
        {
            if (Fill(ref buffer, block.Number == 0, first, (int)(next - first)) is not var (start, end))
            {
                return;
            }

            (block.Start, block.End) = (first + start, first + end);
            using var framer = new Framer(_before, buffer, start, end, block.Report);
            buffer = [];
            block.Chunk = framer.TakeBlock(_before, out var isWhole);
            (block.IsWhole, block.Items, block.Lines) = (isWhole, framer.Items, framer.Lines);
            if (block.Chunk is { } chunk)
            {
                chunk.Block = block;
            }
        }
        finally
        {
            ChunkBuffers.Return(buffer);
        }
    }

    /// <summary>Reads the lines that begin in a block; where they stand in the buffer, or null if they are too long or cannot be read.</summary>
    (int Start, int End)? Fill(ref byte[] buffer, bool atItem, long first, int size)
    {
        var filled = 0;
        var ended = false;
        var start = atItem ? 0 : -1;
        var sought = size - 1;
        while (true)
        {
            var room = buffer.Length - JsonStructure.Padding - 1;
            var wanted = Math.Min(room, filled == 0 ? size + _overlap : room);
            while (filled < wanted && !ended)
            {
                int count;
                try
                {
                    count = RandomAccess.Read(_file, buffer.AsSpan(filled, wanted - filled), first + filled);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    // Reading in turn meets it again and says so.
                    return null;
                }

                ended = count == 0;
                filled += count;
            }

            if (start < 0)
            {
                var before = buffer.AsSpan(0, filled).IndexOf((byte)'\n');
                start = before >= 0 ? before + 1 : ended ? filled : -1;
            }

            if (start >= size)
            {
                // A line of an earlier block fills this one.
                return (start, start);
            }

            if (start >= 0)
            {
                // The last line ends with the first line break from the last byte of the block on.
                var last = sought < filled ? buffer.AsSpan(sought, filled - sought).IndexOf((byte)'\n') : -1;
                if (last >= 0 || ended)
                {
                    return (start, last >= 0 ? sought + last + 1 : filled);
                }

                sought = Math.Max(sought, filled);
            }

            if (filled > _longest)
            {
                return null;
            }

            if (filled == room)
            {
                var larger = ChunkBuffers.Rent(buffer.Length * 2);
                buffer.AsSpan(0, filled).CopyTo(larger);
                ChunkBuffers.Return(buffer);
                buffer = larger;
            }
        }
    }

    void NoteCut(RecordBlock block)
    {
        lock (_lock)
        {
            var place = block.Number + 1;
            if (place >= _items.Length)
            {
                var known = _items.Length;
                Array.Resize(ref _items, (int)Math.Max(place + 1, known * 2L));
                Array.Resize(ref _lines, _items.Length);
                Array.Fill(_items, -1, known, _items.Length - known);
            }

            (_items[place], _lines[place]) = (block.Items, block.Lines);
            _broken = block.IsWhole ? _broken : Math.Min(_broken, block.Number);
            while (_cut + 1 < _items.Length && _items[_cut + 1] >= 0)
            {
                _cut++;
                _items[_cut] += _items[_cut - 1];
                _lines[_cut] += _lines[_cut - 1];
            }

            if (_waiting > 0)
            {
                Monitor.PulseAll(_lock);
            }
        }
    }
}
