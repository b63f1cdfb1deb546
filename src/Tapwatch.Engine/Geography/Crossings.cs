// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Geography;

/// <summary>Finds edges that may touch each other, and those that cross.</summary>
static class Crossings
{
    /// <summary>Whether edges of the rings cross, or the rings share one.</summary>
    public static bool Any(IReadOnlyList<Ring> rings)
    {
        var edges = new List<(Vector From, Vector To)>();
        foreach (var ring in rings)
        {
            for (var i = 0; i < ring.Count; i++)
            {
                edges.Add((ring[i], ring[i + 1]));
            }
        }

        var found = false;
        Near(edges, edges, (a, b) =>
        {
            if (a < b && !found)
            {
                var ((p, q), (r, s)) = (edges[a], edges[b]);
                found = (p == r && q == s) || (p == s && q == r) || Orientation.Cross(p, q, r, s);
            }

            return !found;
        });
        return found;
    }

    /// <summary>Calls for every pair of edges whose boxes meet, until it says no: a sweep along one axis.</summary>
    public static void Near(IReadOnlyList<(Vector From, Vector To)> first, IReadOnlyList<(Vector From, Vector To)> second, Func<int, int, bool> visit)
    {
        var boxes = new List<(double Low, double High, Box Box, int Side, int Index)>();
        for (var side = 0; side < (ReferenceEquals(first, second) ? 1 : 2); side++)
        {
            var edges = side == 0 ? first : second;
            for (var i = 0; i < edges.Count; i++)
            {
                var box = Box.Of(edges[i].From, edges[i].To);
                boxes.Add((box.Low.X, box.High.X, box, side, i));
            }
        }

        boxes.Sort(static (a, b) => a.Low.CompareTo(b.Low));
        var open = new List<(double Low, double High, Box Box, int Side, int Index)>();
        var same = ReferenceEquals(first, second);
        foreach (var next in boxes)
        {
            open.RemoveAll(o => o.High < next.Low);
            foreach (var other in open)
            {
                if ((same || other.Side != next.Side) && other.Box.Meets(next.Box))
                {
                    var (a, b) = same ? (Math.Min(other.Index, next.Index), Math.Max(other.Index, next.Index)) : next.Side == 0 ? (next.Index, other.Index) : (other.Index, next.Index);
                    if (!visit(a, b))
                    {
                        return;
                    }
                }
            }

            open.Add(next);
        }
    }

    // The box around an edge, with room for its curve.
    readonly record struct Box(Vector Low, Vector High)
    {
        public static Box Of(Vector a, Vector b)
        {
            var difference = a - b;
            var room = (difference.Dot(difference) / 4) + 1e-14;
            return new Box(
                new Vector(Math.Min(a.X, b.X) - room, Math.Min(a.Y, b.Y) - room, Math.Min(a.Z, b.Z) - room),
                new Vector(Math.Max(a.X, b.X) + room, Math.Max(a.Y, b.Y) + room, Math.Max(a.Z, b.Z) + room));
        }

        public bool Meets(Box other) =>
            Low.X <= other.High.X && other.Low.X <= High.X && Low.Y <= other.High.Y && other.Low.Y <= High.Y && Low.Z <= other.High.Z && other.Low.Z <= High.Z;
    }
}
