// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Geography;
using Tapwatch.Engine.Json;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.DynamicBuilding;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Lines and polygons laid over each other.</summary>
static class OverlayKernels
{
    static readonly Polygon _nothing = new([]);

    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(GeographyFunctions.UnionPolygons, UnionPolygons),
        PerRow(GeographyFunctions.UnionLines, UnionLines),
        PerRow(GeographyFunctions.CommonOfPolygons, static _ => Common(firstIsLine: false, secondIsLine: false)),
        PerRow(GeographyFunctions.CommonOfLines, static _ => Common(firstIsLine: true, secondIsLine: true)),
        PerRow(GeographyFunctions.LineInPolygon, static _ => Common(firstIsLine: true, secondIsLine: false)),
        PerRow(GeographyFunctions.PolygonsMeet, static _ => Meet(firstIsLine: false, secondIsLine: false)),
        PerRow(GeographyFunctions.LinesMeet, static _ => Meet(firstIsLine: true, secondIsLine: true)),
        PerRow(GeographyFunctions.LineMeetsPolygon, static _ => Meet(firstIsLine: true, secondIsLine: false)),
    ];

    /// <summary>All shapes of an array, or null when one of them is not valid.</summary>
    public static List<Shape>? ReadAll(ReadOnlySpan<byte> json, bool lines)
    {
        var shapes = new List<Shape>();
        var reader = new ShapeReader();
        var elements = new JsonMembers(json);
        while (elements.IsArray && elements.MoveNext())
        {
            if ((lines ? reader.ReadLine(elements.Value) : reader.ReadPolygon(elements.Value)) is not { } shape)
            {
                return null;
            }

            shapes.Add(shape);
        }

        return shapes.Count > 0 ? shapes : null;
    }

    static Kernel UnionPolygons(CallSite site) => Building(static (in a, json) =>
    {
        if (ReadAll(a.Text(0), lines: false) is not { } shapes)
        {
            return false;
        }

        json.Polygon(Overlay.Union([.. shapes.SelectMany(static s => s.Polygons)]));
        return true;
    });

    static Kernel UnionLines(CallSite site) => Building(static (in a, json) =>
    {
        if (ReadAll(a.Text(0), lines: true) is not { } shapes)
        {
            return false;
        }

        json.Lines(LineOverlay.Union([.. shapes.SelectMany(static s => s.Lines)]));
        return true;
    });

    static (IReadOnlyList<Vector> Points, IReadOnlyList<Vector[]> Lines, Polygon Area) Common(Shape a, Shape b)
    {
        if (!a.IsLine)
        {
            var (area, edges, corners) = Overlay.Intersection(a.Area, b.Area);
            return (corners, edges, area);
        }

        var (points, lines) = b.IsLine ? LineOverlay.Common(a.Lines, b.Lines) : LineOverlay.Within(a.Lines, b.Area);
        return (points, lines, _nothing);
    }

    static Kernel Common(bool firstIsLine, bool secondIsLine)
    {
        var (first, second) = (new ShapeReader(), new ShapeReader());
        return Building((in a, json) =>
        {
            if (Read(first, a.Text(0), firstIsLine) is not { } left || Read(second, a.Text(1), secondIsLine) is not { } right)
            {
                return false;
            }

            var (points, lines, area) = Common(left, right);
            json.Mixed(points, lines, area);
            return true;
        });
    }

    static Kernel Meet(bool firstIsLine, bool secondIsLine)
    {
        var (first, second) = (new ShapeReader(), new ShapeReader());
        return (in a, r) =>
        {
            if (Read(first, a.Text(0), firstIsLine) is { } left && Read(second, a.Text(1), secondIsLine) is { } right)
            {
                var (points, lines, area) = Common(left, right);
                r.Set(points.Count + lines.Count + area.Rings.Count > 0);
            }
            else
            {
                r.SetNull();
            }
        };
    }

    static Shape? Read(ShapeReader reader, ReadOnlySpan<byte> json, bool isLine) => isLine ? reader.ReadLine(json) : reader.ReadPolygon(json);
}
