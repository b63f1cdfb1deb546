// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;

namespace Tapwatch.Engine.Fields;

/// <summary>Writes fields as a JSON object of texts, into memory that is used again.</summary>
sealed class FieldWriter
{
    readonly JsonBuilder _json = new();
    readonly JsonBuilder _name = new();
    byte[] _text = new byte[256];

    /// <summary>Begins a new object.</summary>
    public void Begin()
    {
        _json.Clear();
        _json.Raw("{"u8);
    }

    public void Add(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        _name.Clear();
        _name.Raw(prefix);
        _name.Raw(name);
        _json.Raw(_json.Length > 1 ? ","u8 : default);
        _json.Text(_name.Written);
        _json.Raw(":"u8);
        _json.Text(value);
    }

    public void Add(string name, ReadOnlySpan<char> value)
    {
        if (_text.Length < value.Length * 3)
        {
            _text = new byte[value.Length * 6];
        }

        var length = Encoding.UTF8.GetBytes(value, _text);
        Add(default, Encoding.UTF8.GetBytes(name), _text.AsSpan(0, length));
    }

    /// <summary>Ends the object and makes it the result.</summary>
    public void End(Result result)
    {
        _json.Raw("}"u8);
        result.Set(_json.Written);
    }
}
