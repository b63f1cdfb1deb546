// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records;

/// <summary>What was read and what was not: nothing that is passed over is missing here. May be written to by several threads at once.</summary>
public sealed class InputReport
{
    /// <summary>Problems, skipped inputs and groups of unrecognised items kept one by one; beyond, they are only counted.</summary>
    public const int MaximumKept = 1000;

    readonly Lock _lock = new();
    readonly long[] _records = new long[RecordKinds.Count];
    readonly List<ReadProblem> _problems = [];
    readonly List<SkippedInput> _skipped = [];
    readonly Dictionary<(string Source, string What), UnrecognisedItems> _unrecognised = [];
    long _bytesRead;
    long _unrecognisedCount;
    long _problemCount;
    long _skippedCount;
    long _filesRead;
    long _emptyFiles;

    /// <summary>Bytes read from files and streams (compressed ones as they are stored).</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>Files and streams opened.</summary>
    public long FilesRead => Interlocked.Read(ref _filesRead);

    /// <summary>Files without a byte.</summary>
    public long EmptyFiles => Interlocked.Read(ref _emptyFiles);

    /// <summary>Records found, of all kinds.</summary>
    public long RecordCount
    {
        get
        {
            var sum = 0L;
            foreach (var count in _records)
            {
                sum += count;
            }

            return sum;
        }
    }

    /// <summary>Records found per kind; kinds without any are left out.</summary>
    public IReadOnlyDictionary<RecordKind, long> Records
    {
        get
        {
            lock (_lock)
            {
                var found = new Dictionary<RecordKind, long>();
                for (var i = 0; i < _records.Length; i++)
                {
                    if (_records[i] > 0)
                    {
                        found.Add(RecordKinds.At(i), _records[i]);
                    }
                }

                return found;
            }
        }
    }

    /// <summary>Records found of one kind.</summary>
    public long RecordsOf(RecordKind kind)
    {
        lock (_lock)
        {
            return _records[RecordKinds.IndexOf(kind)];
        }
    }

    /// <summary>JSON values, lines and files that are no record of a known kind.</summary>
    public long UnrecognisedCount => Interlocked.Read(ref _unrecognisedCount);

    /// <summary>What was not recognised, by source and by what it seems to be.</summary>
    public IReadOnlyList<UnrecognisedItems> Unrecognised
    {
        get
        {
            lock (_lock)
            {
                return [.. _unrecognised.Values];
            }
        }
    }

    /// <summary>Things that went wrong.</summary>
    public long ProblemCount => Interlocked.Read(ref _problemCount);

    /// <summary>The first <see cref="MaximumKept"/> problems.</summary>
    public IReadOnlyList<ReadProblem> Problems
    {
        get
        {
            lock (_lock)
            {
                return [.. _problems];
            }
        }
    }

    /// <summary>Inputs that were left out on purpose: devices, pipes, links seen before.</summary>
    public long SkippedCount => Interlocked.Read(ref _skippedCount);

    /// <summary>The first <see cref="MaximumKept"/> inputs that were left out.</summary>
    public IReadOnlyList<SkippedInput> Skipped
    {
        get
        {
            lock (_lock)
            {
                return [.. _skipped];
            }
        }
    }

    internal void AddFile() => Interlocked.Increment(ref _filesRead);

    internal void AddEmptyFile() => Interlocked.Increment(ref _emptyFiles);

    internal void AddBytes(long count) => Interlocked.Add(ref _bytesRead, count);

    internal void AddRecords(ReadOnlySpan<long> perKind)
    {
        lock (_lock)
        {
            for (var i = 0; i < perKind.Length; i++)
            {
                _records[i] += perKind[i];
            }
        }
    }

    /// <summary>Adds what was found in a block without problems, whose lines were counted from behind so many.</summary>
    internal void AddBlock(InputReport block, long lines)
    {
        AddRecords(block._records);
        if (block._unrecognisedCount == 0)
        {
            return;
        }

        lock (_lock)
        {
            _unrecognisedCount += block._unrecognisedCount;
            foreach (var (group, later) in block._unrecognised)
            {
                if (!_unrecognised.TryGetValue(group, out var items))
                {
                    if (_unrecognised.Count >= MaximumKept)
                    {
                        continue;
                    }

                    items = new UnrecognisedItems(later.Source, later.What);
                    _unrecognised.Add(group, items);
                }

                items.Add(later, lines);
            }
        }
    }

    internal void AddProblem(ReadProblem problem)
    {
        lock (_lock)
        {
            _problemCount++;
            if (_problems.Count < MaximumKept)
            {
                _problems.Add(problem);
            }
        }
    }

    internal void AddSkipped(string name, string reason)
    {
        lock (_lock)
        {
            _skippedCount++;
            if (_skipped.Count < MaximumKept)
            {
                _skipped.Add(new SkippedInput(name, reason));
            }
        }
    }

    /// <summary>Counts an item that was not recognised; its text is made only if it is among the first of its group.</summary>
    internal void AddUnrecognised(string source, string what, long? line, ReadOnlySpan<byte> text)
    {
        lock (_lock)
        {
            _unrecognisedCount++;
            if (!_unrecognised.TryGetValue((source, what), out var items))
            {
                if (_unrecognised.Count >= MaximumKept)
                {
                    return;
                }

                items = new UnrecognisedItems(source, what);
                _unrecognised.Add((source, what), items);
            }

            items.Add(line, text);
        }
    }
}
