// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Tapwatch.Records.Sources;

namespace Tapwatch.Records.Compression;

/// <summary>
/// What was decoded of a gzip file from one place on, before anybody knew whether a member begins there; and the decoder, which can go on.
/// One thread decodes; when it has finished, another takes.
/// </summary>
sealed class GzipRun(GzipAhead owner)
{
    /// <summary>Bytes of the pieces it is kept in.</summary>
    public const int Piece = 1 << 20;

    readonly Queue<ArraySegment<byte>> _full = [];

    // The last piece: what the one before ended with, since matches may refer to it, and from some place on what was decoded into this one.
    byte[] _last = [];
    int _from;
    int _to;

    // How much of the first piece was handed on.
    int _taken;
    bool _isFaulty;
    volatile bool _mustStop;

    /// <summary>The decoder.</summary>
    public GzipMembers Members { get; set; } = new(new CompressedInput(Stream.Null)) { Fault = static (_, _) => { } };

    /// <summary>Where it began.</summary>
    public long Start { get; private set; }

    /// <summary>Whether nobody decodes it any more.</summary>
    public bool IsFinished { get; set; }

    /// <summary>Whether whoever decodes it is to stop soon.</summary>
    public bool MustStop
    {
        get => _mustStop;
        set => _mustStop = value;
    }

    /// <summary>Whether nobody wants it: whoever decodes it gives it back.</summary>
    public bool IsDropped { get; set; }

    /// <summary>Whether it is of use: something was decoded, and nothing was wrong with it.</summary>
    public bool IsSound => !_isFaulty && Members.Count > 0;

    /// <summary>Makes ready to decode from a place on.</summary>
    public void Restart(SafeFileHandle file, long start)
    {
        (Start, IsFinished, IsDropped, _mustStop, _isFaulty) = (start, false, false, false, false);
        Members.Fault = (_, _) => _isFaulty = true;
        Members.Restart(new FilePart(file, start), start);
    }

    /// <summary>Decodes members that begin before a place, as far as there is memory for.</summary>
    public void Decode(long to, CancellationToken cancellation)
    {
        var isKept = false;
        try
        {
            while (!_isFaulty && !Members.IsEnded && (Members.IsInMember || Members.Input.Position < to) && !_mustStop && !cancellation.IsCancellationRequested && HasRoom())
            {
                Members.Append(_last, ref _to);
            }

            Members.Keep(_last.AsSpan(0, _to));
            isKept = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // Whoever reads in turn comes to the same fault, or has closed the file.
        }
        finally
        {
            _isFaulty |= !isKept;
        }
    }

    /// <summary>Hands on what was decoded; nothing at its end.</summary>
    public int Take(Span<byte> target)
    {
        if (_full.TryPeek(out var piece))
        {
            var part = Math.Min(target.Length, piece.Count - _taken);
            piece.AsSpan(_taken, part).CopyTo(target);
            _taken += part;
            if (_taken == piece.Count)
            {
                GiveBack(_full.Dequeue().Array!);
                _taken = 0;
            }

            return part;
        }

        var count = Math.Min(target.Length, _to - _from);
        _last.AsSpan(_from, count).CopyTo(target);
        _from += count;
        return count;
    }

    /// <summary>Gives up what was not handed on.</summary>
    public void Clear()
    {
        while (_full.TryDequeue(out var piece))
        {
            GiveBack(piece.Array!);
        }

        if (_last.Length > 0)
        {
            GiveBack(_last);
        }

        (_last, _from, _to, _taken) = ([], 0, 0, 0);
    }

    bool HasRoom()
    {
        if (_last.Length - _to >= InflatedWindow.StepRoom)
        {
            return true;
        }

        if (!owner.TryHold())
        {
            return false;
        }

        var next = ArrayPool<byte>.Shared.Rent(Piece);
        var history = Math.Min(InflatedWindow.History, _to);
        _last.AsSpan(_to - history, history).CopyTo(next);
        if (_last.Length > 0)
        {
            _full.Enqueue(new ArraySegment<byte>(_last, _from, _to - _from));
        }

        (_last, _from, _to) = (next, history, history);
        return true;
    }

    void GiveBack(byte[] piece)
    {
        ArrayPool<byte>.Shared.Return(piece);
        owner.LetGo();
    }
}
