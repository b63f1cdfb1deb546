// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Json;

namespace Tapwatch.Engine.Geography;

/// <summary>Reads GeoJSON lines and polygons (RFC 7946). What is not valid is no shape.</summary>
/// <remarks>Kusto: lines have at least two entries; rings at least four, the first as the last, all others different, without crossings; an edge is shorter than 180 degrees.</remarks>
sealed class ShapeReader
{
    byte[] _last = [];
    Shape? _shape;

    /// <summary>The shape, or null. The last one is kept: mostly it is a constant.</summary>
    public Shape? Read(ReadOnlySpan<byte> json)
    {
        if (_last.Length == 0 || !json.SequenceEqual(_last))
        {
            _shape = Parse(json);
            _last = json.ToArray();
        }

        return _shape;
    }

    public Shape? ReadLine(ReadOnlySpan<byte> json) => Read(json) is { IsLine: true } shape ? shape : null;

    public Shape? ReadPolygon(ReadOnlySpan<byte> json) => Read(json) is { IsLine: false } shape ? shape : null;

    static Shape? Parse(ReadOnlySpan<byte> json)
    {
        ReadOnlySpan<byte> type = default, coordinates = default;
        var members = new JsonMembers(json);
        while (members.IsObject && members.MoveNext())
        {
            if (members.Name.SequenceEqual("type"u8))
            {
                type = members.Value;
            }
            else if (members.Name.SequenceEqual("coordinates"u8))
            {
                coordinates = members.Value;
            }
        }

        var (lines, polygons) = (new List<Vector[]>(), new List<Polygon>());
        var valid = type switch
        {
            _ when type.SequenceEqual("\"LineString\""u8) => AddLine(coordinates, lines),
            _ when type.SequenceEqual("\"MultiLineString\""u8) => AddLines(coordinates, lines),
            _ when type.SequenceEqual("\"Polygon\""u8) => AddPolygon(coordinates, polygons),
            _ when type.SequenceEqual("\"MultiPolygon\""u8) => AddPolygons(coordinates, polygons),
            _ => false,
        };
        return valid && lines.Count + polygons.Count > 0 ? new Shape(lines, polygons) : null;
    }

    static bool AddLines(ReadOnlySpan<byte> json, List<Vector[]> lines)
    {
        var elements = new JsonMembers(json);
        while (elements.IsArray && elements.MoveNext())
        {
            if (!AddLine(elements.Value, lines))
            {
                return false;
            }
        }

        return elements.IsArray;
    }

    static bool AddLine(ReadOnlySpan<byte> json, List<Vector[]> lines)
    {
        if (Places(json) is not { Count: >= 2 } places || !AreEdges(places))
        {
            return false;
        }

        lines.Add([.. places]);
        return true;
    }

    static bool AddPolygons(ReadOnlySpan<byte> json, List<Polygon> polygons)
    {
        var elements = new JsonMembers(json);
        while (elements.IsArray && elements.MoveNext())
        {
            if (!AddPolygon(elements.Value, polygons))
            {
                return false;
            }
        }

        return elements.IsArray;
    }

    static bool AddPolygon(ReadOnlySpan<byte> json, List<Polygon> polygons)
    {
        var rings = new List<Ring>();
        var elements = new JsonMembers(json);
        while (elements.IsArray && elements.MoveNext())
        {
            if (ReadRing(elements.Value) is not { } ring)
            {
                return false;
            }

            rings.Add(ring);
        }

        if (rings.Count == 0 || Crossings.Any(rings))
        {
            return false;
        }

        polygons.Add(new Polygon(rings));
        return true;
    }

    static Ring? ReadRing(ReadOnlySpan<byte> json)
    {
        if (Places(json) is not { Count: >= 4 } places || places[0] != places[^1] || !AreEdges(places))
        {
            return null;
        }

        places.RemoveAt(places.Count - 1);
        if (places.Distinct().Count() < places.Count)
        {
            return null;
        }

        var ring = new Ring([.. places]);
        return ring.SignedArea() < 0 ? ring.Reversed() : ring;
    }

    static bool AreEdges(List<Vector> places)
    {
        for (var i = 1; i < places.Count; i++)
        {
            if (places[i] == places[i - 1] || (places[i] + places[i - 1]).Length < 1e-15)
            {
                return false;
            }
        }

        return true;
    }

    static List<Vector>? Places(ReadOnlySpan<byte> json)
    {
        var places = new List<Vector>();
        var elements = new JsonMembers(json);
        while (elements.IsArray && elements.MoveNext())
        {
            if (Place(elements.Value) is not { } place)
            {
                return null;
            }

            places.Add(place);
        }

        return places;
    }

    static Vector? Place(ReadOnlySpan<byte> json)
    {
        Span<double> numbers = stackalloc double[2];
        var count = 0;
        var elements = new JsonMembers(json);
        while (elements.IsArray && elements.MoveNext())
        {
            if (!JsonElements.IsNumber(elements.Value, out var number))
            {
                return null;
            }

            if (count < 2)
            {
                numbers[count] = number;
            }

            count++;
        }

        return count >= 2 && IsPlace(numbers[0], numbers[1]) ? Vector.At(numbers[0], numbers[1]) : null;
    }

    public static bool IsPlace(double longitude, double latitude) => Math.Abs(longitude) <= 180 && Math.Abs(latitude) <= 90;
}
