// SPDX-License-Identifier: Apache-2.0

using Microsoft.Win32.SafeHandles;
using Tapwatch.Records.Sources;

namespace Tapwatch.Records.Compression;

/// <summary>
/// Decodes members of a gzip file before whoever reads it in turn comes to them. Where a member begins can only be guessed: what was decoded counts
/// if reading in turn comes to the very place where it began, and is thrown away if not. So a wrong guess costs time, and changes nothing.
/// </summary>
/// <remarks>
/// Members that begin in one stretch of the file are decoded by one thread, as far as there is memory for. Whoever comes to a run that is still
/// being decoded takes what there is and goes on with it: nothing is decoded twice, and a member longer than that is no obstacle.
/// </remarks>
sealed class GzipAhead : IDisposable
{
    /// <summary>Compressed bytes of a stretch.</summary>
    public const int Stretch = 1 << 20;

    // How far beyond the place that reading has come to members are looked for, in stretches.
    const int Reach = 16;

    // So many stretches without a member, or so many members that began nowhere, and it is given up.
    const int MostWithout = 32;
    const int MostMissed = 8;

    // Memory: so many pieces of a run for each thread, up to as many threads as one that hands on can keep busy. With fewer free than this nothing is
    // begun: a short piece of a long member is worth little.
    const int PiecesPerThread = 16;
    const int MostThreads = 6;
    const int LeastPieces = 8;

    readonly object _lock = new();
    readonly SafeFileHandle _file;
    readonly long _length;
    readonly int _stretch;

    // Those that wait to be taken, in order; and decoders that nobody uses.
    readonly List<GzipRun> _runs = [];
    readonly Stack<GzipRun> _free = [];

    // Pieces of memory in use, and how many may be.
    int _held;
    volatile int _most;
    long _position;
    long _next;
    int _without;
    int _missed;
    volatile bool _isClosed;

    GzipAhead(SourceStream source, SafeFileHandle file, long length, int stretch) => (Source, _file, _length, _stretch) = (source, file, length, stretch);

    /// <summary>What is read in turn.</summary>
    public SourceStream Source { get; }

    /// <summary>Pieces of memory in use.</summary>
    public int Held => Volatile.Read(ref _held);

    /// <summary>For a source that is a file of some size; else null.</summary>
    public static GzipAhead? Of(SourceStream source, int stretch) =>
        source.File is { } file && RandomAccess.GetLength(file) is var length && length > 2 * stretch ? new GzipAhead(source, file, length, stretch) : null;

    /// <summary>Whether there is something to do.</summary>
    /// <param name="threads">How many threads may be busy with the source, one that reads in turn among them: what is decoded and waits grows with it.</param>
    public bool CanWork(int threads)
    {
        lock (_lock)
        {
            _most = Math.Min(threads, MostThreads) * PiecesPerThread;
            return !_isClosed && _held + LeastPieces <= _most && Next < _length && Next <= Volatile.Read(ref _position) + (Reach * (long)_stretch) && _without < MostWithout && _missed < MostMissed;
        }
    }

    /// <summary>Decodes the members that begin in the next stretch. By any number of threads at once.</summary>
    public void Work(int threads, CancellationToken cancellation)
    {
        GzipRun? run;
        long from;
        lock (_lock)
        {
            if (!CanWork(threads))
            {
                return;
            }

            from = Next;
            _next = from + _stretch;
            _free.TryPop(out run);
        }

        run ??= new GzipRun(this);
        run.IsDropped = true;
        try
        {
            if (Begin(run, from, cancellation))
            {
                run.Decode(from + _stretch, cancellation);
            }
        }
        finally
        {
            Finish(run, from + _stretch);
        }
    }

    /// <summary>Tells how far reading in turn has come.</summary>
    public void Pass(long position) => Volatile.Write(ref _position, position);

    /// <summary>What was decoded from the given place on, where reading in turn has come to; null if nothing. To be returned.</summary>
    public GzipRun? Take(long position)
    {
        Pass(position);
        lock (_lock)
        {
            while (_runs.Count > 0 && _runs[0].Start <= position)
            {
                var run = _runs[0];
                _runs.RemoveAt(0);
                if (run.Start < position)
                {
                    // It began where no member does, or was begun too late.
                    _missed++;
                    Drop(run);
                    continue;
                }

                run.MustStop = true;
                while (!run.IsFinished)
                {
                    Monitor.Wait(_lock);
                }

                if (!run.IsSound)
                {
                    Drop(run);
                    return null;
                }

                Pass(run.Members.Input.Position);
                (_missed, _without) = (0, 0);
                return run;
            }

            return null;
        }
    }

    /// <summary>Brings the source to where a run has read to; whether it could be.</summary>
    public bool Enter(CompressedInput input)
    {
        if (Source.File is null)
        {
            return false;
        }

        Source.GoTo(input.Reached);
        return true;
    }

    /// <summary>Gives back a run that is not needed any more.</summary>
    public void Return(GzipRun run)
    {
        lock (_lock)
        {
            Release(run);
        }
    }

    /// <summary>Asks for the memory of another piece.</summary>
    public bool TryHold()
    {
        if (Interlocked.Increment(ref _held) <= _most)
        {
            return true;
        }

        LetGo();
        return false;
    }

    /// <summary>Gives it back.</summary>
    public void LetGo() => Interlocked.Decrement(ref _held);

    /// <summary>Ends it. Whoever still works at it notices soon; the file may be closed meanwhile.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
            _runs.ForEach(Drop);
            _runs.Clear();
            _free.Clear();
        }
    }

    long Next => Math.Max(_next, Volatile.Read(ref _position) + _stretch);

    /// <summary>Finds where the run begins; false if it is of no use.</summary>
    bool Begin(GzipRun run, long from, CancellationToken cancellation)
    {
        long start;
        try
        {
            start = MemberSearch.Find(_file, from, Math.Min(from + _stretch, _length), cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // Whoever reads in turn comes to the same fault, or has closed the file.
            start = -1;
        }

        lock (_lock)
        {
            if (start < 0)
            {
                _without++;
                return false;
            }

            if (_isClosed || start <= Volatile.Read(ref _position))
            {
                return false;
            }

            run.Restart(_file, start);
            var at = _runs.FindIndex(r => r.Start > start);
            _runs.Insert(at < 0 ? _runs.Count : at, run);
            return true;
        }
    }

    void Finish(GzipRun run, long end)
    {
        lock (_lock)
        {
            run.IsFinished = true;
            if (run.IsDropped)
            {
                Release(run);
            }
            else if (!run.IsSound && _runs.Remove(run))
            {
                _missed++;
                Release(run);
            }
            else if (_next == end && !run.MustStop)
            {
                // There was no more memory before the end of its stretch, or its last member went on beyond.
                _next = run.Members.Input.Position;
            }

            Monitor.PulseAll(_lock);
        }
    }

    void Drop(GzipRun run)
    {
        run.MustStop = true;
        run.IsDropped = true;
        if (run.IsFinished)
        {
            Release(run);
        }
    }

    void Release(GzipRun run)
    {
        run.Clear();
        if (!_isClosed)
        {
            _free.Push(run);
        }
    }
}
