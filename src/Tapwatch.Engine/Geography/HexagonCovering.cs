// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Geography.Hexagons;

namespace Tapwatch.Engine.Geography;

/// <summary>The H3 cells whose middle lies in a polygon. Its edges are straight lines on a flat map (Kusto, geo_polygon_to_h3cells).</summary>
static class HexagonCovering
{
    /// <summary>Each cell once; null when there are more than so many.</summary>
    public static List<HexagonCell>? Of(IReadOnlyList<Polygon> polygons, int resolution, int most)
    {
        var all = new List<HexagonCell>();
        foreach (var polygon in polygons)
        {
            if (Of(polygon, resolution, most) is not { } cells)
            {
                return null;
            }

            // In the order of H3's table of results: a cell stands at the rest of its bits by the size of the table.
            var size = (ulong)TableSize(polygon, resolution);
            all.AddRange(cells.OrderBy(c => c.Bits % size).ThenBy(static c => c.Bits));
        }

        return all.Distinct().ToList() is { } found && found.Count <= most ? found : null;
    }

    // The estimate of H3 (maxPolygonToCellsSize): the box around the shell by the area of the smallest cells, and a little more.
    static long TableSize(Polygon polygon, int resolution)
    {
        var shell = polygon.Rings[0].Corners;
        var (west, east) = (shell.Min(static c => c.Longitude), shell.Max(static c => c.Longitude));
        var (south, north) = (shell.Min(static c => c.Latitude), shell.Max(static c => c.Latitude));
        var pentagon = HexagonCell.Of(Enumerable.Range(0, BaseCells.Count).First(static n => BaseCells.Of(n).IsPentagon), new int[resolution]);
        var radius = HexagonGrid.Center(pentagon).AngleTo(HexagonGrid.Boundary(pentagon)[0]);
        var diagonal = Vector.At(east, north).AngleTo(Vector.At(west, south));
        var (width, height) = (east - west, north - south);
        var ratio = Math.Max(width, height) / Math.Min(width, height);
        var estimate = Math.Ceiling(diagonal * diagonal / Math.Min(3, ratio) / (0.8 * 2.59807621135 * radius * radius));
        return (long)Math.Max(Math.Max(1, estimate), polygon.Count) + 12;
    }

    static List<HexagonCell>? Of(Polygon polygon, int resolution, int most)
    {
        var found = new List<HexagonCell>();
        var seen = new HashSet<HexagonCell>();

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

        return found;
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
