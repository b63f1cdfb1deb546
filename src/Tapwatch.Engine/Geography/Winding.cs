// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Geography;

/// <summary>The area that closed lines, which may cross themselves and each other, go around counter-clockwise.</summary>
static class Winding
{
    // So far beside an edge it is decided what lies there: 6 micrometres.
    const double Beside = 1e-12;

    public static Polygon Region(IReadOnlyList<Vector[]> outlines)
    {
        var edges = new List<(Vector From, Vector To)>();
        foreach (var outline in outlines)
        {
            for (var i = 0; i < outline.Length; i++)
            {
                edges.Add((outline[i], outline[(i + 1) % outline.Length]));
            }
        }

        // The other side of the Earth lies outside.
        var outside = -edges.Aggregate(default(Vector), static (sum, e) => sum + e.From).Normalized();
        var kept = new List<OverlayEdge>();
        foreach (var edge in Arrangement.Of(edges))
        {
            var (middle, left) = ((edge.From + edge.To).Normalized(), edge.From.RobustCross(edge.To).Normalized());
            if (Around(edges, outside, middle + (left * Beside)) > 0 && Around(edges, outside, middle - (left * Beside)) <= 0)
            {
                kept.Add(edge);
            }
        }

        return Rings.Assemble(kept);
    }

    // How often the lines go around a place, from a place that they do not go around.
    static int Around(List<(Vector From, Vector To)> edges, Vector outside, Vector place)
    {
        var count = 0;
        foreach (var (from, to) in edges)
        {
            if (Orientation.Cross(outside, place, from, to))
            {
                // An edge that runs to the left leads away from being inside.
                count -= Orientation.Of(outside, place, to);
            }
        }

        return count;
    }
}
