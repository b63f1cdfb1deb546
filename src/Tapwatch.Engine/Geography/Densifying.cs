// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Geography;

/// <summary>Adds places to edges that are meant straight on a flat map of longitudes and latitudes, until shortest ways on the sphere are near enough to them.</summary>
/// <remarks>The error is measured where S2's edge tessellator does, at two places where it is greatest for edges of one kind or the other.</remarks>
static class Densifying
{
    // Of S2EdgeTessellator: where to measure, and how much less than the greatest error is found there.
    const double MeasuredAt = 0.31215691082248312;
    const double Measured = 0.83829992569888509;
    const int MostPlaces = 10485760;

    /// <summary>The line with more places, or null when there would be too many.</summary>
    public static Vector[]? Line(ReadOnlySpan<Vector> line, double tolerance, bool acrossDateLine)
    {
        var places = new List<Vector> { line[0] };
        for (var i = 1; i < line.Length && places.Count < MostPlaces; i++)
        {
            var (from, to) = (Flat.Of(line[i - 1]), Flat.Of(line[i]));

            // The map has an edge at longitude 180: the shorter way may run over it.
            if (acrossDateLine && Math.Abs(to.Longitude - from.Longitude) > 180)
            {
                to = to with { Longitude = to.Longitude + (to.Longitude < from.Longitude ? 360 : -360) };
            }

            Add(places, from, to, Measured * Math.Max(tolerance / Edges.EarthRadius, 1e-13), 0);
            places[^1] = line[i];
        }

        return places.Count < MostPlaces ? [.. places] : null;
    }

    static void Add(List<Vector> places, Flat from, Flat to, double tolerance, int depth)
    {
        var (a, b) = (from.Place, to.Place);
        if (places.Count >= MostPlaces)
        {
            return;
        }

        var near = a.Dot(b) >= -1e-14 && Error(from, to, a, b, MeasuredAt) <= tolerance && Error(from, to, a, b, 1 - MeasuredAt) <= tolerance;
        if (near || depth > 50)
        {
            places.Add(b);
            return;
        }

        var middle = from.Toward(to, 0.5);
        Add(places, from, middle, tolerance, depth + 1);
        Add(places, middle, to, tolerance, depth + 1);
    }

    static double Error(Flat from, Flat to, Vector a, Vector b, double part) => Edges.Between(a, b, part).AngleTo(from.Toward(to, part).Place);

    // A place of the flat map.
    readonly record struct Flat(double Longitude, double Latitude)
    {
        public Vector Place => Vector.At(Longitude, Latitude);

        public static Flat Of(Vector place) => new(place.Longitude, place.Latitude);

        public Flat Toward(Flat to, double part) => new(Longitude + (part * (to.Longitude - Longitude)), Latitude + (part * (to.Latitude - Latitude)));
    }
}
