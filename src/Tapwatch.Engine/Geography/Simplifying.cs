// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Geography;

/// <summary>Leaves out corners that are nearer to each other, or to the edge that takes their place, than a tolerance.</summary>
static class Simplifying
{
    /// <summary>A line between its ends; fewer than two places when nothing is left of it.</summary>
    public static Vector[] Line(ReadOnlySpan<Vector> line, double tolerance)
    {
        var apart = Apart(line, tolerance);
        return apart.Count < 2 ? [] : [.. Straight(apart, tolerance)];
    }

    /// <summary>A ring; null when nothing is left of it.</summary>
    public static Ring? Ring(Ring ring, double tolerance)
    {
        var apart = Apart(ring.Corners, tolerance);
        if (apart.Count < 3)
        {
            return null;
        }

        var corners = Straight([.. apart, apart[0]], tolerance);
        return corners.Count > 3 ? new Ring([.. corners.Take(corners.Count - 1)]) : null;
    }

    // Of places nearer to each other than the tolerance, the first.
    static List<Vector> Apart(ReadOnlySpan<Vector> places, double tolerance)
    {
        var kept = new List<Vector>();
        foreach (var place in places)
        {
            var near = false;
            for (var i = kept.Count - 1; i >= 0 && !near; i--)
            {
                near = kept[i].AngleTo(place) < tolerance;
            }

            if (!near)
            {
                kept.Add(place);
            }
        }

        return kept;
    }

    // From each place the farthest one to which the edge stays near to all between.
    static List<Vector> Straight(List<Vector> places, double tolerance)
    {
        var kept = new List<Vector> { places[0] };
        for (var at = 0; at < places.Count - 1;)
        {
            var next = at + 1;
            for (var candidate = at + 2; candidate < places.Count && IsNear(places, at, candidate, tolerance); candidate++)
            {
                next = candidate;
            }

            kept.Add(places[next]);
            at = next;
        }

        return kept;
    }

    static bool IsNear(List<Vector> places, int from, int to, double tolerance)
    {
        if (places[from] == places[to])
        {
            return false;
        }

        for (var i = from + 1; i < to; i++)
        {
            if (Edges.Nearest(places[i], places[from], places[to]).AngleTo(places[i]) > tolerance)
            {
                return false;
            }
        }

        return true;
    }
}
