// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Text;
using Tapwatch.Engine.Json;

namespace Tapwatch.Engine.Geography;

/// <summary>Reads well-known text (OGC Simple Features) and writes it as GeoJSON.</summary>
ref struct WellKnownText(ReadOnlySpan<byte> text, JsonBuilder json)
{
    const int Deepest = 32;

    ReadOnlySpan<byte> _rest = text;
    readonly JsonBuilder _json = json;

    /// <summary>False when the text is none.</summary>
    public bool Translate() => Geometry(0) && Skipped().IsEmpty;

    bool Geometry(int depth)
    {
        var word = Word();
        return word.ToUpperInvariant() switch
        {
            "POINT" => Shape("Point", 0),
            "LINESTRING" => Shape("LineString", 1),
            "POLYGON" => Shape("Polygon", 2),
            "MULTIPOINT" => Shape("MultiPoint", 1),
            "MULTILINESTRING" => Shape("MultiLineString", 2),
            "MULTIPOLYGON" => Shape("MultiPolygon", 3),
            "GEOMETRYCOLLECTION" => depth < Deepest && Collection(depth + 1),
            _ => false,
        };
    }

    bool Collection(int depth)
    {
        _json.Raw("{\"type\":\"GeometryCollection\",\"geometries\":["u8);
        if (!Take((byte)'(') || !Geometry(depth))
        {
            return false;
        }

        while (Take((byte)','))
        {
            _json.Raw(","u8);
            if (!Geometry(depth))
            {
                return false;
            }
        }

        _json.Raw("]}"u8);
        return Take((byte)')');
    }

    bool Shape(string type, int depth)
    {
        _json.Raw("{\"type\":\""u8);
        _json.Raw(System.Text.Encoding.UTF8.GetBytes(type));
        _json.Raw("\",\"coordinates\":"u8);
        var read = Take((byte)'(') && (depth == 0 ? Place() : List(depth)) && Take((byte)')');
        _json.Raw("}"u8);
        return read;
    }

    // A list of places, or of lists in brackets. The opening bracket is taken, the closing one is left.
    bool List(int depth)
    {
        _json.Raw("["u8);
        var first = true;
        do
        {
            _json.Raw(first ? [] : ","u8);
            first = false;

            // The places of a MULTIPOINT may stand in brackets each.
            var open = Take((byte)'(');
            if (depth > 1 ? !open || !List(depth - 1) : !Place())
            {
                return false;
            }

            if (open && !Take((byte)')'))
            {
                return false;
            }
        }
        while (Take((byte)','));
        _json.Raw("]"u8);
        return true;
    }

    bool Place()
    {
        if (!Number(out var longitude) || !Number(out var latitude))
        {
            return false;
        }

        _json.Place(longitude, latitude);
        return true;
    }

    bool Number(out double number)
    {
        _rest = Skipped();
        var read = Utf8Parser.TryParse(_rest, out number, out var length) && double.IsFinite(number);
        _rest = _rest[(read ? length : 0)..];
        return read;
    }

    string Word()
    {
        _rest = Skipped();
        var length = 0;
        while (length < _rest.Length && (_rest[length] | 0x20) is >= 'a' and <= 'z')
        {
            length++;
        }

        var word = System.Text.Encoding.ASCII.GetString(_rest[..length]);
        _rest = _rest[length..];
        return word;
    }

    bool Take(byte expected)
    {
        _rest = Skipped();
        if (_rest.IsEmpty || _rest[0] != expected)
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }

    readonly ReadOnlySpan<byte> Skipped() => _rest.TrimStart(" \t\r\n"u8);
}
