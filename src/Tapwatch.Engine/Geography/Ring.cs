// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Geography;

/// <summary>A closed chain of edges; what lies left of it is inside.</summary>
sealed class Ring
{
    // Somewhere where nobody puts a corner.
    static readonly Vector _origin = new Vector(-0.0099994664350250197, 0.0025924542609324121, 0.99994664350250195).Normalized();
    readonly bool _containsOrigin;

    public Ring(Vector[] corners)
    {
        Corners = corners;

        // The second corner lies inside when the direction that orders are counted from does; so much for the origin follows.
        var inside = Orientation.Ordered(Orientation.Side(corners[1]), corners[0], corners[2], corners[1]);
        _containsOrigin = inside != Contains(corners[1]);
    }

    public Vector[] Corners { get; }

    public int Count => Corners.Length;

    public Vector this[int i] => Corners[i % Corners.Length];

    /// <summary>Whether a place lies inside. Of rings that share edges exactly one contains a place on them.</summary>
    public bool Contains(Vector place)
    {
        var inside = _containsOrigin;
        for (var i = 0; i < Corners.Length; i++)
        {
            inside ^= Orientation.Changes(_origin, place, Corners[i], this[i + 1]);
        }

        return inside;
    }

    /// <summary>The area inside in steradians, when it is at most half of the sphere; negative when the ring goes around the smaller side clockwise.</summary>
    public double SignedArea()
    {
        var area = 0.0;
        for (var i = 1; i + 1 < Corners.Length; i++)
        {
            area += Triangles.SignedArea(Corners[0], Corners[i], Corners[i + 1]);
        }

        return area;
    }

    /// <summary>The centroid times the area.</summary>
    public Vector Centroid()
    {
        var sum = default(Vector);
        for (var i = 1; i + 1 < Corners.Length; i++)
        {
            sum += Triangles.Centroid(Corners[0], Corners[i], Corners[i + 1]);
        }

        return sum;
    }

    public double Length()
    {
        var length = 0.0;
        for (var i = 0; i < Corners.Length; i++)
        {
            length += Corners[i].AngleTo(this[i + 1]);
        }

        return length;
    }

    /// <summary>The same ring from its last corner to its first.</summary>
    public Ring Reversed()
    {
        var corners = (Vector[])Corners.Clone();
        Array.Reverse(corners);
        return new Ring(corners);
    }
}
