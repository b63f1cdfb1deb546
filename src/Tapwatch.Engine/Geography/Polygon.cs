// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Geography;

/// <summary>An area bounded by rings. Each ring goes around its smaller side counter-clockwise; what lies inside an odd number of rings is inside.</summary>
sealed class Polygon(IReadOnlyList<Ring> rings)
{
    public IReadOnlyList<Ring> Rings { get; } = rings;

    public int Count => Rings.Sum(static r => r.Count);

    public bool Contains(Vector place)
    {
        var inside = false;
        foreach (var ring in Rings)
        {
            inside ^= ring.Contains(place);
        }

        return inside;
    }

    /// <summary>In how many other rings a ring lies; of an odd number, it is a hole.</summary>
    public int Depth(Ring ring)
    {
        var depth = 0;
        foreach (var other in Rings)
        {
            depth += other != ring && Holds(other, ring) ? 1 : 0;
        }

        return depth;
    }

    // A corner that both share says nothing; the middle of an edge decides then.
    static bool Holds(Ring outer, Ring inner)
    {
        foreach (var corner in inner.Corners)
        {
            if (Array.IndexOf(outer.Corners, corner) < 0)
            {
                return outer.Contains(corner);
            }
        }

        return outer.Contains((inner[0] + inner[1]).Normalized());
    }

    /// <summary>Shells and holes turned so that the inside is left of every edge.</summary>
    public IEnumerable<Ring> Oriented() => Rings.Select(r => Depth(r) % 2 == 1 ? r.Reversed() : r);

    public double Area() => Oriented().Sum(static r => r.SignedArea());

    public Vector Centroid() => Oriented().Aggregate(default(Vector), static (sum, r) => sum + r.Centroid());

    public double Perimeter() => Rings.Sum(static r => r.Length());

    /// <summary>The place on the boundary that is nearest to another.</summary>
    public Vector Nearest(Vector place)
    {
        var (best, least) = (default(Vector), double.PositiveInfinity);
        foreach (var ring in Rings)
        {
            for (var i = 0; i < ring.Count; i++)
            {
                var candidate = Edges.Nearest(place, ring[i], ring[i + 1]);
                var distance = candidate.AngleTo(place);
                (best, least) = distance < least ? (candidate, distance) : (best, least);
            }
        }

        return best;
    }
}
