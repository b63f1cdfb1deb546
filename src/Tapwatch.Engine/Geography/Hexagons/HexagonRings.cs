// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Geography.Hexagons;

/// <summary>The cells around a cell.</summary>
static class HexagonRings
{
    // A ring is walked counter-clockwise, beginning at its corner at 0 degrees, with so many steps in each of these directions.
    static readonly int[] _directions = [120, 180, 240, 300, 0, 60];

    /// <summary>The cell, then the cells at distance 1, 2… each once.</summary>
    public static List<List<HexagonCell>> Of(HexagonCell cell, int distance)
    {
        var rings = new List<List<HexagonCell>> { new() { cell } };
        for (var k = 1; k <= distance; k++)
        {
            rings.Add(IsFlat(cell, distance) ? Walk(cell, k) : []);
        }

        // Every ring must have six times its distance different cells; around a pentagon that is not so, and distances are counted from cell to cell.
        if (!rings.Skip(1).Select(static (r, i) => r.Distinct().Count() == 6 * (i + 1)).All(static right => right))
        {
            Spread(rings);
        }

        return rings;
    }

    public static List<HexagonCell> Neighbors(HexagonCell cell) => Of(cell, 1)[1];

    // Far away, a plane is no picture of the Earth any more: not beyond a third of a base cell, and not past a pentagon.
    static bool IsFlat(HexagonCell cell, int distance)
    {
        var (a, b) = HexagonGrid.Offset(cell);
        return distance <= Math.Pow(7, cell.Resolution / 2.0) / 3
            && (!BaseCells.Of(cell.Base).IsPentagon || Math.Max(Math.Max(Math.Abs(a), Math.Abs(b)), Math.Abs(a - b)) > distance);
    }

    static List<HexagonCell> Walk(HexagonCell cell, int distance)
    {
        var ring = new List<HexagonCell>();
        var (a, b) = HexagonGrid.Offset(cell);
        a += distance;
        foreach (var direction in _directions)
        {
            var (stepA, stepB) = Hexagons.StepOf(Hexagons.DigitAt(direction));
            for (var i = 0; i < distance; i++)
            {
                (a, b) = (a + stepA, b + stepB);
                ring.Add(HexagonGrid.At(HexagonGrid.Center(cell, (a, b)), cell.Resolution));
            }
        }

        return ring;
    }

    static void Spread(List<List<HexagonCell>> rings)
    {
        var seen = new HashSet<HexagonCell>(rings[0]);
        for (var k = 1; k < rings.Count; k++)
        {
            rings[k] = [.. rings[k - 1].SelectMany(Beside).Where(seen.Add)];
        }
    }

    // The neighbours of a cell from what lies behind each of its sides.
    static IEnumerable<HexagonCell> Beside(HexagonCell cell)
    {
        var center = HexagonGrid.Center(cell);
        var corners = HexagonGrid.Boundary(cell);
        var found = new List<HexagonCell>();
        for (var i = 0; i < corners.Count; i++)
        {
            var middle = (corners[i] + corners[(i + 1) % corners.Count]).Normalized();
            var neighbor = HexagonGrid.At((middle + ((middle - center) * 0.5)).Normalized(), cell.Resolution);
            if (neighbor != cell && !found.Contains(neighbor))
            {
                found.Add(neighbor);
            }
        }

        return found;
    }
}
