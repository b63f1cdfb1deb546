// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.CloudTrail;
using Tapwatch.Records.Csv;
using Tapwatch.Records.Json;

namespace Tapwatch.Records.Framing;

/// <content>JSON: values at the top, elements of arrays, members of deliveries.</content>
sealed unsafe partial class Framer
{
    enum Level
    {
        /// <summary>Between the elements of an array.</summary>
        Array,

        /// <summary>Between the members of an object that holds such arrays.</summary>
        Object,

        /// <summary>Between the rows of a table.</summary>
        Rows,
    }

    const int MaximumLevels = 8;

    readonly Stack<Level> _frames = [];
    TableColumns? _columns;

    Step TakeTop(byte* p)
    {
        SkipBetween(p);
        if (_position == _filled)
        {
            return Step.NeedMore;
        }

        if (_items == 0 && StartTable(p) is { } step)
        {
            return step;
        }

        switch (p[_position])
        {
            case (byte)'{':
                return TakeTopObject(p);
            case (byte)'[':
                // An array of values, or a line of text that begins with a bracket: what follows says it, if only on a later line.
                var next = JsonScan.SkipBlanks(p, _position + 1, _filled);
                if (next == _filled && (!_ended || _isBlock))
                {
                    return Step.NeedMore;
                }

                if (next < _filled && p[next] is (byte)'{' or (byte)'[' or (byte)'"' or (byte)']')
                {
                    _frames.Push(Level.Array);
                    _position++;
                    return Step.Done;
                }

                return TakeLine(p);
            default:
                return TakeLine(p);
        }
    }

