// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Geography;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.DynamicBuilding;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Measures of lines and polygons.</summary>
static class ShapeKernels
{
    // Kusto, geo_line_densify.
    const double LeastTolerance = 0.1;
    const double MostTolerance = 10000;

    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(GeographyFunctions.InPolygon, InPolygon),
        PerRow(GeographyFunctions.DistanceToLine, static _ => Near(line: true, static (place, near) => near.AngleTo(place) * Edges.EarthRadius)),
        PerRow(GeographyFunctions.DistanceToPolygon, static _ => Near(line: false, static (place, near) => near.AngleTo(place) * Edges.EarthRadius)),
        PerRow(GeographyFunctions.NearestOnLine, static _ => Nearest(line: true)),
        PerRow(GeographyFunctions.NearestOnPolygon, static _ => Nearest(line: false)),
        PerRow(GeographyFunctions.LineLength, static _ => Measure(static s => LineOverlay.Union(s.Lines).Sum(static l => Line.Length(l)) * Edges.EarthRadius, line: true)),
        PerRow(GeographyFunctions.PolygonArea, static _ => Measure(static s => s.Area.Area() * Edges.EarthRadius * Edges.EarthRadius, line: false)),
        PerRow(GeographyFunctions.PolygonPerimeter, static _ => Measure(static s => s.Area.Perimeter() * Edges.EarthRadius, line: false)),
        PerRow(GeographyFunctions.LineCentroid, static _ => Centroid(static s => LineOverlay.Union(s.Lines).Aggregate(default(Vector), static (sum, l) => sum + Line.Centroid(l)), line: true)),
        PerRow(GeographyFunctions.PolygonCentroid, static _ => Centroid(static s => s.Area.Centroid(), line: false)),
        PerRow(GeographyFunctions.LineAt, LineAt),
        PerRow(GeographyFunctions.LineLocate, LineLocate),
        PerRow(GeographyFunctions.DensifyLine, DensifyLine),
        PerRow(GeographyFunctions.DensifyPolygon, DensifyPolygon),
        PerRow(GeographyFunctions.FromText, static _ => Building(static (in a, json) => new WellKnownText(a.Text(0), json).Translate())),
    ];

    static Kernel InPolygon(CallSite site)
    {
        var shapes = new ShapeReader();
        return (in a, r) =>
        {
            if (PlaceKernels.TryPlace(a, 0, out var place) && shapes.ReadPolygon(a.Text(2)) is { } shape)
            {
                r.Set(shape.Contains(place));
            }
            else
            {
                r.SetNull();
            }
        };
    }

    static Vector Nearest(Shape shape, Vector place)
    {
        if (shape.Contains(place))
        {
            return place;
        }

        var nearest = shape.IsLine ? shape.Lines.Select(l => Line.Nearest(l, place, out _)) : shape.Polygons.Select(p => p.Nearest(place));
        return nearest.MinBy(place.AngleTo);
    }

    static Kernel Near(bool line, Func<Vector, Vector, double> measure)
    {
        var shapes = new ShapeReader();
        return (in a, r) =>
        {
            if (PlaceKernels.TryPlace(a, 0, out var place) && (line ? shapes.ReadLine(a.Text(2)) : shapes.ReadPolygon(a.Text(2))) is { } shape)
            {
                r.Set(measure(place, Nearest(shape, place)));
            }
            else
            {
                r.SetNull();
            }
        };
    }

    static Kernel Nearest(bool line)
    {
        var shapes = new ShapeReader();
        return Building((in a, json) =>
        {
            if (!PlaceKernels.TryPlace(a, 0, out var place) || (line ? shapes.ReadLine(a.Text(2)) : shapes.ReadPolygon(a.Text(2))) is not { } shape)
            {
                return false;
            }

            json.Point(Nearest(shape, place));
            return true;
        });
    }

    static Kernel Measure(Func<Shape, double> measure, bool line)
    {
        var shapes = new ShapeReader();
        return (in a, r) =>
        {
            if ((line ? shapes.ReadLine(a.Text(0)) : shapes.ReadPolygon(a.Text(0))) is { } shape)
            {
                r.Set(measure(shape));
            }
            else
            {
                r.SetNull();
            }
        };
    }

    static Kernel Centroid(Func<Shape, Vector> measure, bool line)
    {
        var shapes = new ShapeReader();
        return Building((in a, json) =>
        {
            if ((line ? shapes.ReadLine(a.Text(0)) : shapes.ReadPolygon(a.Text(0))) is not { } shape)
            {
                return false;
            }

            json.Point(measure(shape));
            return true;
        });
    }

    static Kernel LineAt(CallSite site)
    {
        var shapes = new ShapeReader();
        return Building((in a, json) =>
        {
            if (shapes.ReadLine(a.Text(0)) is not { Lines: [var line] } || a.Real(1) is not (>= 0 and <= 1))
            {
                return false;
            }

            json.Point(Line.At(line, a.Real(1)));
            return true;
        });
    }

    static Kernel LineLocate(CallSite site)
    {
        var shapes = new ShapeReader();
        return (in a, r) =>
        {
            if (shapes.ReadLine(a.Text(0)) is { Lines: [var line] } && PlaceKernels.TryPlace(a, 1, out var place))
            {
                Line.Nearest(line, place, out var along);
                r.Set(Math.Clamp(along / Line.Length(line), 0, 1));
            }
            else
            {
                r.SetNull();
            }
        };
    }

    static bool IsTolerance(double value) => value is >= LeastTolerance and <= MostTolerance;

    static Kernel DensifyLine(CallSite site)
    {
        var shapes = new ShapeReader();
        return Building((in a, json) =>
        {
            if (!IsTolerance(a.Real(1)) || shapes.ReadLine(a.Text(0)) is not { } shape)
            {
                return false;
            }

            var (tolerance, across) = (a.Real(1), a.Bool(2));
            var lines = shape.Lines.Select(l => Densifying.Line(l, tolerance, across)).ToArray();
            if (lines.Contains(null))
            {
                return false;
            }

            json.Lines(lines!);
            return true;
        });
    }

    static Kernel DensifyPolygon(CallSite site)
    {
        var shapes = new ShapeReader();
        return Building((in a, json) =>
        {
            if (!IsTolerance(a.Real(1)) || shapes.ReadPolygon(a.Text(0)) is not { } shape)
            {
                return false;
            }

            var (tolerance, across) = (a.Real(1), a.Bool(2));
            var rings = new List<Ring>();
            foreach (var ring in shape.Polygons.SelectMany(static p => p.Rings))
            {
                if (Densifying.Line([.. ring.Corners, ring[0]], tolerance, across) is not { } line)
                {
                    return false;
                }

                rings.Add(new Ring(line[..^1]));
            }

            json.Polygon(new Polygon(rings));
            return true;
        });
    }
}
