// SPDX-License-Identifier: Apache-2.0

using System.Text.Unicode;

namespace Tapwatch.Records.Framing;

/// <summary>Collects the records of the next chunk.</summary>
sealed class ChunkBuilder(string name, InputReport report, DateTime reference)
{
    const int LeastRecords = 1024;

    readonly long[] _perKind = new long[RecordKinds.Count];
    RecordSlice[] _records = [];
    int _room = LeastRecords;
    bool _toldEncoding;
    long _badEncoding;

    /// <summary>Records so far.</summary>
    public int Count { get; private set; }

    /// <summary>What dates without a year are resolved against.</summary>
    public DateTime Reference => reference;

    /// <summary>Where the next records may be put; at least one.</summary>
    public Span<RecordSlice> Room
    {
        get
        {
            Grow();
            return _records.AsSpan(Count);
        }
    }

    /// <summary>Adds records that were put into <see cref="Room"/>.</summary>
    public void Take(int kind, int count)
    {
        Count += count;
        _perKind[kind] += count;
    }

    /// <summary>Adds a record; the parameters are those of <see cref="RecordSlice"/>.</summary>
    public void Add(int start, int length, int kind, long position, long line)
    {
        Grow();
        _records[Count++] = new RecordSlice(start, length, (byte)kind, position, line);
        _perKind[kind]++;
    }

    /// <summary>The chunk of the records so far, which stand in the given buffer; it owns the buffer from now on.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="length">How much of it is used.</param>
    /// <param name="isAscii">Whether the records, and the byte behind each, are known to hold nothing but ASCII.</param>
    public RecordChunk Seal(byte[] buffer, int length, bool isAscii)
    {
        if (!isAscii)
        {
            CheckEncoding(buffer);
        }

        report.AddRecords(_perKind);
        Array.Clear(_perKind);
        var chunk = new RecordChunk(name, buffer, length, _records, Count, reference, isAscii);
        (_records, _room, Count) = ([], Math.Max(LeastRecords, Count), 0);
        return chunk;
    }

    /// <summary>Gives back what it holds and reports what was only counted.</summary>
    public void Close()
    {
        ChunkBuffers.Return(_records);
        _records = [];
        if (_badEncoding > 0)
        {
            report.AddProblem(new ReadProblem(name, null, null, ReadProblemCodes.Encoding, $"{_badEncoding} more records with bytes that are not UTF-8"));
        }
    }

    void Grow()
    {
        if (Count == _records.Length)
        {
            var larger = ChunkBuffers.RentRecords(Math.Max(_room, Count * 2));
            _records.AsSpan().CopyTo(larger);
            ChunkBuffers.Return(_records);
            _records = larger;
        }
    }

    void CheckEncoding(byte[] buffer)
    {
        var first = _records[0].Start;
        var last = _records[Count - 1];
        if (Utf8.IsValid(buffer.AsSpan(first, last.Start + last.Length - first)))
        {
            return;
        }

        // Between records there may be the remains of envelopes: only the records themselves count.
        foreach (ref readonly var record in _records.AsSpan(0, Count))
        {
            if (Utf8.IsValid(buffer.AsSpan(record.Start, record.Length)))
            {
                continue;
            }

            if (_toldEncoding)
            {
                _badEncoding++;
            }
            else
            {
                _toldEncoding = true;
                report.AddProblem(new ReadProblem(name, record.Line, null, ReadProblemCodes.Encoding, "a record with bytes that are not UTF-8; it is read, and the bytes are shown as U+FFFD"));
            }
        }
    }
}
