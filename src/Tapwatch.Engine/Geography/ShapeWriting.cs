// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Engine.Functions;
using Tapwatch.Engine.Json;

namespace Tapwatch.Engine.Geography;

/// <summary>Writes GeoJSON geometries (RFC 7946).</summary>
static class ShapeWriting
{
    public static void Point(this JsonBuilder json, Vector place) => json.Point(place.Longitude, place.Latitude);

    public static void Point(this JsonBuilder json, double longitude, double latitude)
    {
        json.Raw("{\"type\":\"Point\",\"coordinates\":"u8);
        json.Place(longitude, latitude);
        json.Raw("}"u8);
    }

    public static void Lines(this JsonBuilder json, IReadOnlyList<Vector[]> lines) =>
        json.OneOrMany("LineString", lines, static (json, line) => json.Places(line));

    /// <summary>One polygon, or as many as there are shells.</summary>
    public static void Polygon(this JsonBuilder json, Polygon polygon)
    {
        var shells = new List<List<Ring>>();
        foreach (var ring in polygon.Rings)
        {
            var depth = polygon.Depth(ring);
            if (depth % 2 == 0)
            {
                shells.Add([ring]);
            }
            else
            {
                var shell = shells.FindIndex(s => polygon.Depth(s[0]) == depth - 1 && new Polygon([s[0], ring]).Depth(ring) == 1);
                shells[Math.Max(0, shell)].Add(ring.Reversed());
            }
        }

        json.OneOrMany("Polygon", shells, static (json, rings) =>
        {
            json.Raw("["u8);
            for (var i = 0; i < rings.Count; i++)
            {
                json.Raw(i > 0 ? ","u8 : []);
                json.Places([.. rings[i].Corners, rings[i][0]]);
            }

            json.Raw("]"u8);
        });
    }

    /// <summary>What two shapes have in common: one geometry, or a collection.</summary>
    public static void Mixed(this JsonBuilder json, IReadOnlyList<Vector> points, IReadOnlyList<Vector[]> lines, Polygon area)
    {
        var kinds = (points.Count > 0 ? 1 : 0) + (lines.Count > 0 ? 1 : 0) + (area.Rings.Count > 0 ? 1 : 0);
        json.Raw(kinds == 1 ? [] : "{\"type\":\"GeometryCollection\",\"geometries\":["u8);
        if (points.Count > 0)
        {
            json.OneOrMany("Point", points, static (json, point) => json.Place(point.Longitude, point.Latitude));
        }

        if (lines.Count > 0)
        {
            json.Raw(points.Count > 0 ? ","u8 : []);
            json.Lines(lines);
        }

        if (area.Rings.Count > 0)
        {
            json.Raw(points.Count + lines.Count > 0 ? ","u8 : []);
            json.Polygon(area);
        }

        json.Raw(kinds == 1 ? [] : "]}"u8);
    }

    static void OneOrMany<T>(this JsonBuilder json, string type, IReadOnlyList<T> parts, Action<JsonBuilder, T> write)
    {
        json.Raw(parts.Count == 1 ? "{\"type\":\""u8 : "{\"type\":\"Multi"u8);
        json.Raw(Encoding.UTF8.GetBytes(type));
        json.Raw(parts.Count == 1 ? "\",\"coordinates\":"u8 : "\",\"coordinates\":["u8);
        for (var i = 0; i < parts.Count; i++)
        {
            json.Raw(i > 0 ? ","u8 : []);
            write(json, parts[i]);
        }

        json.Raw(parts.Count == 1 ? "}"u8 : "]}"u8);
    }

    static void Places(this JsonBuilder json, ReadOnlySpan<Vector> places)
    {
        json.Raw("["u8);
        for (var i = 0; i < places.Length; i++)
        {
            json.Raw(i > 0 ? ","u8 : []);
            json.Place(places[i].Longitude, places[i].Latitude);
        }

        json.Raw("]"u8);
    }

    public static void Place(this JsonBuilder json, double longitude, double latitude)
    {
        json.Raw("["u8);
        json.RealOrNull(longitude);
        json.Raw(","u8);
        json.RealOrNull(latitude);
        json.Raw("]"u8);
    }

    /// <summary>The tokens in the order of a set.</summary>
    public static void Set<T>(this JsonBuilder json, IEnumerable<T> cells)
        where T : struct =>
        json.Tokens(TokenOrder.Of([.. cells.Select(static c => c.ToString()!)]));

    public static void Tokens<T>(this JsonBuilder json, IEnumerable<T> cells)
        where T : notnull
    {
        json.Raw("["u8);
        foreach (var cell in cells)
        {
            json.Raw(json.Written[^1] == '[' ? "\""u8 : ",\""u8);
            json.Raw(Encoding.UTF8.GetBytes(cell.ToString()!));
            json.Raw("\""u8);
        }

        json.Raw("]"u8);
    }
}
