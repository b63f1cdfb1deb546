// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Tapwatch.Engine.Geography.Hexagons;

/// <summary>
/// The twenty triangles that H3 divides the Earth into, each with a plane of its own: its centre is 0, its corners stand at distance 2 and angles 0, 120 and 240 degrees,
/// and places come there along straight lines from the centre of the Earth (gnomonic projection).
/// </summary>
/// <remarks>All follows from where one face and one of its corners are (H3 documentation, "Coordinate systems": an orientation of Fuller that keeps corners off the land).</remarks>
static class Icosahedron
{
    public const int Faces = 20;

    /// <summary>A step of the plane, as tangent of the angle.</summary>
    const double Step = 0.38196601125010500003;

    static readonly Vector[] _centers = new Vector[Faces];

    // The directions of the real and the imaginary axis of each plane.
    static readonly Vector[] _real = new Vector[Faces];
    static readonly Vector[] _imaginary = new Vector[Faces];

    // By 3 times the face plus the corner: the face that follows counter-clockwise around it, and the corner there.
    static readonly (int Face, int Corner)[] _next = new (int, int)[3 * Faces];

    static Icosahedron()
    {
        const double Latitude = 0.803582649718989942, Longitude = 1.248397419617396099, Azimuth = 5.619958268523939882;
        var first = Vector.At(Longitude * 180 / Math.PI, Latitude * 180 / Math.PI);
        var east = new Vector(-first.Y, first.X, 0).Normalized();
        var toPole = (first.Cross(east) * Math.Cos(Azimuth)) + (east * Math.Sin(Azimuth));
        var cornerAngle = Math.Atan(2 * Step);
        var pole = (first * Math.Cos(cornerAngle)) + (toPole * Math.Sin(cornerAngle));
        for (var i = 0; i < 5; i++)
        {
            // Five faces around one corner; below each one that points away from it; and all of them once more at the other side of the Earth.
            var center = Turned(first, pole, 2 * Math.PI / 5 * i);
            var away = -Tangent(center, pole);
            var below = (center * Math.Cos(2 * Math.Atan(Step))) + (away * Math.Sin(2 * Math.Atan(Step)));
            Set(i, center, -away);
            Set(5 + i, below, -Tangent(below, pole));
            Set(15 + ((i + 2) % 5), -center, Tangent(-center, -pole));
            Set(10 + ((i + 2) % 5), -below, -Tangent(-below, -pole));
        }

        for (var i = 0; i < _next.Length; i++)
        {
            _next[i] = Following(i / 3, i % 3);
        }
    }

    /// <summary>The face that follows counter-clockwise around a corner, and which corner it is there.</summary>
    public static (int Face, int Corner) Next(int face, int corner) => _next[(3 * face) + corner];

    /// <summary>The face before, counter-clockwise.</summary>
    public static (int Face, int Corner) Previous(int face, int corner)
    {
        var found = (face, corner);
        for (var i = 0; i < 4; i++)
        {
            found = Next(found.face, found.corner);
        }

        return found;
    }

    public static int NearestFace(Vector place)
    {
        var best = 0;
        for (var i = 1; i < Faces; i++)
        {
            best = _centers[i].Dot(place) > _centers[best].Dot(place) ? i : best;
        }

        return best;
    }

    public static Complex ToPlane(int face, Vector place)
    {
        var depth = _centers[face].Dot(place) * Step;
        return new Complex(_real[face].Dot(place) / depth, _imaginary[face].Dot(place) / depth);
    }

    public static Vector FromPlane(int face, Complex at) =>
        (_centers[face] + (_real[face] * (at.Real * Step)) + (_imaginary[face] * (at.Imaginary * Step))).Normalized();

    public static Complex Corner(int corner) => Hexagons.Angle(120 * corner) * 2;

    static (int, int) Following(int face, int corner)
    {
        // Counter-clockwise of a corner's face lies the one beyond the edge to the corner before: both corners are its own too.
        var (at, other) = (FromPlane(face, Corner(corner)), FromPlane(face, Corner((corner + 2) % 3)));
        for (var candidate = 0; candidate < Faces; candidate++)
        {
            for (var own = 0; own < 3; own++)
            {
                if (candidate != face && Near(FromPlane(candidate, Corner(own)), at) && Near(FromPlane(candidate, Corner((own + 1) % 3)), other))
                {
                    return (candidate, own);
                }
            }
        }

        throw new InvalidOperationException();
    }

    static bool Near(Vector a, Vector b) => (a - b).Length < 1e-6;

    static void Set(int face, Vector center, Vector towardFirstCorner)
    {
        _centers[face] = center;
        _real[face] = towardFirstCorner;
        _imaginary[face] = center.Cross(towardFirstCorner);
    }

    static Vector Tangent(Vector at, Vector toward) => (toward - (at * at.Dot(toward))).Normalized();

    static Vector Turned(Vector v, Vector axis, double angle) =>
        (v * Math.Cos(angle)) + (axis.Cross(v) * Math.Sin(angle)) + (axis * (axis.Dot(v) * (1 - Math.Cos(angle))));
}
