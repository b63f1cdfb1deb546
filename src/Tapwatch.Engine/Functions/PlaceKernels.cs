// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Geography;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Places on the Earth: distances and directions.</summary>
static class PlaceKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(GeographyFunctions.Distance, Distance),
        PerRow(GeographyFunctions.SpheroidDistance, SpheroidDistance),
        PerRow(GeographyFunctions.Azimuth, Azimuth),
        PerRow(GeographyFunctions.Angle, Angle),
        PerRow(GeographyFunctions.InCircle, InCircle),
    ];

    /// <summary>The place that two arguments are, longitude first.</summary>
    public static bool TryPlace(in Arguments a, int first, out Vector place)
    {
        var valid = ShapeReader.IsPlace(a.Real(first), a.Real(first + 1));
        place = valid ? Vector.At(a.Real(first), a.Real(first + 1)) : default;
        return valid;
    }

    static void Distance(in Arguments a, Result r)
    {
        if (TryPlace(a, 0, out var from) && TryPlace(a, 2, out var to))
        {
            r.Set(from.AngleTo(to) * Edges.EarthRadius);
        }
        else
        {
            r.SetNull();
        }
    }

    static void SpheroidDistance(in Arguments a, Result r)
    {
        var distance = TryPlace(a, 0, out _) && TryPlace(a, 2, out _) ? Spheroid.Distance(a.Real(0), a.Real(1), a.Real(2), a.Real(3)) : double.NaN;
        if (double.IsNaN(distance))
        {
            r.SetNull();
        }
        else
        {
            r.Set(distance);
        }
    }

    static bool HasDirection(Vector from, Vector to) => from != to && (from + to).Length > 1e-15;

    static double Clockwise(Vector at, Vector from, Vector to)
    {
        // Both as directions in the plane that touches the sphere there.
        var (x, y) = (from - (at * at.Dot(from)), to - (at * at.Dot(to)));
        var angle = -Math.Atan2(x.Cross(y).Dot(at), x.Dot(y));
        return angle < 0 ? angle + (2 * Math.PI) : angle;
    }

    static void Azimuth(in Arguments a, Result r)
    {
        if (TryPlace(a, 0, out var from) && TryPlace(a, 2, out var to) && HasDirection(from, to))
        {
            r.Set(Clockwise(from, Math.Abs(a.Real(1)) == 90 ? -Vector.At(a.Real(0), 0) * Math.Sign(a.Real(1)) : new Vector(0, 0, 1), to));
        }
        else
        {
            r.SetNull();
        }
    }

    static void Angle(in Arguments a, Result r)
    {
        if (TryPlace(a, 0, out var first) && TryPlace(a, 2, out var second) && TryPlace(a, 4, out var third) && HasDirection(first, second) && HasDirection(second, third))
        {
            r.Set(Clockwise(second, first, third));
        }
        else
        {
            r.SetNull();
        }
    }

    static void InCircle(in Arguments a, Result r)
    {
        if (TryPlace(a, 0, out var place) && TryPlace(a, 2, out var center) && a.Real(4) >= 0 && double.IsFinite(a.Real(4)))
        {
            r.Set(place.AngleTo(center) * Edges.EarthRadius <= a.Real(4));
        }
        else
        {
            r.SetNull();
        }
    }
}
