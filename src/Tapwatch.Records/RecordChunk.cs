// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Framing;

namespace Tapwatch.Records;

/// <summary>A piece of a source with the records in it. Whoever got it disposes it when nothing refers to its buffer any more.</summary>
public sealed class RecordChunk : IDisposable
{
    RecordSlice[] _records;
    readonly int _count;
    bool _disposed;

    internal RecordChunk(string sourceName, byte[] buffer, int length, RecordSlice[] records, int count, DateTime reference, bool isAscii)
    {
        SourceName = sourceName;
        Buffer = buffer;
        Length = length;
        _records = records;
        _count = count;
        Reference = reference;
        IsAscii = isAscii;
    }

    /// <summary>The bytes; every record is a slice of it. At least 64 bytes follow the last record.</summary>
    public byte[] Buffer { get; private set; }

    /// <summary>Where the data in <see cref="Buffer"/> ends.</summary>
    public int Length { get; }

    /// <summary>The records, by ascending start; they do not overlap.</summary>
    public ReadOnlySpan<RecordSlice> Records => _records.AsSpan(0, _count);

    /// <summary>The file or stream they came from, an archive's entry as <c>archive.zip!entry</c>.</summary>
    public string SourceName { get; }

    /// <summary>What dates without a year are resolved against.</summary>
    public DateTime Reference { get; }

    /// <summary>Whether the records, and the byte behind each, are known to hold nothing but ASCII.</summary>
    public bool IsAscii { get; }

    /// <summary>The block that holds the records, if their positions and lines are counted from its beginning.</summary>
    internal RecordBlock? Block { get; set; }

    /// <summary>Items of the source before those counted here. May wait until the blocks before this one are cut into records.</summary>
    internal long ItemsBefore => Block?.ItemsBefore ?? 0;

    /// <summary>Line breaks of the source before those counted here. May wait like <see cref="ItemsBefore"/>.</summary>
    internal long LinesBefore => Block?.LinesBefore ?? 0;

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            ChunkBuffers.Return(Buffer);
            ChunkBuffers.Return(_records);
            Buffer = [];
            _records = [];
        }
    }
}
