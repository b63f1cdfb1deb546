// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;

namespace Tapwatch.Engine.Fields;

/// <summary>Writes fields as a JSON object of texts, into memory that is used again.</summary>
sealed class FieldWriter
{
    readonly JsonBuilder _json = new();
    readonly JsonBuilder _name = new();

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

    public void Add(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        _json.Raw(_json.Length > 1 ? ","u8 : default);
        _json.Text(name);
        _json.Raw(":"u8);
        _json.Text(value);
    }

    /// <summary>Ends the object and makes it the result.</summary>
    public void End(Result result)
    {
        _json.Raw("}"u8);
        result.Set(_json.Written);
    }
}
