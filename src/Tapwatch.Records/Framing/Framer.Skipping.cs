// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.CloudTrail;
using Tapwatch.Records.Json;

namespace Tapwatch.Records.Framing;

/// <content>Passing over what is broken or too long, without holding it.</content>
sealed unsafe partial class Framer
{
    enum Skip
    {
        Nothing,

        /// <summary>To the end of the line at hand.</summary>
        Line,

        /// <summary>To the end of the JSON value at hand.</summary>
        Value,

        /// <summary>Past the first byte of the item at hand, to where the next one can begin.</summary>
        ToNextItem,

        /// <summary>As before; the first byte is passed already.</summary>
        Searching,

        /// <summary>Over lines that go on with a broken value; at the beginning of one.</summary>
        Continuations,

        /// <summary>The same, within such a line.</summary>
        Continuation,
    }

    Skip _skip;
    JsonStructure _skipped;

    /// <summary>The item at hand is longer than allowed.</summary>
    void GiveUpItem()
    {
        var line = LineAt(_position);
        AddProblem(ReadProblemCodes.TooLong, _position, line, $"a record longer than {_options.MaximumRecordBytes} bytes; it is left out");
        _items++;
        var first = _buffer[_position];
        if (_csv is null && (_frames.Count > 0 || first is (byte)'{' or (byte)'['))
        {
            _skip = Skip.Value;
            if (_frames.TryPeek(out var level) && level == Level.Object)
            {
                // A member: its key is within what is here, and a value that closes no bracket ends with it. Go over it by the object's own brackets.
                _skipped = new JsonStructure(1);
                _frames.Pop();
            }
            else if (first is (byte)'{' or (byte)'[')
            {
                _skipped = new JsonStructure(0);
            }
            else
            {
                _skip = Skip.ToNextItem;
            }
        }
        else
        {
            _skip = Skip.Line;
        }
    }

    Step ContinueSkip(byte* p)
    {
        switch (_skip)
        {
            case Skip.Line:
                return SkipLine(p) ? Stop() : Step.NeedMore;
            case Skip.Value:
                var end = _skipped.Run(p, _position, _filled, skipping: true);
                if (end >= 0)
                {
                    _position = end;
                    return Stop();
                }

                if (end == JsonStructure.Broken)
                {
                    _position = _skipped.BrokenAt;
                    return GoOn(Skip.Searching);
                }

                Discard(_filled);
                return Step.NeedMore;
            case Skip.ToNextItem:
                _position = Math.Min(_position + 1, _filled);
                _skip = Skip.Searching;
                return Step.Done;
            case Skip.Searching:
                return SearchItem(p);
            case Skip.Continuation:
                return SkipLine(p) ? GoOn(Skip.Continuations) : Step.NeedMore;
            default:
                return SkipContinuation(p);
        }
    }

    Step Stop() => GoOn(Skip.Nothing);

    Step GoOn(Skip skip)
    {
        _skip = skip;
        return Step.Done;
    }

    /// <summary>Goes after the next line break; false if there is none yet.</summary>
    bool SkipLine(byte* p)
    {
        var at = new ReadOnlySpan<byte>(p + _position, _filled - _position).IndexOf((byte)'\n');
        if (at < 0)
        {
            Discard(_filled);
            return false;
        }

        _position += at + 1;
        return true;
    }

    /// <summary>Looks for the next line, or for an event that begins on this one.</summary>
    Step SearchItem(byte* p)
    {
        var ahead = new ReadOnlySpan<byte>(p + _position, _filled - _position);
        var newline = ahead.IndexOf((byte)'\n');
        var signed = (newline < 0 ? ahead : ahead[..newline]).IndexOf(CloudTrailSigns.Signature);
        if (signed >= 0)
        {
            _position += signed;
            return Stop();
        }

        if (newline < 0)
        {
            // The signature may be cut by the end of the data.
            Discard(_ended ? _filled : Math.Max(_position, _filled - CloudTrailSigns.Signature.Length));
            return Step.NeedMore;
        }

        _position += newline + 1;
        _skip = Skip.Continuations;
        return Step.Done;
    }

    /// <summary>Passes over lines that cannot begin an item: those within a value that was written over several lines.</summary>
    Step SkipContinuation(byte* p)
    {
        if (_position == _filled)
        {
            return Step.NeedMore;
        }

        var at = _position;
        if (_frames.Count > 0)
        {
            at = JsonScan.SkipBlanks(p, at, _filled);
            if (at == _filled)
            {
                Discard(_filled);
                return Step.NeedMore;
            }

            if (p[at] == (byte)'{')
            {
                return Stop();
            }
        }
        else if (p[at] is not ((byte)' ' or (byte)'\t' or (byte)'}' or (byte)']' or (byte)'"' or (byte)','))
        {
            return Stop();
        }

        return GoOn(Skip.Continuation);
    }

    /// <summary>Gives up the data before <paramref name="position"/>.</summary>
    void Discard(int position)
    {
        LineAt(position);
        _position = position;
    }
}
