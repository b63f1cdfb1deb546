// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Tapwatch.Engine.Geography.Hexagons;

/// <summary>Where the cells of H3 are: between places, cells and boundaries.</summary>
/// <remarks>
/// A cell's digits count in the plane of its base cell's face, also beyond that face: the next face is laid out flat beside it. Around a pentagon there are five faces,
/// not six: there the digits of the five stand at 180 (its own face), 300, 0, 60 and 120 degrees, and nothing stands at 240.
/// </remarks>
static class HexagonGrid
{
    static readonly int[] _aroundPentagon = [180, 300, 0, 60, 120];

    /// <summary>The cell that a place lies in.</summary>
    public static HexagonCell At(Vector place, int resolution)
    {
        var face = Icosahedron.NearestFace(place);
        var hexagon = Hexagons.At(Hexagons.FromCoarsest(Icosahedron.ToPlane(face, place), resolution));
        Span<int> digits = stackalloc int[resolution];
        for (var i = resolution; i > 0; i--)
        {
            var parent = Hexagons.Parent(hexagon, i);
            var center = Hexagons.Child(parent, i, Hexagons.Center);
            digits[i - 1] = Hexagons.DigitOf(hexagon.A - center.A, hexagon.B - center.B);
            hexagon = parent;
        }

        // What is left is a cell of the coarsest resolution in the plane of this face; it may be counted to another face.
        var (onFace, at) = OnFace(face, Hexagons.Place(hexagon));
        var number = BaseCells.At(Icosahedron.FromPlane(onFace, at));
        Turn(digits, number, face, Hexagons.Place(hexagon));
        return HexagonCell.Of(number, digits);
    }

    static void Turn(Span<int> digits, int number, int face, Complex at)
    {
        var home = BaseCells.Of(number);
        if (home.IsPentagon)
        {
            var corner = (int)Math.Round((at.Phase / (2 * Math.PI / 3)) + 3) % 3;
            var around = 0;
            for (var f = (home.Face, Corner: 0); f.Face != face && around < 4; f = Icosahedron.Next(f.Face, f.Corner))
            {
                around++;
            }

            Turn(digits, _aroundPentagon[around] - ((120 * corner) + 180));
            var leading = digits[Math.Max(0, digits.IndexOfAnyExcept(Hexagons.Center))..];
            if (!leading.IsEmpty && leading[0] == Hexagons.Forbidden)
            {
                // A little beyond the border to where nothing stands: it belongs to the other side of that.
                Turn(digits, around == 0 ? 60 : -60);
            }
        }
        else if (home.Face != face)
        {
            Turn(digits, -TurnBetween(home.Face, face));
        }
    }

    // How directions turn from the plane of a face to that of a neighbour.
    static int TurnBetween(int from, int to)
    {
        for (var corner = 0; corner < 3; corner++)
        {
            var next = Icosahedron.Next(from, corner);
            if (next.Face == to)
            {
                return (120 * (next.Corner - corner)) - 60;
            }
        }

        return 0;
    }

    static void Turn(Span<int> digits, int degrees)
    {
        for (var i = 0; i < digits.Length; i++)
        {
            digits[i] = Hexagons.Turned(digits[i], degrees);
        }
    }

    // A place of a plane that may lie beyond an edge of its face: the face it lies on, and the place there.
    static (int Face, Complex At) OnFace(int face, Complex at)
    {
        for (var i = 0; i < 2; i++)
        {
            var beyond = Beyond(at);
            if (beyond < 0)
            {
                break;
            }

            // The edge runs clockwise from this corner: the neighbour is the face before, around it.
            var corner = (beyond + 1) % 3;
            var (next, own) = Icosahedron.Previous(face, corner);
            var turn = (120 * (own - corner)) + 60;
            at = Icosahedron.Corner(own) + ((at - Icosahedron.Corner(corner)) * Hexagons.Angle(turn));
            face = next;
        }

        return (face, at);
    }

    // The corner opposite to the edge that a place lies beyond; -1 for none.
    static int Beyond(Complex at)
    {
        var (best, most) = (-1, 1 + 1e-10);
        for (var corner = 0; corner < 3; corner++)
        {
            var distance = -(at * Complex.Conjugate(Hexagons.Angle(120 * corner))).Real;
            (best, most) = distance > most ? (corner, distance) : (best, most);
        }

        return best;
    }

    // A place at a distance from the middle of a cell's base cell, in the plane its digits count in.
    static (int Face, Complex At) Locate(BaseCell home, int leading, Complex offset)
    {
        if (!home.IsPentagon)
        {
            return OnFace(home.Face, Hexagons.Place(home.Hexagon) + offset);
        }

        var degrees = offset.Phase * 180 / Math.PI;
        var around = 0;
        var turn = 0;
        for (var i = 0; i < _aroundPentagon.Length; i++)
        {
            var distance = Math.IEEERemainder(degrees - _aroundPentagon[i], 360);
            if (Math.Abs(distance) <= 30 + 1e-9)
            {
                around = i;
            }
        }

        if (Math.Abs(Math.IEEERemainder(degrees - 240, 360)) < 30 - 1e-9)
        {
            (around, turn) = leading == Hexagons.DigitAt(180) ? (1, 60) : (0, -60);
        }

        var (face, corner) = (home.Face, 0);
        for (var i = 0; i < around; i++)
        {
            (face, corner) = Icosahedron.Next(face, corner);
        }

        turn += (120 * corner) + 180 - _aroundPentagon[around];
        return (face, Icosahedron.Corner(corner) + (offset * Hexagons.Angle(turn)));
    }

