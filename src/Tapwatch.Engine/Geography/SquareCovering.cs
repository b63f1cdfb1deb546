// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Geography.Squares;

namespace Tapwatch.Engine.Geography;

/// <summary>The cells of a level that a shape, enlarged by a radius, touches.</summary>
static class SquareCovering
{
    // The area of the largest cell of level 0, were it as large everywhere as in its middle.
    const double LargestFace = 2.635799256963161491;

    // Cells that only touch the shape count too; rounding must not decide that.
    const double Touching = 1e-14;

    /// <summary>In order; null when there are more than so many.</summary>
    public static List<SquareCell>? Of(Shape shape, double radius, int level, int most)
    {
        var found = new List<SquareCell>();
        if (shape.Polygons.Any(p => p.Area() * Math.Pow(4, level) / LargestFace > most))
        {
            return null;
        }

        for (var face = 0; face < 6; face++)
        {
            if (!Add(new SquareCell(((ulong)face << 61) | (1UL << 60)), shape, radius / Edges.EarthRadius, level, most, found))
            {
                return null;
            }
        }

        return found;
    }

    static bool Add(SquareCell cell, Shape shape, double radius, int level, int most, List<SquareCell> found)
    {
        if (!Touches(cell, shape, radius))
        {
            return true;
        }

        if (cell.Level == level)
        {
            found.Add(cell);
            return found.Count <= most;
        }

        foreach (var child in cell.Children())
        {
            if (!Add(child, shape, radius, level, most, found))
            {
                return false;
            }
        }

        return true;
    }

    static bool Touches(SquareCell cell, Shape shape, double radius)
    {
        var ring = new Ring(cell.Corners);
        foreach (var (from, to) in shape.IsLine ? shape.Lines.SelectMany(Arrangement.EdgesOf) : shape.Polygons.SelectMany(Arrangement.EdgesOf))
        {
            if (ring.Contains(from))
            {
                return true;
            }

            for (var i = 0; i < 4; i++)
            {
                if (Orientation.Changes(from, to, ring[i], ring[i + 1]) || Distance(from, to, ring[i], ring[i + 1]) <= radius + Touching)
                {
                    return true;
                }
            }
        }

        return shape.Contains(ring[0]);
    }

    // Of edges that do not cross one end is nearest.
    static double Distance(Vector a, Vector b, Vector c, Vector d) =>
        Math.Min(
            Math.Min(Edges.Nearest(a, c, d).AngleTo(a), Edges.Nearest(b, c, d).AngleTo(b)),
            Math.Min(Edges.Nearest(c, a, b).AngleTo(c), Edges.Nearest(d, a, b).AngleTo(d)));
}
