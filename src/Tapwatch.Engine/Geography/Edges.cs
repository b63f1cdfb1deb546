// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Geography;

/// <summary>Edges between places: shortest ways on the sphere.</summary>
static class Edges
{
    /// <summary>The mean radius of the Earth in metres that Kusto's distances are measured with.</summary>
    public const double EarthRadius = 6371010.0;

    /// <summary>The place on an edge that is nearest to another.</summary>
    public static Vector Nearest(Vector place, Vector a, Vector b)
    {
        if (a == b)
        {
            return a;
        }

        var normal = a.RobustCross(b).Normalized();
        var foot = (place - (normal * place.Dot(normal))).Normalized();
        return foot.Length > 0 && normal.Cross(a).Dot(foot) >= 0 && foot.Dot(b.Cross(normal)) >= 0
            ? foot
            : (place - a).Dot(place - a) <= (place - b).Dot(place - b) ? a : b;
    }

    /// <summary>The place so many radians from a towards b.</summary>
    public static Vector Along(Vector a, Vector b, double radians)
    {
        var direction = a.RobustCross(b).Cross(a).Normalized();
        return ((a * Math.Cos(radians)) + (direction * Math.Sin(radians))).Normalized();
    }

    /// <summary>The place at a part of the way.</summary>
    public static Vector Between(Vector a, Vector b, double part) => part <= 0 ? a : part >= 1 ? b : Along(a, b, part * a.AngleTo(b));

    /// <summary>Where two edges that cross do so.</summary>
    public static Vector Intersection(Vector a, Vector b, Vector c, Vector d)
    {
        var point = a.RobustCross(b).Normalized().RobustCross(c.RobustCross(d).Normalized()).Normalized();
        return point.Dot(a + b + c + d) < 0 ? -point : point;
    }

    /// <summary>Twice the mean of an edge times its length.</summary>
    public static Vector Centroid(Vector a, Vector b)
    {
        var (difference, sum) = (a - b, a + b);
        var length = sum.Dot(sum);
        return length == 0 ? default : sum * Math.Sqrt(difference.Dot(difference) / length);
    }
}
