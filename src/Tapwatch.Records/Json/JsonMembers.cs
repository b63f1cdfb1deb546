// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.Json;

/// <summary>Goes over the members of one JSON object: key, then value, without looking into values.</summary>
unsafe ref struct JsonMembers
{
    /// <summary>The object has ended; <see cref="Position"/> is after its bracket.</summary>
    public const int Ended = 0;

    /// <summary>A key was found.</summary>
    public const int AtMember = 1;

    const int LongestKey = 256;

    readonly byte* _p;
    readonly int _end;

    /// <summary>Begins after the opening bracket.</summary>
    public JsonMembers(byte* p, int position, int end)
    {
        _p = p;
        _end = end;
        Position = position;
        Status = AtMember;
    }

    /// <summary><see cref="Ended"/>, <see cref="AtMember"/>, or one of the outcomes of <see cref="JsonStructure"/>.</summary>
    public int Status { get; private set; }

    /// <summary>How far it has come.</summary>
    public int Position { get; private set; }

    /// <summary>Where the value begins.</summary>
    public int ValueStart { get; private set; }

    /// <summary>Where the value ends; known after <see cref="SkipValue"/>.</summary>
    public int ValueEnd { get; private set; }

    int _keyStart;
    int _keyLength;
    bool _escaped;

    /// <summary>The key, decoded; its bytes are good until the next call.</summary>
    public readonly ReadOnlySpan<byte> Key
    {
        get
        {
            var raw = new ReadOnlySpan<byte>(_p + _keyStart, _keyLength);
            if (!_escaped || raw.Length > LongestKey)
            {
                return raw;
            }

            // Escaped keys are the work of attackers and testers; they may cost an allocation.
            var decoded = new byte[raw.Length];
            return decoded.AsSpan(0, JsonText.Unescape(raw, decoded));
        }
    }

    /// <summary>Goes to the next key and the beginning of its value; false at the end or when the status says otherwise.</summary>
    public bool NextKey()
    {
        var at = JsonScan.SkipBlanks(_p, Position, _end);
        if (at < _end && _p[at] == (byte)',')
        {
            at = JsonScan.SkipBlanks(_p, at + 1, _end);
        }

        if (at >= _end)
        {
            return Stop(JsonStructure.RanOut);
        }

        if (_p[at] == (byte)'}')
        {
            Position = at + 1;
            return Stop(Ended);
        }

        if (_p[at] != (byte)'"')
        {
            return Stop(JsonStructure.Broken);
        }

        _keyStart = at + 1;
        _escaped = false;
        var quote = JsonScan.QuoteNear(_p, _keyStart);
        if (quote < 0 || quote >= _end)
        {
            quote = JsonScan.StringEnd(_p, _keyStart, _end, out _escaped);
            if (quote < 0)
            {
                return Stop(quote);
            }
        }

        _keyLength = quote - _keyStart;
        at = JsonScan.SkipBlanks(_p, quote + 1, _end);
        if (at < _end && _p[at] != (byte)':')
        {
            return Stop(JsonStructure.Broken);
        }

        at = JsonScan.SkipBlanks(_p, at + 1, _end);
        if (at >= _end)
        {
            return Stop(JsonStructure.RanOut);
        }

        Position = ValueStart = at;
        return true;
    }

    /// <summary>Goes over the value; false when the status says why not.</summary>
    public bool SkipValue()
    {
        var after = JsonScan.SkipValue(_p, ValueStart, _end);
        if (after < 0)
        {
            return Stop(after);
        }

        Position = ValueEnd = after;

        // What follows must be a comma or the end: a line that was cut off and run into the next shows here.
        var next = JsonScan.SkipBlanks(_p, after, _end);
        if (next >= _end)
        {
            return Stop(JsonStructure.RanOut);
        }

        return _p[next] is (byte)',' or (byte)'}' || Stop(JsonStructure.Broken);
    }

    /// <summary>Goes on after the value at hand, which ends at <paramref name="position"/>.</summary>
    public void GoTo(int position) => Position = position;

    bool Stop(int status)
    {
        Status = status;
        return false;
    }
}
