// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Tapwatch.Records;

namespace Tapwatch.Engine.Scan;

/// <summary>How far one source of a pass has been read and handed on. Guarded by the lock of its pass, but for the reader.</summary>
sealed class SourceProgress(InputSource source, ReadOptions options, InputReport report) : IDisposable
{
    // Null for a chunk that gave nothing: its buffer is free again, only its turn is kept.
    readonly Dictionary<long, ChunkRows?> _done = [];
    long _begun;
    long _delivered;

    /// <summary>Used by one worker at a time: the one that set <see cref="IsBeingRead"/>.</summary>
    public RecordReader Reader { get; } = new(source, options, report);

    public bool IsBeingRead { get; set; }

    /// <summary>Whether the last chunk has been read.</summary>
    public bool IsRead { get; set; }

    /// <summary>Chunks read and not yet handed on that hold memory: those being scanned, and those that gave rows.</summary>
    public int Outstanding { get; private set; }

    public bool IsDelivered => IsRead && !IsBeingRead && _begun == _delivered;

    public long Begin()
    {
        Outstanding++;
        return _begun++;
    }

    /// <summary>Notes what a chunk gave; whether that holds memory until it is handed on.</summary>
    public bool Finish(long number, ChunkRows rows)
    {
        if (!rows.IsEmpty)
        {
            _done.Add(number, rows);
            return true;
        }

        rows.Dispose();
        _done.Add(number, null);
        Outstanding--;
        while (_done.TryGetValue(_delivered, out var next) && next is null)
        {
            _done.Remove(_delivered++);
        }

        return false;
    }

    /// <summary>Whether the next chunk in order is finished and gave rows.</summary>
    public bool IsReady => _done.ContainsKey(_delivered);

    /// <summary>The next chunk in order that gave rows, if all before it are finished.</summary>
    public bool TryTake([NotNullWhen(true)] out ChunkRows? rows)
    {
        while (_done.Remove(_delivered, out rows))
        {
            _delivered++;
            if (rows is not null)
            {
                Outstanding--;
                return true;
            }
        }

        return false;
    }

    public void Dispose()
    {
        Reader.Dispose();
        foreach (var rows in _done.Values)
        {
            rows?.Dispose();
        }

        _done.Clear();
    }
}
