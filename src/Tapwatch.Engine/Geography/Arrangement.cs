// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Geography;

/// <summary>Edges split where they meet others, so that afterwards two share a whole edge, an end, or nothing.</summary>
static class Arrangement
{
    // Places nearer to each other than rounding can tell are one: twice the error of an intersection.
    const double Same = 4e-15;

    public static (List<OverlayEdge> First, List<OverlayEdge> Second) Of(Polygon a, Polygon b) => Of(EdgesOf(a), EdgesOf(b));

    public static List<(Vector From, Vector To)> EdgesOf(Polygon polygon)
    {
        var edges = new List<(Vector From, Vector To)>();
        foreach (var ring in polygon.Oriented())
        {
            for (var i = 0; i < ring.Count; i++)
            {
                edges.Add((ring[i], ring[i + 1]));
            }
        }

        return edges;
    }

    public static List<(Vector From, Vector To)> EdgesOf(Vector[] line) => [.. Enumerable.Range(1, line.Length - 1).Select(i => (line[i - 1], line[i]))];

    public static (List<OverlayEdge> First, List<OverlayEdge> Second) Of(List<(Vector From, Vector To)> a, List<(Vector From, Vector To)> b)
    {
        Merge(a, b);
        var (splitsA, splitsB) = (new List<Vector>?[a.Count], new List<Vector>?[b.Count]);
        Crossings.Near(a, b, (i, j) =>
        {
            Meet(a[i], b[j], ref splitsA[i], ref splitsB[j]);
            return true;
        });
        return (Split(a, splitsA, 0), Split(b, splitsB, a.Count));
    }

    /// <summary>Edges of lines that may cross themselves.</summary>
    public static List<OverlayEdge> Of(List<(Vector From, Vector To)> edges)
    {
        Merge(edges, []);
        var splits = new List<Vector>?[edges.Count];
        Crossings.Near(edges, edges, (i, j) =>
        {
            Meet(edges[i], edges[j], ref splits[i], ref splits[j]);
            return true;
        });
        return Split(edges, splits, 0);
    }

    static void Meet((Vector From, Vector To) a, (Vector From, Vector To) b, ref List<Vector>? splitsA, ref List<Vector>? splitsB)
    {
        var ((p, q), (r, s)) = (a, b);
        var touches = Touch(r, a, ref splitsA) | Touch(s, a, ref splitsA) | Touch(p, b, ref splitsB) | Touch(q, b, ref splitsB);
        if (!touches && p != r && p != s && q != r && q != s && Orientation.Cross(p, q, r, s))
        {
            var point = Edges.Intersection(p, q, r, s);
            (splitsA ??= []).Add(point);
            (splitsB ??= []).Add(point);
        }
    }

    static bool Touch(Vector place, (Vector From, Vector To) edge, ref List<Vector>? splits)
    {
        if (place == edge.From || place == edge.To || Edges.Nearest(place, edge.From, edge.To).AngleTo(place) > Same)
        {
            return false;
        }

        (splits ??= []).Add(place);
        return true;
    }

    // Ends that are the same but for rounding become the same: of several the first.
    static void Merge(List<(Vector From, Vector To)> a, List<(Vector From, Vector To)> b)
    {
        var order = a.Concat(b).SelectMany(static e => new[] { e.From, e.To }).Distinct().Select(static (v, i) => (Place: v, Order: i)).OrderBy(static p => p.Place.X).ToArray();
        var merged = new Dictionary<Vector, Vector>();
        for (var i = 0; i < order.Length; i++)
        {
            var best = order[i];
            for (var j = i - 1; j >= 0 && order[i].Place.X - order[j].Place.X <= Same; j--)
            {
                best = order[j].Order < best.Order && (order[j].Place - order[i].Place).Length <= Same ? order[j] : best;
            }

            for (var j = i + 1; j < order.Length && order[j].Place.X - order[i].Place.X <= Same; j++)
            {
                best = order[j].Order < best.Order && (order[j].Place - order[i].Place).Length <= Same ? order[j] : best;
            }

            if (best.Place != order[i].Place)
            {
                merged[order[i].Place] = best.Place;
            }
        }

        if (merged.Count > 0)
        {
            Replace(a, merged);
            Replace(b, merged);
        }
    }

    static void Replace(List<(Vector From, Vector To)> edges, Dictionary<Vector, Vector> merged)
    {
        for (var i = 0; i < edges.Count; i++)
        {
            edges[i] = (merged.GetValueOrDefault(edges[i].From, edges[i].From), merged.GetValueOrDefault(edges[i].To, edges[i].To));
        }
    }

    static List<OverlayEdge> Split(List<(Vector From, Vector To)> edges, List<Vector>?[] splits, int firstId)
    {
        var parts = new List<OverlayEdge>();
        for (var i = 0; i < edges.Count; i++)
        {
            var (at, to) = edges[i];
            foreach (var split in (splits[i] ?? []).OrderBy(p => (p - edges[i].From).Length))
            {
                if (split != at && split != to)
                {
                    parts.Add(new OverlayEdge(at, split, firstId + i));
                    at = split;
                }
            }

            if (at != to)
            {
                parts.Add(new OverlayEdge(at, to, firstId + i));
            }
        }

        return parts;
    }
}
