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

    // Where the data in a buffer and in the system's memory lie a few bytes apart within their pages, some processors copy it three times as slowly: they are brought
    // to the same place of so many bytes.
    const int Alignment = 64;

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
        _blockBytes = Math.Max(64, options.ChunkBytes - _overlap - (2 * JsonStructure.Padding) - Alignment);
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
        var buffer = ChunkBuffers.Rent(Alignment + (int)(next - first) + _overlap + JsonStructure.Padding + 1);
        try
        {
            var lead = Lead(buffer, first);
            var origin = first - lead;
            if (Fill(ref buffer, block.Number == 0, origin, lead, (int)(next - origin)) is not var (start, end))
            {
                return;
            }

            (block.Start, block.End) = (origin + start, origin + end);
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

    /// <summary>How far into the buffer the data from a place of the file is put.</summary>
    static unsafe int Lead(byte[] buffer, long first)
    {
        fixed (byte* p = buffer)
        {
            return (int)((first - (long)p) & (Alignment - 1));
        }
    }

    /// <summary>Reads the lines that begin in a block; where they stand in the buffer, or null if they are too long or cannot be read.</summary>
    /// <param name="buffer">Gets the data.</param>
    /// <param name="atItem">Whether an item begins with the block.</param>
    /// <param name="origin">Where in the file the buffer would begin.</param>
    /// <param name="lead">Where in the buffer the block begins.</param>
    /// <param name="size">Where in the buffer it ends.</param>
    (int Start, int End)? Fill(ref byte[] buffer, bool atItem, long origin, int lead, int size)
    {
        var filled = lead;
        var ended = false;
        var start = atItem ? lead : -1;
        var sought = size - 1;
        while (true)
        {
            var room = buffer.Length - JsonStructure.Padding - 1;
            var wanted = Math.Min(room, filled == lead ? size + _overlap : room);
            while (filled < wanted && !ended)
            {
                int count;
                try
                {
                    count = RandomAccess.Read(_file, buffer.AsSpan(filled, wanted - filled), origin + filled);
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
                var before = buffer.AsSpan(lead, filled - lead).IndexOf((byte)'\n');
                start = before >= 0 ? lead + before + 1 : ended ? filled : -1;
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

            if (filled - lead > _longest)
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
