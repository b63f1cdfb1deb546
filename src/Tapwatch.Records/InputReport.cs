// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records;

/// <summary>What was read and what was not: nothing that is passed over is missing here. May be written to by several threads at once.</summary>
public sealed class InputReport
{
    /// <summary>Problems, skipped inputs and groups of unrecognised items kept one by one; beyond, they are only counted.</summary>
    public const int MaximumKept = 1000;

    // Of a part, the lock is taken before that of the whole.
    readonly Lock _lock = new();
    readonly InputReport? _whole;
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
    bool _isJoined;

    /// <summary>A report of nothing yet.</summary>
    public InputReport()
    {
    }

    InputReport(InputReport whole) => _whole = whole;

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

    /// <summary>Problems and groups of unrecognised items it keeps.</summary>
    public int KeptCount
    {
        get
        {
            lock (_lock)
            {
                return _problems.Count + _unrecognised.Count;
            }
        }
    }

    /// <summary>
    /// A part for a source that is read beside others: it counts in the whole at once, but what it keeps one by one joins the whole by <see cref="Join"/>, in the order
    /// of sources. So the whole does not depend on which is read faster.
    /// </summary>
    public InputReport Part() => new(_whole ?? this);

    /// <summary>Puts what a part keeps behind what the whole keeps. What is added later goes there at once.</summary>
    public void Join()
    {
        if (_whole is null)
        {
            return;
        }

        lock (_lock)
        {
            _isJoined = true;
            lock (_whole._lock)
            {
                _problems.ForEach(_whole.Keep);
            }

            _whole.Add(_unrecognised.Values, lines: 0);
            _problems.Clear();
            _unrecognised.Clear();
        }
    }

    /// <summary>The report of a piece of a source that this is the report of, if the pieces come behind it.</summary>
    internal InputReport Next() => _whole?.Part() ?? this;

    internal void AddFile() => Interlocked.Increment(ref (_whole ?? this)._filesRead);

    internal void AddEmptyFile() => Interlocked.Increment(ref (_whole ?? this)._emptyFiles);

    internal void AddBytes(long count) => Interlocked.Add(ref (_whole ?? this)._bytesRead, count);

    internal void AddRecords(ReadOnlySpan<long> perKind)
    {
        var whole = _whole ?? this;
        lock (whole._lock)
        {
            for (var i = 0; i < perKind.Length; i++)
            {
                whole._records[i] += perKind[i];
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

        Interlocked.Add(ref (_whole ?? this)._unrecognisedCount, block._unrecognisedCount);
        Add(block._unrecognised.Values, lines);
    }

    internal void AddProblem(ReadProblem problem)
    {
        Interlocked.Increment(ref (_whole ?? this)._problemCount);
        lock (_lock)
        {
            if (!_isJoined)
            {
                Keep(problem);
                return;
            }
        }

        lock (_whole!._lock)
        {
            _whole.Keep(problem);
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
        Interlocked.Increment(ref (_whole ?? this)._unrecognisedCount);
        lock (_lock)
        {
            if (!_isJoined)
            {
                GroupOf(source, what)?.Add(line, text);
                return;
            }
        }

        lock (_whole!._lock)
        {
            _whole.GroupOf(source, what)?.Add(line, text);
        }
    }

    void Add(IReadOnlyCollection<UnrecognisedItems> groups, long lines)
    {
        lock (_lock)
        {
            if (!_isJoined)
            {
                foreach (var later in groups)
                {
                    GroupOf(later.Source, later.What)?.Add(later, lines);
                }

                return;
            }
        }

        _whole!.Add(groups, lines);
    }

    /// <summary>Keeps a problem in the order of places: the encoding of records is looked at when their chunk is given out, behind what stands after them.</summary>
    void Keep(ReadProblem problem)
    {
        var place = _problems.Count;
        while (place > 0 && IsBefore(problem, _problems[place - 1]))
        {
            place--;
        }

        if (place == MaximumKept)
        {
            return;
        }

        if (_problems.Count == MaximumKept)
        {
            _problems.RemoveAt(MaximumKept - 1);
        }

        _problems.Insert(place, problem);
    }

    static bool IsBefore(ReadProblem problem, ReadProblem other) =>
        problem.Source == other.Source
        && (problem.Line < other.Line || (problem.Line == other.Line && problem.Code != ReadProblemCodes.Encoding && other is { Line: not null, Code: ReadProblemCodes.Encoding }));

    /// <summary>The group of such items; null if it is none of the first.</summary>
    UnrecognisedItems? GroupOf(string source, string what)
    {
        if (!_unrecognised.TryGetValue((source, what), out var items))
        {
            if (_unrecognised.Count >= MaximumKept)
            {
                return null;
            }

            items = new UnrecognisedItems(source, what);
            _unrecognised.Add((source, what), items);
        }

        return items;
    }
}
