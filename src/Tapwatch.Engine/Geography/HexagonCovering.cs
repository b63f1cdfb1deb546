// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Geography.Hexagons;

namespace Tapwatch.Engine.Geography;

/// <summary>The H3 cells whose middle lies in a polygon. Its edges are straight lines on a flat map (Kusto, geo_polygon_to_h3cells).</summary>
static class HexagonCovering
{
    /// <summary>In order of their bits; null when there are more than so many.</summary>
    public static List<HexagonCell>? Of(IReadOnlyList<Polygon> polygons, int resolution, int most)
    {
        var found = new SortedSet<HexagonCell>(Comparer<HexagonCell>.Create(static (a, b) => a.Bits.CompareTo(b.Bits)));
        var seen = new HashSet<HexagonCell>();
        foreach (var polygon in polygons)
        {
            // From the boundary inwards.
            var open = new Stack<HexagonCell>(Boundary(polygon, resolution, most));
            while (open.TryPop(out var cell))
            {
                if (!seen.Add(cell))
                {
                    continue;
                }

                var inside = Contains(polygon, HexagonGrid.Center(cell));
                if (inside)
                {
                    found.Add(cell);
                }

                if (found.Count > most || seen.Count > 16 * (most + 1000))
                {
                    return null;
                }

                foreach (var neighbor in inside ? HexagonRings.Neighbors(cell) : [])
                {
                    open.Push(neighbor);
                }
            }

            seen.Clear();
        }

        return [.. found];
    }

    static IEnumerable<HexagonCell> Boundary(Polygon polygon, int resolution, int most)
    {
        // Half of a side of a cell of that resolution.
        var step = 0.08 / Math.Pow(7, resolution / 2.0);
        var count = 0;
        foreach (var ring in polygon.Rings)
        {
            for (var i = 0; i < ring.Count; i++)
            {
                var (from, to) = (ring[i], ring[i + 1]);
                var parts = (int)Math.Min(4.0 * most, Math.Ceiling(from.AngleTo(to) / step));
                for (var part = 0; part <= parts && count <= 8 * most; part++, count++)
                {
                    var share = parts == 0 ? 0 : (double)part / parts;
                    var cell = HexagonGrid.At(Vector.At(Mix(from.Longitude, to.Longitude, share), Mix(from.Latitude, to.Latitude, share)), resolution);
                    yield return cell;
                    foreach (var neighbor in HexagonRings.Neighbors(cell))
                    {
                        yield return neighbor;
                    }
                }
            }
        }
    }

    static double Mix(double a, double b, double share) => a + ((b - a) * share);

    static bool Contains(Polygon polygon, Vector place)
    {
        var (x, y, inside) = (place.Longitude, place.Latitude, false);
        foreach (var ring in polygon.Rings)
        {
            for (var i = 0; i < ring.Count; i++)
            {
                var (x1, y1, x2, y2) = (ring[i].Longitude, ring[i].Latitude, ring[i + 1].Longitude, ring[i + 1].Latitude);

                // Over longitude 180 on the shorter way.
                (x1, x2) = (x + Math.IEEERemainder(x1 - x, 360), x + Math.IEEERemainder(x2 - x, 360));
                inside ^= y1 > y != y2 > y && x < x1 + ((y - y1) / (y2 - y1) * (x2 - x1));
            }
        }

        return inside;
    }
}