    /// <summary>Passes over what may stand between values: blanks, commas, record separators (RFC 7464), byte order marks, zero bytes.</summary>
    void SkipBetween(byte* p)
    {
        while (_position < _filled)
        {
            if (p[_position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)',' or 0x1E)
            {
                _position++;
            }
            else if (p[_position] == 0xEF && _position + 2 < _filled && p[_position + 1] == 0xBB && p[_position + 2] == 0xBF)
            {
                _position += 3;
            }
            else if (p[_position] == 0)
            {
                SkipZeros(p);
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Passes over zero bytes, which crashes leave in logs in place of what was being written; said once per text.</summary>
    void SkipZeros(byte* p)
    {
        if (!_zeros)
        {
            _zeros = true;
            _report.AddUnrecognised(_name, "run of zero bytes", LineAt(_position), default);
        }

        var rest = new ReadOnlySpan<byte>(p + _position, _filled - _position);
        var length = rest.IndexOfAnyExcept((byte)0);
        _position += length < 0 ? rest.Length : length;
    }

    Step TakeTopObject(byte* p)
    {
        if (!IsSigned(p) || _options.AsRows)
        {
            return TakeObject(p);
        }

        // A line that begins as AWS writes its events and whose brackets and quotes come in pairs is one, and nobody looks closer.
        var line = LineAt(_position);
        var taken = SignedLines.Take(p, ref _position, _filled, _chunk.Room, _items + 1, line, ref _beyondAscii);
        if (taken > 0)
        {
            _chunk.Take(RecordKinds.CloudTrail, taken);
            _items += taken;
            (_line, _counted) = (line + taken, _position);
            return Step.Done;
        }

        var start = _position;
        var end = LineScan.Find(p, start, _filled, out var isBalanced, ref _beyondAscii);
        var stop = end < 0 ? _filled : end;
        if (end < 0 ? _ended : p[end] == (byte)'\n')
        {
            while (p[stop - 1] is (byte)'\r' or (byte)' ')
            {
                stop--;
            }
        }
        else
        {
            isBalanced = false;
        }

        if (!isBalanced || p[stop - 1] != (byte)'}' || stop - start > CloudTrailSigns.LongestEvent)
        {
            // Wait for the end of the line, so that what is found does not depend on how the data comes in.
            return end < 0 && !_ended && _filled - start <= CloudTrailSigns.LongestEvent ? Step.NeedMore : TakeSigned(p);
        }

        _chunk.Add(start, stop - start, RecordKinds.CloudTrail, ++_items, line);
        _position = Math.Min(stop, _filled);
        return Step.Done;
    }

    bool IsSigned(byte* p) => new ReadOnlySpan<byte>(p + _position, _filled - _position).StartsWith(CloudTrailSigns.Signature);

    /// <summary>Takes an object that begins as AWS writes its events, by its brackets.</summary>
    Step TakeSigned(byte* p)
    {
        var end = JsonStructure.After(p, _position + 1, _filled, out var metOdd);
        if (end < 0)
        {
            return Fail(end);
        }

        _chunk.Add(_position, end - _position, RecordKinds.CloudTrail, ++_items, LineAt(_position));
        if (metOdd)
        {
            _beyondAscii = 1;
        }
        else
        {
            // No line break either: there is nothing to count.
            _counted = end;
        }

        _position = end;
        return Step.Done;
    }

    /// <summary>Takes the object at hand: a record, a delivery that holds an array of them, an envelope around one, or nothing known.</summary>
    Step TakeObject(byte* p)
    {
        if (_converted.InUse)
        {
            return Step.Full;
        }

        var start = _position;
        var signs = new ObjectSigns();
        var members = new JsonMembers(p, start + 1, _filled);
        TableColumns? columns = null;
        while (members.NextKey())
        {
            if (_frames.Count < MaximumLevels && !signs.Any && !_options.AsRows)
            {
                var isArray = p[members.ValueStart] == (byte)'[';
                if (isArray && columns is not null && members.Key.SequenceEqual("rows"u8))
                {
                    _columns = columns;
                    return Enter(Level.Rows, members.ValueStart + 1);
                }

                if (isArray && Wrappers.IsArray(members.Key))
                {
                    return Enter(Level.Array, members.ValueStart + 1);
                }

                if (p[members.ValueStart] == (byte)'{' && Wrappers.IsObject(members.Key))
                {
                    return Enter(Level.Object, members.ValueStart + 1);
                }
            }

            if (!members.SkipValue())
            {
                break;
            }

            var value = new ReadOnlySpan<byte>(p + members.ValueStart, members.ValueEnd - members.ValueStart);
            if (value[0] == (byte)'[' && members.Key.SequenceEqual("columns"u8))
            {
                columns = TableColumns.FromJson(p, members.ValueStart, members.ValueEnd);
            }

            if (_options.AsRows)
            {
                continue;
            }

            signs.See(members.Key, value);
            if (signs.CertainKind is var certain and >= 0)
            {
                var after = JsonStructure.After(p, members.Position, _filled, out var metOdd);
                if (after < 0)
                {
                    return Fail(after);
                }

                Add(certain, start, after, LineAt(start));
                if (!metOdd)
                {
                    // No line break in the rest: only what is before it is counted.
                    LineAt(members.Position);
                    _counted = after;
                }

                _position = after;
                return Step.Done;
            }
        }

        if (members.Status != JsonMembers.Ended)
        {
            return Fail(members.Status);
        }

        var end = members.Position;
        var line = LineAt(start);
        LineAt(end);
        _position = end;
        var kind = _options.AsRows ? RecordKinds.Row : signs.Kind;
        if (kind < 0)
        {
            var guess = signs.Guess;
            var (innerStart, innerEnd) = (start, end);
            kind = Unwrapper.Find(p, ref innerStart, ref innerEnd, ref guess);
            if (kind < 0)
            {
                AddUnrecognised(guess, p, start, end, line);
                return Step.Done;
            }

            (start, end) = (innerStart, innerEnd);
        }

        Add(kind, start, end, line);
        return Step.Done;
    }

    /// <summary>What to do with the item at hand, which has not ended within the data or is none.</summary>
    Step Fail(int outcome)
    {
        if (outcome == JsonStructure.RanOut && !_ended)
        {
            return Step.NeedMore;
        }

        var line = LineAt(_position);
        switch (outcome)
        {
            case JsonStructure.RanOut:
                AddProblem(ReadProblemCodes.TruncatedJson, _position, line, "a JSON value whose end is missing; reading goes on with the next line");
                _skip = Skip.ToNextItem;
                break;
            case JsonStructure.TooDeep:
                AddProblem(ReadProblemCodes.TooDeep, _position, line, $"a JSON value nested deeper than {JsonStructure.MaximumDepth} levels; it is left out");
                _skip = Skip.Value;
                _skipped = new JsonStructure(0);
                break;
            default:
                AddProblem(ReadProblemCodes.BrokenJson, _position, line, "no valid JSON; reading goes on with the next line");
                _skip = Skip.ToNextItem;
                break;
        }

        _items++;
        return Step.Done;
    }
}
