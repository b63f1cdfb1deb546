// SPDX-License-Identifier: Apache-2.0

using System.Runtime.ExceptionServices;
using Tapwatch.Records;

namespace Tapwatch.Engine.Scan;

/// <summary>
/// A pass on several threads. Workers take the next chunk of a source, or a block of a big file, and scan it; the calling thread hands the rows on
/// in the order of sources and chunks. So one big file keeps all workers busy, and so do many small ones.
/// </summary>
sealed class ParallelPass
{
    const int ChunksAheadPerThread = 5;
    const int ChunksAtOnce = 4;
    const int SourcesAheadPerThread = 4;
    const int SourcesWaitingPerThread = 256;
    const int PiecesPerThread = 8;
    const int RunsPerThread = 8;
    const int MostInRun = 128;
    const int LongestWaitForWorkers = 2000;

    // Workers make the plans of rules too, whose conditions may nest deep.
    const int PlanStackBytes = 8 << 20;

    static readonly TimeSpan _progressInterval = TimeSpan.FromMilliseconds(100);

    readonly object _lock = new();
    readonly ScanPass _pass;
    readonly ScanInputs _inputs;
    readonly EngineOptions _options;
    readonly List<SourceProgress> _open = [];
    readonly Outstanding _outstanding = new();
    int _opened;

    // The source whose rows are handed on now. May be read without the lock: who is wrong copies in vain, or not.
    volatile SourceProgress? _first;

    // Sources opened and not read to their end.
    int _reading;

    // Workers that wait for something to do.
    int _waiting;

    // Whether the calling thread waits for rows, and nobody woke it.
    bool _sleeps;
    ExceptionDispatchInfo? _fault;

    public ParallelPass(ScanPass pass, ScanInputs inputs, EngineOptions options) => (_pass, _inputs, _options) = (pass, inputs, options);

    public void Run(CancellationToken cancellation)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var wake = stopping.Token.Register(Wake);
        var workers = new Thread[_options.Threads];
        for (var i = 0; i < workers.Length; i++)
        {
            workers[i] = new Thread(() => Work(stopping.Token), PlanStackBytes) { IsBackground = true, Name = "scan" };
            workers[i].Start();
        }

        try
        {
            DeliverAll(cancellation);
        }
        finally
        {
            // A worker may be waiting for a stream that says nothing more (a terminal, a pipe). It is left behind then, with what it uses.
            stopping.Cancel();
            var until = Environment.TickCount64 + LongestWaitForWorkers;
            if (Array.TrueForAll(workers, w => w.Join((int)Math.Max(0, until - Environment.TickCount64))))
            {
                _open.ForEach(static s => s.Dispose());
            }

            lock (_lock)
            {
                _open.ForEach(static s => s.Report());
            }
        }

