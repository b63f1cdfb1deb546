// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Geography;

/// <summary>What several areas cover together, and what they have in common.</summary>
/// <remarks>
/// The order of corners and rings is that of the S2 library (S2Builder, S2Polygon), which Kusto's answers show: a ring ends with its last edge in the order of the input,
/// of two areas the first one's edges come first, and of many the two with the fewest corners are joined first.
/// </remarks>
static class Overlay
{
    public static Polygon Union(IReadOnlyList<Polygon> polygons)
    {
        var queue = new PriorityQueue<(Polygon Polygon, int Corners), (int, int)>();
        for (var i = 0; i < polygons.Count; i++)
        {
            queue.Enqueue((polygons[i], polygons[i].Count), (polygons[i].Count, i));
        }

        // The corners of a union are not counted anew.
        for (var next = polygons.Count; queue.Count > 1; next++)
        {
            var (a, b) = (queue.Dequeue(), queue.Dequeue());
            queue.Enqueue((Union(a.Polygon, b.Polygon), a.Corners + b.Corners), (a.Corners + b.Corners, next));
        }

        return queue.Dequeue().Polygon;
    }

    public static Polygon Union(Polygon a, Polygon b)
    {
        var (first, second) = Arrangement.Of(a, b);
        var edges = new List<OverlayEdge>();
        Keep(first, second, b, inside: false, edges);
        Keep(second, first, a, inside: false, edges);
        return Rings.Assemble(edges);
    }

    /// <summary>What two areas have in common: areas, edges of boundaries that touch, corners that touch.</summary>
    public static (Polygon Area, List<Vector[]> Lines, List<Vector> Points) Intersection(Polygon a, Polygon b)
    {
        var (first, second) = Arrangement.Of(a, b);
        var edges = new List<OverlayEdge>();
        Keep(first, second, b, inside: true, edges);
        Keep(second, first, a, inside: true, edges);
        var backwards = second.Select(static e => (e.To, e.From)).ToHashSet();
        var lines = new List<Vector[]>();
        foreach (var edge in first)
        {
            if (backwards.Contains((edge.From, edge.To)))
            {
                if (lines.Count > 0 && lines[^1][^1] == edge.From)
                {
                    lines[^1] = [.. lines[^1], edge.To];
                }
                else
                {
                    lines.Add([edge.From, edge.To]);
                }
            }
        }

        var used = edges.Select(static e => e.From).Concat(lines.SelectMany(static l => l)).ToHashSet();
        var corners = second.Select(static e => e.From).ToHashSet();
        var points = first.Select(static e => e.From).Where(p => corners.Contains(p) && !used.Contains(p)).Distinct().ToList();
        return (Rings.Assemble(edges), lines, points);
    }

    /// <summary>Whether two areas have anything in common.</summary>
    public static bool Intersects(Polygon a, Polygon b)
    {
        var (area, lines, points) = Intersection(a, b);
        return area.Rings.Count > 0 || lines.Count > 0 || points.Count > 0;
    }

    // The edges of one area that lie inside or outside of the other; those of both, when they run the same way, once.
    static void Keep(List<OverlayEdge> own, List<OverlayEdge> others, Polygon other, bool inside, List<OverlayEdge> kept)
    {
        var both = others.Select(static e => (e.From, e.To)).ToHashSet();
        foreach (var edge in own)
        {
            if (both.Contains((edge.From, edge.To)))
            {
                if (own[0].Id < others[0].Id)
                {
                    kept.Add(edge);
                }
            }
            else if (!both.Contains((edge.To, edge.From)) && other.Contains((edge.From + edge.To).Normalized()) == inside)
            {
                kept.Add(edge);
            }
        }
    }
}

/// <summary>A part of an edge, with the number of the edge it is of.</summary>
readonly record struct OverlayEdge(Vector From, Vector To, int Id);
