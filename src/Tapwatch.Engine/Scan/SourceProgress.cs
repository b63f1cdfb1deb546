// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Tapwatch.Records;

namespace Tapwatch.Engine.Scan;

/// <summary>How far one source of a pass has been read and handed on. Guarded by the lock of its pass, but for the reader.</summary>
sealed class SourceProgress(InputSource source, ReadOptions options, InputReport report) : IDisposable
{
    readonly Dictionary<long, ChunkRows> _done = [];
    long _begun;
    long _delivered;

    /// <summary>Used by one worker at a time: the one that set <see cref="IsBeingRead"/>.</summary>
    public RecordReader Reader { get; } = new(source, options, report);

    public bool IsBeingRead { get; set; }

    /// <summary>Whether the last chunk has been read.</summary>
    public bool IsRead { get; set; }

    /// <summary>Chunks read and not yet handed on.</summary>
    public int Outstanding => (int)(_begun - _delivered);

    public bool IsDelivered => IsRead && !IsBeingRead && Outstanding == 0;

    public long Begin() => _begun++;

    public void Finish(long number, ChunkRows rows) => _done.Add(number, rows);

    /// <summary>The next chunk in order, if it is finished.</summary>
    public bool TryTake([NotNullWhen(true)] out ChunkRows? rows)
    {
        var found = _done.Remove(_delivered, out rows);
        _delivered += found ? 1 : 0;
        return found;
    }

    public void Dispose()
    {
        Reader.Dispose();
        foreach (var rows in _done.Values)
        {
            rows.Dispose();
        }

        _done.Clear();
    }
}
