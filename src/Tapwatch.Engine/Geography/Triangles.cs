// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Geography;

/// <summary>Triangles on the sphere.</summary>
static class Triangles
{
    /// <summary>The area in steradians, negative when the corners go around clockwise.</summary>
    public static double SignedArea(Vector a, Vector b, Vector c)
    {
        // L'Huilier, which keeps its precision for small triangles.
        var (sa, sb, sc) = (b.AngleTo(c), c.AngleTo(a), a.AngleTo(b));
        var s = (sa + sb + sc) / 2;
        var area = 4 * Math.Atan(Math.Sqrt(Math.Max(0, Math.Tan(s / 2) * Math.Tan((s - sa) / 2) * Math.Tan((s - sb) / 2) * Math.Tan((s - sc) / 2))));
        return Orientation.Of(a, b, c) * area;
    }

    /// <summary>The centroid times the area; the sign is that of the area.</summary>
    public static Vector Centroid(Vector a, Vector b, Vector c)
    {
        var (ra, rb, rc) = (Stretch(b.AngleTo(c)), Stretch(c.AngleTo(a)), Stretch(a.AngleTo(b)));

        // Solved for differences from the first corner: the determinants of small triangles stay exact.
        Vector x = new(a.X, b.X - a.X, c.X - a.X), y = new(a.Y, b.Y - a.Y, c.Y - a.Y), z = new(a.Z, b.Z - a.Z, c.Z - a.Z), r = new(ra, rb - ra, rc - ra);
        return new Vector(y.Cross(z).Dot(r), z.Cross(x).Dot(r), x.Cross(y).Dot(r)) * 0.5;
    }

    static double Stretch(double angle) => angle == 0 ? 1 : angle / Math.Sin(angle);
}
