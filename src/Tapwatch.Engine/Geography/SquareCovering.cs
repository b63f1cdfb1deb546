// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Geography.Squares;

namespace Tapwatch.Engine.Geography;

/// <summary>The cells of a level that a shape, enlarged by a radius, touches.</summary>
sealed class SquareCovering(Shape shape, double radius, int level, int most)
{
    // The area of the largest cell of level 0, were it as large everywhere as in its middle.
    const double LargestFace = 2.635799256963161491;

    // Cells that only touch the shape count too; rounding must not decide that.
    const double Touching = 1e-14;

    readonly List<SquareCell> _found = [];

    /// <summary>In order; null when there are more than so many.</summary>
    public static List<SquareCell>? Of(Shape shape, double radius, int level, int most)
    {
        if (shape.Polygons.Any(p => p.Area() * Math.Pow(4, level) / LargestFace > most))
        {
            return null;
        }

        var covering = new SquareCovering(shape, (radius / Edges.EarthRadius) + Touching, level, most);
        (Vector From, Vector To)[] edges = [.. shape.IsLine ? shape.Lines.SelectMany(Arrangement.EdgesOf) : shape.Polygons.SelectMany(Arrangement.EdgesOf)];
        for (var face = 0; face < 6; face++)
        {
            if (!covering.Add(new SquareCell(((ulong)face << 61) | (1UL << 60)), edges))
            {
                return null;
            }
        }

        return covering._found;
    }

    // What no edge touches lies inside as a whole, or outside; edges that are far from a cell are far from its quarters.
    bool Add(SquareCell cell, (Vector From, Vector To)[] edges)
    {
        var (ring, center) = (new Ring(cell.Corners), cell.Center);
        var reach = radius + ring.Corners.Max(center.AngleTo);
        var near = Array.FindAll(edges, e => Edges.Nearest(center, e.From, e.To).AngleTo(center) <= reach && Touches(ring, e.From, e.To));
        return near.Length > 0 ? AddParts(cell, near) : !shape.Contains(ring[0]) || AddParts(cell, near);
    }

    bool AddParts(SquareCell cell, (Vector From, Vector To)[] near)
    {
        if (cell.Level == level)
        {
            _found.Add(cell);
            return _found.Count <= most;
        }

        foreach (var child in cell.Children())
        {
            if (!(near.Length > 0 ? Add(child, near) : AddParts(child, near)))
            {
                return false;
            }
        }

        return true;
    }

    bool Touches(Ring cell, Vector from, Vector to)
    {
        for (var i = 0; i < 4; i++)
        {
            if (Orientation.Changes(from, to, cell[i], cell[i + 1]) || Distance(from, to, cell[i], cell[i + 1]) <= radius)
            {
                return true;
            }
        }

        return cell.Contains(from);
    }

    // Of edges that do not cross one end is nearest.
    static double Distance(Vector a, Vector b, Vector c, Vector d) =>
        Math.Min(
            Math.Min(Edges.Nearest(a, c, d).AngleTo(a), Edges.Nearest(b, c, d).AngleTo(b)),
            Math.Min(Edges.Nearest(c, a, b).AngleTo(c), Edges.Nearest(d, a, b).AngleTo(d)));
}
