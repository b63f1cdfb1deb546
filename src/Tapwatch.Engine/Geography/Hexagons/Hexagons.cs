// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Tapwatch.Engine.Geography.Hexagons;

/// <summary>
/// A grid of hexagons in a plane. A hexagon is so many steps along two axes, at angles 0 and 120 degrees. Each is divided into seven; the axes of the finer grid
/// are turned by 19.1 degrees, forth and back from one resolution to the next (H3 documentation: "Class II" even, "Class III" odd).
/// </summary>
static class Hexagons
{
    public const int Center = 0;
    public const int Forbidden = 1;

    static readonly Complex[] _angles = [.. Enumerable.Range(0, 12).Select(static i => Complex.FromPolarCoordinates(1, Math.PI * i / 6))];

    // The digits counter-clockwise, beginning at 0 degrees, and where each stands in that order.
    static readonly int[] _around = [4, 6, 2, 3, 1, 5];
    static readonly int[] _place = [-1, 4, 2, 3, 0, 5, 1];

    /// <summary>The turn of the axes of odd resolutions.</summary>
    static readonly Complex _odd = Complex.FromPolarCoordinates(1, Math.Asin(Math.Sqrt(3.0 / 28)));

    /// <summary>The directions of the digits in steps along the axes.</summary>
    static readonly (long A, long B)[] _steps = [(0, 0), (-1, -1), (0, 1), (-1, 0), (1, 0), (0, -1), (1, 1)];

    /// <summary>1 at a multiple of 30 degrees.</summary>
    public static Complex Angle(int degrees) => _angles[(((degrees / 30) % 12) + 12) % 12];

    public static (long A, long B) StepOf(int digit) => _steps[digit];

    public static int DigitAt(int degrees) => _around[(((degrees / 60) % 6) + 6) % 6];

    public static int DegreesOf(int digit) => 60 * _place[digit];

    /// <summary>The digit turned counter-clockwise by a multiple of 60 degrees.</summary>
    public static int Turned(int digit, int degrees) => digit == Center ? Center : DigitAt(DegreesOf(digit) + degrees);

    public static int DigitOf(long a, long b) => Array.IndexOf(_steps, (a, b));

    public static (long A, long B) Child((long A, long B) parent, int resolution, int digit)
    {
        var (a, b) = resolution % 2 == 1 ? ((2 * parent.A) + parent.B, (3 * parent.B) - parent.A) : ((3 * parent.A) - parent.B, parent.A + (2 * parent.B));
        return (a + _steps[digit].A, b + _steps[digit].B);
    }

    /// <summary>The hexagon at the coarser resolution that one of this resolution belongs to.</summary>
    public static (long A, long B) Parent((long A, long B) child, int resolution) => resolution % 2 == 1
        ? (Seventh((3 * child.A) - child.B), Seventh(child.A + (2 * child.B)))
        : (Seventh((2 * child.A) + child.B), Seventh((3 * child.B) - child.A));

    static long Seventh(long value) => (long)Math.Round(value / 7.0, MidpointRounding.AwayFromZero);

    /// <summary>A place of the plane of this resolution in that of resolution 0.</summary>
    public static Complex ToCoarsest(Complex at, int resolution) => at / Math.Pow(7, resolution / 2.0) * (resolution % 2 == 1 ? _odd : Complex.One);

    public static Complex FromCoarsest(Complex at, int resolution) => at * Math.Pow(7, resolution / 2.0) * (resolution % 2 == 1 ? Complex.Conjugate(_odd) : Complex.One);

    public static Complex Place((long A, long B) hexagon) => new(hexagon.A - (hexagon.B / 2.0), hexagon.B * (Math.Sqrt(3) / 2));

    /// <summary>The hexagon that a place lies in.</summary>
    public static (long A, long B) At(Complex place)
    {
        // Coordinates whose sum is 0, rounded; the one that lost most follows from the others.
        var b = place.Imaginary / (Math.Sqrt(3) / 2);
        var a = place.Real + (b / 2);
        var (x, y, z) = (a, b - a, -b);
        var (rx, ry, rz) = (Math.Round(x), Math.Round(y), Math.Round(z));
        var (dx, dy, dz) = (Math.Abs(rx - x), Math.Abs(ry - y), Math.Abs(rz - z));
        if (dx > dy && dx > dz)
        {
            rx = -ry - rz;
        }
        else if (dz >= dy)
        {
            rz = -rx - ry;
        }

        return ((long)rx, (long)-rz);
    }
}
