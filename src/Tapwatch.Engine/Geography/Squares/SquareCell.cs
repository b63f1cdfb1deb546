// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Numerics;

namespace Tapwatch.Engine.Geography.Squares;

/// <summary>
/// A cell of the S2 grid as its 64 bits: which of six faces of a cube, then for each level which of four quarters in the order of a Hilbert curve, then a 1 and zeros.
/// </summary>
readonly record struct SquareCell(ulong Bits)
{
    public const int Finest = 30;
    const int Width = 1 << Finest;

    // Quarters as 2 i + j by their place on the curve, for its four orientations; and how each place turns what is within it.
    static readonly int[][] _quarters = [[0, 1, 3, 2], [0, 2, 3, 1], [3, 2, 0, 1], [3, 1, 0, 2]];
    static readonly int[] _turns = [1, 0, 0, 3];

    public int Face => (int)(Bits >> 61);

    public int Level => Finest - (BitOperations.TrailingZeroCount(Bits) / 2);

    /// <summary>How many finest cells a side has.</summary>
    int Size => 1 << (Finest - Level);

    public static SquareCell? Parse(ReadOnlySpan<byte> token)
    {
        if (token.Length is 0 or > 16 || !ulong.TryParse(token, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits))
        {
            return null;
        }

        var cell = new SquareCell(bits << (4 * (16 - token.Length)));
        return cell.Bits != 0 && cell.Face < 6 && BitOperations.TrailingZeroCount(cell.Bits) % 2 == 0 ? cell : null;
    }

    public static SquareCell At(Vector place, int level)
    {
        var (face, u, v) = CubeFace.Of(place);
        return At(face, Index(CubeFace.ToCurved(u)), Index(CubeFace.ToCurved(v)), level);
    }

    static SquareCell At(int face, int i, int j, int level)
    {
        var bits = (ulong)face;
        var turn = face & 1;
        for (var bit = Finest - 1; bit >= 0; bit--)
        {
            var place = Array.IndexOf(_quarters[turn], (((i >> bit) & 1) << 1) | ((j >> bit) & 1));
            bits = (bits << 2) | (uint)place;
            turn ^= _turns[place];
        }

        return new SquareCell((bits << 1) | 1).Parent(level);
    }

    static int Index(double curved) => (int)Math.Clamp(Math.Floor(curved * Width), 0, Width - 1);

    public SquareCell Parent(int level)
    {
        var last = 1UL << (2 * (Finest - level));
        return new SquareCell((Bits & (0 - last)) | last);
    }

    /// <summary>The four parts of the next level.</summary>
    public IEnumerable<SquareCell> Children()
    {
        var last = Bits & (0 - Bits);
        for (var i = 0; i < 4; i++)
        {
            yield return new SquareCell(Bits - last + (last >> 2) + ((ulong)i * (last >> 1)));
        }
    }

    // The finest cell at the low corner, in steps along both axes of the face.
    (int I, int J) Low
    {
        get
        {
            var (i, j, turn) = (0, 0, Face & 1);
            for (var level = 1; level <= Level; level++)
            {
                var place = (int)(Bits >> (61 - (2 * level))) & 3;
                var quarter = _quarters[turn][place];
                (i, j) = ((i << 1) | (quarter >> 1), (j << 1) | (quarter & 1));
                turn ^= _turns[place];
            }

            return (i << (Finest - Level), j << (Finest - Level));
        }
    }

    public Vector Center
    {
        get
        {
            var (i, j) = Low;
            return CubeFace.Place(Face, CubeFace.ToFlat((i + (Size / 2.0)) / Width), CubeFace.ToFlat((j + (Size / 2.0)) / Width)).Normalized();
        }
    }

    /// <summary>The four corners counter-clockwise from the low one.</summary>
    public Vector[] Corners
    {
        get
        {
            var (i, j) = Low;
            var (u0, u1) = (CubeFace.ToFlat((double)i / Width), CubeFace.ToFlat((double)(i + Size) / Width));
            var (v0, v1) = (CubeFace.ToFlat((double)j / Width), CubeFace.ToFlat((double)(j + Size) / Width));
            return [CubeFace.Place(Face, u0, v0).Normalized(), CubeFace.Place(Face, u1, v0).Normalized(), CubeFace.Place(Face, u1, v1).Normalized(), CubeFace.Place(Face, u0, v1).Normalized()];
        }
    }

    /// <summary>The cells of the same level that touch this one: eight, or seven at a corner of the cube.</summary>
    public List<SquareCell> Neighbors()
    {
        var (i, j) = Low;
        var found = new List<SquareCell>();
        foreach (var (di, dj) in (ReadOnlySpan<(int, int)>)[(-1, -1), (1, -1), (0, -1), (0, 1), (-1, 0), (1, 0), (-1, 1), (1, 1)])
        {
            var neighbor = Beside((long)i + ((long)di * Size), (long)j + ((long)dj * Size));
            if (neighbor != this && !found.Contains(neighbor))
            {
                found.Add(neighbor);
            }
        }

        return found;
    }

    // The cell at steps that may lie beyond the face: there the cube goes on around the corner.
    SquareCell Beside(long i, long j)
    {
        if (i is >= 0 and < Width && j is >= 0 and < Width)
        {
            return At(Face, (int)i, (int)j, Level);
        }

        // Only a little beyond: far out on the plane of this face the steps would be of another size.
        const double Limit = 1 + 2.220446049250313e-16;
        var half = Size / 2.0;
        var u = Math.Clamp((2 * (i + half) / Width) - 1, -Limit, Limit);
        var v = Math.Clamp((2 * (j + half) / Width) - 1, -Limit, Limit);
        var (face, u2, v2) = CubeFace.Of(CubeFace.Place(Face, u, v));
        return At(face, Index((u2 + 1) / 2), Index((v2 + 1) / 2), Level);
    }

    public override string ToString() => Bits.ToString("x16", CultureInfo.InvariantCulture).TrimEnd('0');
}
