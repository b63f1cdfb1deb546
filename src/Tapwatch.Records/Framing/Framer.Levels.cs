// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Json;

namespace Tapwatch.Records.Framing;

/// <content>Inside of an object that wraps records: its members and the elements of its arrays.</content>
sealed unsafe partial class Framer
{
    /// <summary>Goes into the object at hand and the array (or object) that begins before <paramref name="position"/>.</summary>
    Step Enter(Level level, int position)
    {
        _frames.Push(Level.Object);
        _frames.Push(level);
        _position = position;
        return Step.Done;
    }

    Step TakeInner(byte* p)
    {
        SkipBetween(p);
        if (_position == _filled)
        {
            if (_ended)
            {
                AddProblem(ReadProblemCodes.TruncatedJson, _position, LineAt(_position), "the input ends within a JSON array or object; what was there is read");
                _frames.Clear();
            }

            return Step.NeedMore;
        }

        // What can begin neither a value nor a member belongs to no delivery: its end is missing, and other records follow.
        var first = p[_position];
        var level = _frames.Peek();
        var stray = level == Level.Object ? first is not ((byte)'"' or (byte)'}') : first is not ((byte)'{' or (byte)'[' or (byte)']' or (byte)'"' or (byte)'-' or (byte)'t' or (byte)'f' or (byte)'n') && !char.IsAsciiDigit((char)first);
        if (stray)
        {
            AddProblem(ReadProblemCodes.BrokenJson, _position, LineAt(_position), "a JSON array or object that has no end goes on with something else; reading goes on with that");
            _frames.Clear();
            return Step.Done;
        }

        return level switch
        {
            Level.Object => TakeMember(p, first),
            Level.Rows when first == (byte)'[' => TakeJsonRow(p),
            _ => TakeElement(p, first),
        };
    }

    Step TakeElement(byte* p, byte first)
    {
        switch (first)
        {
            case (byte)']':
                _frames.Pop();
                _position++;
                return Step.Done;
            case (byte)'{':
                return !_options.AsRows && IsSigned(p) && !_converted.InUse ? TakeSigned(p) : TakeObject(p);
            case (byte)'[' when _frames.Count < MaximumLevels:
                _frames.Push(Level.Array);
                _position++;
                return Step.Done;
        }

        var end = JsonScan.SkipValue(p, _position, _filled);
        if (end < 0)
        {
            return Fail(end);
        }

        var start = _position;
        var line = LineAt(start);
        LineAt(end);
        _position = end;
        if (first == (byte)'"')
        {
            var guess = "JSON string";
            var (innerStart, innerEnd) = (start, end);
            if (Unwrapper.FindInString(p, ref innerStart, ref innerEnd, ref guess, 1) is var kind and >= 0)
            {
                Add(kind, innerStart, innerEnd, line);
                return Step.Done;
            }
        }

        AddUnrecognised(first == (byte)'[' ? "JSON array" : "JSON value", p, start, end, line);
        return Step.Done;
    }

    Step TakeMember(byte* p, byte first)
    {
        if (first == (byte)'}')
        {
            _frames.Pop();
            _position++;
            return Step.Done;
        }

        var members = new JsonMembers(p, _position, _filled);
        if (members.NextKey())
        {
            if (p[members.ValueStart] == (byte)'[' && Wrappers.IsArray(members.Key) && _frames.Count < MaximumLevels)
            {
                _frames.Push(Level.Array);
                _position = members.ValueStart + 1;
                return Step.Done;
            }

            if (members.SkipValue())
            {
                _position = members.Position;
                return Step.Done;
            }
        }

        return Fail(members.Status);
    }
}
