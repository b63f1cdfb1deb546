// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Geography.Squares;

/// <summary>The six faces of the cube that S2 projects the Earth onto: 0 to 2 around the positive axes, 3 to 5 around the negative ones.</summary>
static class CubeFace
{
    public static (int Face, double U, double V) Of(Vector p)
    {
        var (x, y, z) = (Math.Abs(p.X), Math.Abs(p.Y), Math.Abs(p.Z));
        var face = x > y ? (x > z ? 0 : 2) : y > z ? 1 : 2;
        face += (face switch { 0 => p.X, 1 => p.Y, _ => p.Z }) < 0 ? 3 : 0;
        return face switch
        {
            0 => (face, p.Y / p.X, p.Z / p.X),
            1 => (face, -p.X / p.Y, p.Z / p.Y),
            2 => (face, -p.X / p.Z, -p.Y / p.Z),
            3 => (face, p.Z / p.X, p.Y / p.X),
            4 => (face, p.Z / p.Y, -p.X / p.Y),
            _ => (face, -p.Y / p.Z, -p.X / p.Z),
        };
    }

    public static Vector Place(int face, double u, double v) => face switch
    {
        0 => new Vector(1, u, v),
        1 => new Vector(-u, 1, v),
        2 => new Vector(-u, -v, 1),
        3 => new Vector(-1, -v, -u),
        4 => new Vector(v, -1, -u),
        _ => new Vector(v, u, -1),
    };

    /// <summary>From a coordinate of the face, -1 to 1, to one in which cells have about the same size, 0 to 1.</summary>
    public static double ToCurved(double u) => u >= 0 ? 0.5 * Math.Sqrt(1 + (3 * u)) : 1 - (0.5 * Math.Sqrt(1 - (3 * u)));

    public static double ToFlat(double s) => s >= 0.5 ? ((4 * s * s) - 1) / 3 : (1 - (4 * (1 - s) * (1 - s))) / 3;
}
