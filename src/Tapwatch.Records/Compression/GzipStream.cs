// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Sources;

namespace Tapwatch.Records.Compression;

/// <summary>
/// What a gzip file (RFC 1952) holds, member after member. At a fault the stream ends after all that could be decoded,
/// and the fault is told to <paramref name="fault"/>.
/// </summary>
sealed class GzipStream(Stream inner, ExpansionGuard guard, Action<string, string> fault) : ReadStream
{
    GzipMembers _members = GzipMembers.Rent(inner, fault);
    bool _givenUp;
    bool _isOver;

    // What others have decoded further on, and what of it is handed on now.
    GzipAhead? _ahead;
    GzipRun? _run;

    /// <summary>Lets others decode members further on, where the compressed bytes are a file.</summary>
    public GzipAhead? WorkAhead(SourceStream source, int stretch = GzipAhead.Stretch) => _ahead = GzipAhead.Of(source, stretch);

    public override int Read(Span<byte> buffer)
    {
        while (!buffer.IsEmpty && !_isOver)
        {
            if (_run is not null)
            {
                var taken = _run.Take(buffer);
                if (taken > 0)
                {
                    return taken;
                }

                _ahead!.Return(_run);
                _run = null;
            }

            if (_members.IsEnded || (_givenUp && _members.Waiting == 0))
            {
                _isOver = true;
                if (_ahead is null)
                {
                    _members.Return();
                }

                return 0;
            }

            if (_ahead is not null && TakeRun())
            {
                continue;
            }

            var count = _members.Read(Allowed(buffer));
            if (count > 0)
            {
                if (!_givenUp && !guard.Allows(_members.Produced))
                {
                    _givenUp = true;
                    var (code, text) = guard.Fault(_members.Produced);
                    fault(code, text);
                }

                return count;
            }
        }

        return 0;
    }

    /// <summary>
    /// As much of the buffer as may be filled at once. Where the guard may stop it, it is asked after each step, so that it stops at the same place
    /// however much is asked for and whoever decoded what was before.
    /// </summary>
    Span<byte> Allowed(Span<byte> buffer) =>
        _givenUp ? buffer[..Math.Min(buffer.Length, _members.Waiting)]
        : buffer.Length <= InflatedWindow.Step || guard.Covers(_members.Produced + buffer.Length + InflatedWindow.StepRoom) ? buffer
        : buffer[..InflatedWindow.Step];

    /// <summary>Goes on with what others decoded from here on, if they did.</summary>
    bool TakeRun()
    {
        if (_members.IsInMember)
        {
            _ahead!.Pass(_members.Input.Position);
            return false;
        }

        if (_ahead!.Take(_members.Input.Position) is not { } run)
        {
            return false;
        }

        if (!guard.Covers(_members.Produced + run.Members.Produced) || !_ahead.Enter(run.Members.Input))
        {
            _ahead.Return(run);
            return false;
        }

        run.Members.GoOnFor(_members, _ahead.Source);
        (_members, run.Members) = (run.Members, _members);
        _run = run;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _ahead?.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
