// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Geography.Hexagons;

/// <summary>The 122 cells of the coarsest resolution, numbered from north to south. Twelve of them, on the corners of the faces, are pentagons.</summary>
static class BaseCells
{
    public const int Count = 122;

    static readonly (long A, long B)[] _inner = [(0, 0), (1, 0), (0, 1), (-1, -1)];
    static readonly (long A, long B)[][] _onEdges = [[(1, 1), (-1, 0)], [(0, -1)], [(1, 1)], [(-1, 0), (0, -1)]];
    static readonly BaseCell[] _cells = [.. All().OrderByDescending(static c => c.Center.Z)];

    public static BaseCell Of(int number) => _cells[number];

    public static int At(Vector place)
    {
        var best = 0;
        for (var i = 1; i < Count; i++)
        {
            best = _cells[i].Center.Dot(place) > _cells[best].Center.Dot(place) ? i : best;
        }

        return best;
    }

    // Each face has a cell at its centre and three around it; a cell on an edge or corner is counted to one of its faces.
    static IEnumerable<BaseCell> All()
    {
        for (var face = 0; face < Icosahedron.Faces; face++)
        {
            foreach (var hexagon in _inner.Concat(_onEdges[face / 5]))
            {
                yield return new BaseCell(face, hexagon, IsPentagon: false);
            }

            if (face is 0 or 19 or (>= 5 and < 15))
            {
                yield return new BaseCell(face, (2, 0), IsPentagon: true);
            }
        }
    }
}

/// <summary>A cell of the coarsest resolution: its face and its place there.</summary>
sealed record BaseCell(int Face, (long A, long B) Hexagon, bool IsPentagon)
{
    public Vector Center { get; } = Icosahedron.FromPlane(Face, Hexagons.Place(Hexagon));
}