        cancellation.ThrowIfCancellationRequested();
        _fault?.Throw();
    }

    void DeliverAll(CancellationToken cancellation)
    {
        while (TakeNext(cancellation) is { } rows)
        {
            using (rows)
            {
                rows.Deliver();
            }

            _inputs.Progress?.Invoke(_inputs.Report.BytesRead);
            if (_pass.IsSatisfied)
            {
                return;
            }
        }
    }

    /// <summary>The next chunk in order; null at the end, or when something went wrong.</summary>
    ChunkRows? TakeNext(CancellationToken cancellation)
    {
        while (true)
        {
            lock (_lock)
            {
                while (!cancellation.IsCancellationRequested && _fault is null)
                {
                    Retire();
                    if (IsDone)
                    {
                        return null;
                    }

                    if (_open.Count > 0 && _open[0].TryTake(out var rows))
                    {
                        Monitor.PulseAll(_lock);
                        return rows;
                    }

                    // What was taken last may have been the end, without rows: then no worker is left to wake this thread.
                    Retire();
                    if (IsDone)
                    {
                        return null;
                    }

                    // Taking may have found a block that was not whole, or a source at its end: then workers have something to read.
                    if (_waiting > 0 && _open.Count > 0 && _open[0].IsWaiting)
                    {
                        Monitor.PulseAll(_lock);
                    }

                    _sleeps = true;
                    var woken = Monitor.Wait(_lock, _progressInterval);
                    _sleeps = false;
                    if (!woken)
                    {
                        break;
                    }
                }

                if (cancellation.IsCancellationRequested || _fault is not null)
                {
                    return null;
                }
            }

            _inputs.Progress?.Invoke(_inputs.Report.BytesRead);
        }
    }

    void Work(CancellationToken stopping)
    {
        try
        {
            var scanner = new ChunkScanner(_pass, _options);
            while (TakeTask(stopping) is { } task)
            {
                if (task.IsAhead)
                {
                    task.Source.DecodeAhead(_options.Threads, stopping);
                }
                else if (task.Blocks is { } blocks)
                {
                    var block = blocks.Read(task.Block, stopping);
                    var found = block.IsWhole && block.Chunk is { } records ? scanner.Scan(records) : null;
                    if (found is null)
                    {
                        block.Chunk?.Dispose();
                    }

                    found?.Detach(waits: task.Source != _first);

                    lock (_lock)
                    {
                        task.Source.Finish(task, block, found);

                        // Waking the calling thread for every block takes more than handing its rows on: it is left to sleep until there are some, or workers wait for it.
                        if (_waiting > 0 || !task.Source.IsWaiting || task.Source.ScannedChunks >= ChunksAtOnce)
                        {
                            WakeOthers();
                        }
                    }
                }
                else if (task.Source.IsRun)
                {
                    ScanRun(task.Source, scanner, stopping);
                }
                else
                {
                    ScanInTurn(task.Source, scanner, stopping);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Who asked for it knows.
        }
        catch (Exception e)
        {
            lock (_lock)
            {
                _fault ??= ExceptionDispatchInfo.Capture(e);
                Monitor.PulseAll(_lock);
            }
        }
    }

    /// <summary>Scans a run of small sources, or goes on with it, up to what makes a chunk of rows: taking turns for each of them would take longer than scanning it.</summary>
    void ScanRun(SourceProgress run, ChunkScanner scanner, CancellationToken stopping)
    {
        var found = new List<ChunkRows>();
        var weight = 0;
        var read = true;
        while (weight < Outstanding.Chunk)
        {
            if (!run.TryRead(out var chunk, stopping))
            {
                read = false;
                break;
            }

            var rows = scanner.Scan(chunk);
            if (rows.IsEmpty)
            {
                rows.Dispose();
                continue;
            }

            rows.Detach(waits: run != _first, isSmall: true);
            weight += rows.Weight;
            found.Add(rows);
        }

        lock (_lock)
        {
            run.Finish(found, read);
            _reading -= read ? 0 : 1;
            WakeOthers();
        }
    }

    void ScanInTurn(SourceProgress source, ChunkScanner scanner, CancellationToken stopping)
    {
        if (source.Divide(_options.Threads * PiecesPerThread) is { } pieces)
        {
            lock (_lock)
            {
                // In its place: it has nothing more itself.
                _open.InsertRange(_open.IndexOf(source) + 1, pieces);
                _reading += pieces.Count - 1;
                source.FinishReading(read: false);
                WakeOthers();
            }

            return;
        }

        var read = source.TryRead(out var chunk, stopping);
        long number;
        lock (_lock)
        {
            number = source.FinishReading(read);
            if (!read)
            {
                _reading--;
                WakeOthers();
            }
            else if (_waiting > 0)
            {
                Monitor.PulseAll(_lock);
            }
        }

        if (chunk is not null)
        {
            var rows = scanner.Scan(chunk);
            rows.Detach(waits: source != _first);
            lock (_lock)
            {
                source.Finish(number, rows);
                WakeOthers();
            }
        }
    }

    bool IsDone => _open.Count == 0 && _opened == _pass.Sources.Count;

    /// <summary>Wakes others if there is something for them: waking a thread costs as much as searching a chunk.</summary>
    void WakeOthers()
    {
        Retire();
        if (_waiting > 0 || IsDone || (_open.Count > 0 && _open[0].IsReady))
        {
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Lets go of sources whose rows have all been handed on. Whoever notices does it: to wake the calling thread for each of many small files takes longer than reading them.</summary>
    void Retire()
    {
        while (_open.Count > 0 && _open[0].IsDelivered)
        {
            _open[0].Dispose();
            _open[0].Report();
            _open.RemoveAt(0);
            if (_waiting > 0)
            {
                Monitor.PulseAll(_lock);
            }
        }
    }

    /// <summary>What to read next: of the earliest source that has something; null when there is nothing more to do.</summary>
    ScanTask? TakeTask(CancellationToken stopping)
    {
        lock (_lock)
        {
            while (!stopping.IsCancellationRequested && _fault is null)
            {
                if (_opened == _pass.Sources.Count && _reading == 0)
                {
                    return null;
                }

                if (Pick() is { } source)
                {
                    return source.Begin();
                }

                // Only for the source that all others wait for: what is decoded and waits takes memory.
                if (_open.Find(static s => !s.IsRead) is { } first && first.CanDecodeAhead(_options.Threads))
                {
                    return new ScanTask(first, IsAhead: true);
                }

                _waiting++;
                if (_sleeps && _open.Count > 0 && _open[0].IsReady)
                {
                    // Only once: waiting workers would wake each other as long as the calling thread is not back.
                    _sleeps = false;
                    Monitor.PulseAll(_lock);
                }

                Monitor.Wait(_lock);
                _waiting--;
            }

            return null;
        }
    }

    SourceProgress? Pick()
    {
        // The source whose rows go out next is always read on: all others wait for it.
        _first = _open.Count > 0 ? _open[0] : null;
        var most = _options.Threads * ChunksAheadPerThread * Outstanding.Chunk;
        for (var i = 0; i < _open.Count; i++)
        {
            var source = _open[i];
            if (source.IsWaiting && (i == 0 ? source.Held < most : _outstanding.Count < most))
            {
                return source;
            }
        }

        // Sources read to their end only wait for their turn; they hold no more than the rows that are counted above.
        if (_opened < _pass.Sources.Count && (_open.Count == 0
            || (_outstanding.Count < most && _open.Count < _options.Threads * SourcesWaitingPerThread && _reading < _options.Threads * SourcesAheadPerThread)))
        {
            var opened = Open();
            _open.Add(opened);
            _reading++;
            return opened;
        }

        return null;
    }

    /// <summary>The next source, or the next ones, if they are small.</summary>
    SourceProgress Open()
    {
        var first = _pass.Sources[_opened++];
        if (!first.IsSmall(_pass.Options))
        {
            return new SourceProgress(new RecordReader(first, _pass.Options, _inputs.Report.Part()), _outstanding);
        }

        var run = new List<InputSource> { first };
        var bytes = first.Size;
        var most = Math.Min(MostInRun, (_pass.Sources.Count - _opened) / (_options.Threads * RunsPerThread));
        while (run.Count < most && _pass.Sources[_opened] is var next && next.IsSmall(_pass.Options) && bytes + next.Size <= _pass.Options.ChunkBytes)
        {
            run.Add(next);
            bytes += next.Size;
            _opened++;
        }

        return new SourceProgress(new RecordReader(run, _pass.Options, _inputs.Report.Part()), _outstanding, isRun: true);
    }

    void Wake()
    {
        lock (_lock)
        {
            Monitor.PulseAll(_lock);
        }
    }
}
