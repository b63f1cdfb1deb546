// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Tapwatch.Records;

namespace Tapwatch.Engine.Scan;

/// <summary>How far one source of a pass, or a run of small ones, has been read and handed on. Guarded by the lock of its pass, but for reading itself.</summary>
/// <remarks>A source is read in turn, by one worker at a time, or in blocks, by any number of them; small ones only in turn, many chunks at once.</remarks>
sealed class SourceProgress(RecordReader reader, Outstanding all, bool isRun = false) : IDisposable
{
    const int KeptInUnit = 64;

    // What was scanned and waits for its turn. Without rows it holds no memory.
    readonly Dictionary<long, ScannedChunk> _done = [];
    RecordBlocks? _blocks;
    long _firstBlock;
    bool _isBegun;
    bool _isSplit;
    bool _isBeingRead;
    bool _isRead;
    long _begun;
    long _delivered;
    int _outstanding;
    int _kept;

    /// <summary>Whether it is a run of small sources.</summary>
    public bool IsRun => isRun;

    /// <summary>Whether there is something to read now.</summary>
    public bool IsWaiting => _blocks is { } blocks ? _begun - _firstBlock < blocks.Count : !_isRead && !_isBeingRead;

    /// <summary>What it holds of <see cref="Outstanding"/>.</summary>
    public int Held => _outstanding;

    /// <summary>Whether all rows have been handed on, and nobody reads in vain a block that was given up.</summary>
    public bool IsDelivered => _isRead && _begun == _delivered && _outstanding == 0;

    /// <summary>How many chunks have been scanned and not handed on.</summary>
    public int ScannedChunks => _done.Count;

    /// <summary>Whether there are rows to hand on.</summary>
    public bool IsReady => _done.ContainsKey(_delivered);

    /// <summary>Whether it has been read to its end.</summary>
    public bool IsRead => _isRead;

    /// <summary>Whether <see cref="DecodeAhead"/> finds something to do.</summary>
    public bool CanDecodeAhead(int threads) => reader.CanDecodeAhead(threads);

    /// <summary>Decodes some of what is read later. Without the lock.</summary>
    public void DecodeAhead(int threads, CancellationToken stopping) => reader.DecodeAhead(threads, stopping);

    /// <summary>What to read next; only if <see cref="IsWaiting"/>.</summary>
    public ScanTask Begin()
    {
        Count(Outstanding.Chunk);
        if (_blocks is not null)
        {
            return new ScanTask(this, _blocks, _begun - _firstBlock, _begun++);
        }

        _isBeingRead = true;
        return new ScanTask(this);
    }

    /// <summary>The pieces of the source, if it is one that is read in pieces: in place of everything else. By the worker that began it and without the lock.</summary>
    public IReadOnlyList<SourceProgress>? Divide(int most)
    {
        if (_isBegun)
        {
            return null;
        }

        _isBegun = true;
        return reader.Divide(most)?.Select(r => new SourceProgress(r, all) { _isBegun = true }).ToList();
    }

    /// <summary>Reads the next chunk in turn, by the worker that began it and without the lock.</summary>
    public bool TryRead([NotNullWhen(true)] out RecordChunk? chunk, CancellationToken stopping)
    {
        if (reader.TryRead(out chunk, stopping))
        {
            return true;
        }

        // Others may be reading blocks of it that were given up.
        if (!_isSplit)
        {
            reader.Dispose();
        }

        return false;
    }

    /// <summary>Notes that a chunk was read in turn, or that there was none; its turn.</summary>
    public long FinishReading(bool read)
    {
        _isBeingRead = false;
        _isRead = !read;
        CountKept();
        if (!read)
        {
            Count(-Outstanding.Chunk);
            return -1;
        }

        _blocks = reader.Split();
        _isSplit |= _blocks is not null;
        _firstBlock = _begun + 1;
        return _begun++;
    }

    /// <summary>Notes what a chunk read in turn gave.</summary>
    public void Finish(long number, ChunkRows rows)
    {
        Count(-Outstanding.Chunk);
        Add(number, new ScannedChunk(rows, null));
    }

    /// <summary>Notes what chunks of a run gave, and whether it may go on.</summary>
    public void Finish(IReadOnlyList<ChunkRows> rows, bool read)
    {
        Count(-Outstanding.Chunk);
        (_isBeingRead, _isRead) = (false, !read);
        CountKept();
        foreach (var found in rows)
        {
            Add(_begun++, new ScannedChunk(found, null));
        }
    }

    /// <summary>Notes what a block gave.</summary>
    public void Finish(ScanTask task, RecordBlock block, ChunkRows? rows)
    {
        Count(-Outstanding.Chunk);
        if (task.Blocks != _blocks)
        {
            // A block before it was not whole: this one is read again, in turn.
            rows?.Dispose();
            return;
        }

        Add(task.Number, new ScannedChunk(rows, block));
    }

    /// <summary>The next chunk in order that gave rows, if all before it are finished.</summary>
    public bool TryTake([NotNullWhen(true)] out ChunkRows? rows)
    {
        while (_done.Remove(_delivered, out var next) && Accept(next))
        {
            if (next.Rows is not null)
            {
                rows = next.Rows;
                Count(-rows.Weight);
                return true;
            }
        }

        rows = null;
        return false;
    }

    /// <summary>Tells what was found in it. In the order of sources.</summary>
    public void Report()
    {
        reader.Report.Join();
        CountKept();
    }

    public void Dispose()
    {
        reader.Dispose();
        foreach (var chunk in _done.Values)
        {
            chunk.Rows?.Dispose();
        }

        _done.Clear();
    }

    void Add(long number, ScannedChunk chunk)
    {
        if (chunk.Rows is { IsEmpty: true } rows)
        {
            // Its buffer is free again, only its turn is kept.
            rows.Dispose();
            chunk = chunk with { Rows = null };
        }

        Count(chunk.Rows?.Weight ?? 0);
        _done.Add(number, chunk);
        while (_done.TryGetValue(_delivered, out var next) && next.Rows is null)
        {
            _done.Remove(_delivered);
            if (!Accept(next))
            {
                return;
            }
        }
    }

    /// <summary>Takes the chunk whose turn it is; false if it and all that came behind it must be read again.</summary>
    bool Accept(ScannedChunk chunk)
    {
        if (chunk.Block is not null && !reader.Accept(chunk.Block))
        {
            Drop(chunk);
            foreach (var later in _done.Values)
            {
                Drop(later);
            }

            _done.Clear();
            _begun = _delivered;
            ReadInTurn(isBroken: true);
            return false;
        }

        _delivered++;
        if (_blocks is { } blocks && _delivered - _firstBlock == blocks.Count)
        {
            ReadInTurn(isBroken: false);
        }

        return true;
    }

    void ReadInTurn(bool isBroken)
    {
        _blocks = null;
        reader.Resume(isBroken);
    }

    void Drop(ScannedChunk chunk)
    {
        if (chunk.Rows is { } rows)
        {
            rows.Dispose();
            Count(-rows.Weight);
        }
    }

    /// <summary>Problems told later take memory too.</summary>
    void CountKept()
    {
        var units = reader.Report.KeptCount / KeptInUnit;
        all.Count += units - _kept;
        _kept = units;
    }

    void Count(int more)
    {
        _outstanding += more;
        all.Count += more;
    }

    /// <summary>What a chunk gave; no rows: nothing.</summary>
    sealed record ScannedChunk(ChunkRows? Rows, RecordBlock? Block);
}
