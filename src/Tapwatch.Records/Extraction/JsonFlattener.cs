// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Json;

namespace Tapwatch.Records.Extraction;

/// <summary>
/// Writes all leaves of a record as one flat JSON object of strings: <c>{"a":{"b":1},"c":[{"d":"x"}]}</c> becomes <c>{"a.b":"1","c[0].d":"x"}</c>.
/// JSON null, empty objects and empty arrays have no leaf.
/// </summary>
sealed unsafe class JsonFlattener(FieldSink sink)
{
    byte[] _path = new byte[256];
    int _pathLength;
    bool _any;

    /// <summary>Appends the flat form of the object at the given place.</summary>
    public void Write(byte* p, int start, int end)
    {
        (_pathLength, _any) = (0, false);
        sink.Write("{"u8);
        Value(p, start, end, 0);
        sink.Write("}"u8);
    }

    int Value(byte* p, int at, int end, int depth)
    {
        if (at >= end || depth > JsonStructure.MaximumDepth)
        {
            return JsonStructure.Broken;
        }

        switch (p[at])
        {
            case (byte)'{':
                return Object(p, at, end, depth);
            case (byte)'[':
                return Array(p, at, end, depth);
            default:
                var after = JsonScan.SkipValue(p, at, end);
                if (after > at && p[at] != (byte)'n')
                {
                    Leaf(new ReadOnlySpan<byte>(p + at, after - at));
                }

                return after;
        }
    }

    int Object(byte* p, int at, int end, int depth)
    {
        var members = new JsonMembers(p, at + 1, end);
        var length = _pathLength;
        while (members.NextKey())
        {
            _pathLength = length;
            if (length > 0)
            {
                Append("."u8);
            }

            Append(members.Key);
            var after = Value(p, members.ValueStart, end, depth + 1);
            _pathLength = length;
            if (after < 0)
            {
                return after;
            }

            members.GoTo(after);
        }

        return members.Status == JsonMembers.Ended ? members.Position : members.Status;
    }

    int Array(byte* p, int at, int end, int depth)
    {
        var length = _pathLength;
        at++;
        Span<byte> number = stackalloc byte[16];
        for (var index = 0; ; index++)
        {
            at = JsonScan.SkipBlanks(p, at, end);
            if (at < end && p[at] == (byte)',')
            {
                at = JsonScan.SkipBlanks(p, at + 1, end);
            }

            if (at >= end)
            {
                return JsonStructure.RanOut;
            }

            if (p[at] == (byte)']')
            {
                return at + 1;
            }

            index.TryFormat(number, out var digits);
            Append("["u8);
            Append(number[..digits]);
            Append("]"u8);
            at = Value(p, at, end, depth + 1);
            _pathLength = length;
            if (at < 0)
            {
                return at;
            }
        }
    }

    void Leaf(ReadOnlySpan<byte> value)
    {
        sink.Write(_any ? ",\""u8 : "\""u8);
        _any = true;
        JsonText.Escape(_path.AsSpan(0, _pathLength), sink);
        sink.Write("\":"u8);
        if (value[0] != (byte)'"')
        {
            sink.Write("\""u8);
            sink.Write(value);
            sink.Write("\""u8);
        }
        else if (value.Contains((byte)'\\'))
        {
            // Once through, so that what comes out is JSON even if what came in was not quite.
            var plain = new byte[value.Length];
            sink.Write("\""u8);
            JsonText.Escape(plain.AsSpan(0, JsonText.Unescape(value[1..^1], plain)), sink);
            sink.Write("\""u8);
        }
        else
        {
            sink.Write(value);
        }
    }

    void Append(ReadOnlySpan<byte> text)
    {
        if (_path.Length - _pathLength < text.Length)
        {
            System.Array.Resize(ref _path, Math.Max(_path.Length * 2, _pathLength + text.Length));
        }

        text.CopyTo(_path.AsSpan(_pathLength));
        _pathLength += text.Length;
    }
}
