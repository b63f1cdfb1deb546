// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Json;

/// <summary>Walks the members of a JSON object or the elements of an array, in order.</summary>
ref struct JsonMembers
{
    readonly ReadOnlySpan<byte> _json;
    int _at;

    /// <param name="json">A valid JSON value.</param>
    public JsonMembers(ReadOnlySpan<byte> json)
    {
        _json = json;
        _at = JsonText.SkipSpace(json, 0);
        IsObject = _at < json.Length && json[_at] == '{';
        IsArray = _at < json.Length && json[_at] == '[';
        _at++;
    }

    public bool IsObject { get; }

    public bool IsArray { get; }

    /// <summary>The name between its quotes, escapes and all; empty for an element of an array.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    public ReadOnlySpan<byte> Value { get; private set; }

    public bool MoveNext()
    {
        _at = JsonText.SkipSpace(_json, _at);
        if (!(IsObject || IsArray) || _at >= _json.Length || _json[_at] is (byte)']' or (byte)'}')
        {
            return false;
        }

        if (_json[_at] == ',')
        {
            _at = JsonText.SkipSpace(_json, _at + 1);
        }

        if (IsObject)
        {
            var name = _at;
            if (_at >= _json.Length || _json[_at] != '"' || !JsonText.TrySkipString(_json, ref _at))
            {
                return false;
            }

            Name = _json[(name + 1)..(_at - 1)];
            _at = JsonText.SkipSpace(_json, _at) + 1;
        }

        var start = _at = JsonText.SkipSpace(_json, _at);
        if (!JsonText.TrySkip(_json, ref _at))
        {
            return false;
        }

        Value = _json[start.._at];
        return true;
    }

    /// <summary>Whether the member has this name, which is given decoded.</summary>
    public readonly bool IsNamed(ReadOnlySpan<byte> name)
    {
        if (!Name.Contains((byte)'\\'))
        {
            return Name.SequenceEqual(name);
        }

        Span<byte> decoded = Name.Length <= 256 ? stackalloc byte[256] : new byte[Name.Length];
        return decoded[..JsonText.Decode(Name, decoded)].SequenceEqual(name);
    }
}
