// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Geography;

/// <summary>Lines with lines, and lines with areas.</summary>
static class LineOverlay
{
    /// <summary>What two lines share: places where they cross, and edges.</summary>
    public static (List<Vector> Points, List<Vector[]> Lines) Common(IReadOnlyList<Vector[]> a, IReadOnlyList<Vector[]> b)
    {
        var (first, second) = Arrangement.Of([.. a.SelectMany(Arrangement.EdgesOf)], [.. b.SelectMany(Arrangement.EdgesOf)]);
        var others = second.SelectMany(static e => new[] { (e.From, e.To), (e.To, e.From) }).ToHashSet();
        var lines = Chains(first.Where(e => others.Contains((e.From, e.To))));
        var used = lines.SelectMany(static l => l).ToHashSet();
        var places = second.SelectMany(static e => new[] { e.From, e.To }).ToHashSet();
        var points = first.SelectMany(static e => new[] { e.From, e.To }).Where(p => places.Contains(p) && used.Add(p)).ToList();
        return (points, lines);
    }

    /// <summary>The parts of lines that lie in an area.</summary>
    public static (List<Vector> Points, List<Vector[]> Lines) Within(IReadOnlyList<Vector[]> lines, Polygon area)
    {
        var (parts, boundary) = Arrangement.Of([.. lines.SelectMany(Arrangement.EdgesOf)], Arrangement.EdgesOf(area));
        var edges = boundary.SelectMany(static e => new[] { (e.From, e.To), (e.To, e.From) }).ToHashSet();
        var inside = Chains(parts.Where(e => edges.Contains((e.From, e.To)) || area.Contains((e.From + e.To).Normalized())));
        var used = inside.SelectMany(static l => l).ToHashSet();
        var corners = boundary.Select(static e => e.From).ToHashSet();
        var points = parts.SelectMany(static e => new[] { e.From, e.To }).Where(p => corners.Contains(p) && used.Add(p)).ToList();
        return (points, inside);
    }

    /// <summary>All lines, where an edge of several counts once and lines that go on in one another become one.</summary>
    public static List<Vector[]> Union(IReadOnlyList<Vector[]> lines)
    {
        var seen = new HashSet<(Vector, Vector)>();
        var edges = new List<OverlayEdge>();
        foreach (var (from, to) in lines.SelectMany(Arrangement.EdgesOf))
        {
            if (seen.Add((from, to)) && seen.Add((to, from)))
            {
                edges.Add(new OverlayEdge(from, to, edges.Count));
            }
        }

        return Chains(edges);
    }

    // Edges that follow each other in order become one line.
    static List<Vector[]> Chains(IEnumerable<OverlayEdge> edges)
    {
        var chains = new List<List<Vector>>();
        foreach (var edge in edges)
        {
            if (chains.Count > 0 && chains[^1][^1] == edge.From)
            {
                chains[^1].Add(edge.To);
            }
            else
            {
                chains.Add([edge.From, edge.To]);
            }
        }

        // A line that ends where only one other begins goes on in it.
        for (var i = 0; i < chains.Count; i++)
        {
            var next = chains.FindIndex(c => c[0] == chains[i][^1]);
            while (next >= 0 && next != i && chains.Count(c => c[0] == chains[i][^1] || c[^1] == chains[i][^1]) == 2)
            {
                chains[i].AddRange(chains[next].Skip(1));
                chains.RemoveAt(next);
                i -= next < i ? 1 : 0;
                next = chains.FindIndex(c => c[0] == chains[i][^1]);
            }
        }

        return [.. chains.Select(static c => c.ToArray())];
    }
}