    /// <summary>The middle of a cell in steps of its resolution from the middle of its base cell.</summary>
    public static (long A, long B) Offset(HexagonCell cell)
    {
        var hexagon = (0L, 0L);
        for (var resolution = 1; resolution <= cell.Resolution; resolution++)
        {
            hexagon = Hexagons.Child(hexagon, resolution, cell.Digit(resolution));
        }

        return hexagon;
    }

    public static Vector Center(HexagonCell cell) => Center(cell, Offset(cell));

    /// <summary>The middle of the cell at so many steps from the middle of a cell's base cell.</summary>
    public static Vector Center(HexagonCell cell, (long A, long B) offset)
    {
        var (face, at) = Locate(BaseCells.Of(cell.Base), cell.Leading, Hexagons.ToCoarsest(Hexagons.Place(offset), cell.Resolution));
        return Icosahedron.FromPlane(face, at);
    }

    /// <summary>The corners, counter-clockwise; with those where the boundary bends at the edge of a face.</summary>
    public static List<Vector> Boundary(HexagonCell cell)
    {
        var corners = new List<Vector>();
        if (cell.IsPentagon)
        {
            AddPentagon(cell, corners);
            return corners;
        }

        // The first corner is that of the plane of the face it lies on, not of the plane its digits count in.
        var (face, center) = Locate(BaseCells.Of(cell.Base), cell.Leading, Hexagons.ToCoarsest(Hexagons.Place(Offset(cell)), cell.Resolution));
        for (var i = 0; i < 6; i++)
        {
            var (from, to) = (Corner(cell, center, i), Corner(cell, center, i + 1));
            Add(corners, face, from);
            if (cell.Resolution % 2 == 1)
            {
                AddBend(corners, face, from, to);
            }
        }

        return corners;
    }

    // The corners stand between the directions of the digits.
    static Complex Corner(HexagonCell cell, Complex center, int i) =>
        center + Hexagons.ToCoarsest(Complex.FromPolarCoordinates(1 / Math.Sqrt(3), ((60 * i) + 30) * Math.PI / 180), cell.Resolution);

    static void Add(List<Vector> corners, int face, Complex at)
    {
        var (onFace, there) = OnFace(face, at);
        corners.Add(Icosahedron.FromPlane(onFace, there));
    }

    // Straight in the plane is not straight on the sphere where a side runs over the edge of a face.
    static void AddBend(List<Vector> corners, int face, Complex from, Complex to)
    {
        for (var corner = 0; corner < 3; corner++)
        {
            var direction = Complex.Conjugate(Hexagons.Angle(120 * corner));
            var (a, b) = (-(from * direction).Real - 1, -(to * direction).Real - 1);
            if (a * b < 0 && Math.Min(Math.Abs(a), Math.Abs(b)) > 1e-12)
            {
                var at = from + ((to - from) * (a / (a - b)));
                if (Beyond(at) < 0 || Math.Abs(at.Magnitude) <= 2)
                {
                    corners.Add(Icosahedron.FromPlane(face, at));
                    return;
                }
            }
        }
    }

    // A pentagon in the plane of its face, at 180 degrees: its five sides go from 30 to 330, and what would be the sixth is not there.
    static void AddPentagon(HexagonCell cell, List<Vector> corners)
    {
        var home = BaseCells.Of(cell.Base);
        for (var i = 0; i < 5; i++)
        {
            var (from, to) = (Corner(cell, 0, i), Corner(cell, 0, i + 1));
            corners.Add(Around(home, from, i - 2));
            if (cell.Resolution % 2 == 1)
            {
                // At odd resolutions every side runs over an edge, which goes out from the middle at 30, 90… degrees.
                var edge = Complex.Conjugate(Hexagons.Angle(30 + (60 * (i + 1))));
                var (a, b) = ((from * edge).Imaginary, (to * edge).Imaginary);
                corners.Add(Around(home, from + ((to - from) * (a / (a - b))), i - 2));
            }
        }
    }

    // A place in that plane, on the face that follows so many faces after its own.
    static Vector Around(BaseCell home, Complex offset, int after)
    {
        var (face, corner) = (home.Face, 0);
        for (var i = 0; i < (after + 5) % 5; i++)
        {
            (face, corner) = Icosahedron.Next(face, corner);
        }

        return Icosahedron.FromPlane(face, Icosahedron.Corner(corner) + (offset * Hexagons.Angle((120 * corner) - (60 * after))));
    }
}
