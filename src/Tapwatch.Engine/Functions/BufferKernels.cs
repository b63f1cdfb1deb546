// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Geography;
using Tapwatch.Engine.Json;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.DynamicBuilding;
using static Tapwatch.Engine.Functions.ScalarImplementation;
using Buffer = Tapwatch.Engine.Geography.Buffer;

namespace Tapwatch.Engine.Functions;

/// <summary>Shapes made larger, and simpler.</summary>
static class BufferKernels
{
    // Kusto: the tolerance is at least 0.0001 % of the radius; one larger than the radius is lowered below it.
    const double LeastError = 1e-6;
    const double MostError = 0.99;

    // Kusto, geo_polygon_simplify.
    const double MostTolerance = 7_800_000;

    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(GeographyFunctions.BufferPlace, static _ => Building(AroundPlace)),
        PerRow(GeographyFunctions.BufferLine, static _ => Around(line: true)),
        PerRow(GeographyFunctions.BufferPolygon, static _ => Around(line: false)),
        PerRow(GeographyFunctions.SimplifyLine, SimplifyLine),
        PerRow(GeographyFunctions.SimplifyPolygon, SimplifyPolygon),
        PerRow(GeographyFunctions.SimplifyPolygons, SimplifyPolygons),
    ];

    // An outline farther than a quarter around the Earth would lie inside of itself.
    static Buffer? Of(double radius, double tolerance)
    {
        var error = Math.Min(tolerance / radius, MostError);
        return radius > 0 && radius < Edges.EarthRadius * Math.PI / 2 && error >= LeastError
            ? new Buffer(radius / Edges.EarthRadius, error * radius / Edges.EarthRadius)
            : null;
    }

    static bool AroundPlace(in Arguments a, JsonBuilder json)
    {
        if (!PlaceKernels.TryPlace(a, 0, out var place) || Of(a.Real(2), a.Real(3)) is not { } buffer)
        {
            return false;
        }

        buffer.AddPlace(place);
        json.Polygon(buffer.Build());
        return true;
    }

    static Kernel Around(bool line)
    {
        var shapes = new ShapeReader();
        return Building((in a, json) =>
        {
            if ((line ? shapes.ReadLine(a.Text(0)) : shapes.ReadPolygon(a.Text(0))) is not { } shape || Of(a.Real(1), a.Real(2)) is not { } buffer)
            {
                return false;
            }

            foreach (var part in shape.Lines)
            {
                buffer.AddLine(part);
            }

            foreach (var ring in shape.Polygons.SelectMany(static p => p.Oriented()))
            {
                buffer.AddRing(ring);
            }

            json.Polygon(buffer.Build());
            return true;
        });
    }

    static double? Tolerance(double metres) => metres is >= 0 and <= MostTolerance ? metres / Edges.EarthRadius : null;

    static Kernel SimplifyLine(CallSite site)
    {
        var shapes = new ShapeReader();
        return Building((in a, json) =>
        {
            if (Tolerance(a.Real(1)) is not { } tolerance || shapes.ReadLine(a.Text(0)) is not { } shape)
            {
                return false;
            }

            Vector[][] lines = [.. LineOverlay.Union(shape.Lines).Select(l => Simplifying.Line(l, tolerance)).Where(static l => l.Length > 1)];
            if (lines.Length == 0)
            {
                return false;
            }

            json.Lines(lines);
            return true;
        });
    }

    static bool Simplify(IReadOnlyList<Polygon> polygons, double tolerance, JsonBuilder json)
    {
        Ring[] rings = [.. Overlay.Union(polygons).Rings.Select(r => Simplifying.Ring(r, tolerance)).Where(static r => r is not null).Select(static r => r!)];
        if (rings.Length == 0)
        {
            return false;
        }

        json.Polygon(new Polygon(rings));
        return true;
    }

    static Kernel SimplifyPolygon(CallSite site)
    {
        var shapes = new ShapeReader();
        return Building((in a, json) => Tolerance(a.Real(1)) is { } tolerance && shapes.ReadPolygon(a.Text(0)) is { } shape && Simplify(shape.Polygons, tolerance, json));
    }

    static Kernel SimplifyPolygons(CallSite site) => Building(static (in a, json) =>
        Tolerance(a.Real(1)) is { } tolerance && OverlayKernels.ReadAll(a.Text(0), lines: false) is { } shapes && Simplify([.. shapes.SelectMany(static s => s.Polygons)], tolerance, json));
}
