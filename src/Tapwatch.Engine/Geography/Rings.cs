// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Geography;

/// <summary>Makes rings of edges that have the inside on their left.</summary>
static class Rings
{
    public static Polygon Assemble(List<OverlayEdge> edges)
    {
        edges = [.. edges.DistinctBy(static e => (e.From, e.To))];
        var leaving = edges.Select(static (e, i) => (Edge: e, Index: i)).ToLookup(static e => e.Edge.From, static e => e.Index);
        var used = new bool[edges.Count];
        var loops = new List<List<OverlayEdge>>();
        for (var start = 0; start < edges.Count; start++)
        {
            var path = new List<OverlayEdge>();
            for (var next = used[start] ? -1 : start; next >= 0; next = Next(edges, path, leaving, used))
            {
                used[next] = true;
                path.Add(edges[next]);

                // A place that was passed before closes a ring.
                var closed = path.FindIndex(e => e.From == path[^1].To);
                if (closed >= 0)
                {
                    loops.Add(Ordered(path[closed..]));
                    path.RemoveRange(closed, path.Count - closed);
                    if (path.Count == 0)
                    {
                        break;
                    }
                }
            }
        }

        return Nested([.. loops.Where(static l => l.Count > 2).OrderBy(static l => l[0].Id).Select(static l => new Ring([.. l.Select(static e => e.From)])).Select(static r => r.SignedArea() < 0 ? r.Reversed() : r)]);
    }

    // The leaving edge that turns most to the left.
    static int Next(List<OverlayEdge> edges, List<OverlayEdge> path, ILookup<Vector, int> leaving, bool[] used)
    {
        var (from, at) = (path[^1].From, path[^1].To);
        var best = -1;
        foreach (var candidate in leaving[at])
        {
            if (!used[candidate] && (best < 0 || Orientation.Ordered(edges[best].To, edges[candidate].To, from, at)))
            {
                best = candidate;
            }
        }

        return best;
    }

    // The edge with the highest number comes last; of several parts of it, the last one.
    static List<OverlayEdge> Ordered(List<OverlayEdge> loop)
    {
        var place = 0;
        var gap = false;
        for (var i = 1; i < loop.Count; i++)
        {
            var difference = loop[i].Id - loop[place].Id;
            if (difference < 0)
            {
                gap = true;
            }
            else if (difference > 0 || !gap)
            {
                (place, gap) = (i, false);
            }
        }

        return [.. loop[(place + 1)..], .. loop[..(place + 1)]];
    }

    // Each ring is followed by those that lie in it.
    static Polygon Nested(List<Ring> rings)
    {
        if (rings.Count < 2)
        {
            return new Polygon(rings);
        }

        var flat = new Polygon(rings);
        var depths = rings.ToDictionary(static r => r, flat.Depth);
        var result = new List<Ring>();
        void Add(Ring ring, int depth)
        {
            result.Add(ring);
            var inner = new Polygon([ring, .. rings.Where(r => depths[r] == depth + 1)]);
            foreach (var child in inner.Rings.Skip(1).Where(r => new Polygon([ring, r]).Depth(r) == 1))
            {
                Add(child, depth + 1);
            }
        }

        foreach (var root in rings.Where(r => depths[r] == 0))
        {
            Add(root, 0);
        }

        return new Polygon(result);
    }
}
