// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Geography;

/// <summary>A direction from the centre of the Earth: a place on the unit sphere when its length is 1.</summary>
readonly record struct Vector(double X, double Y, double Z)
{
    public double Length => Math.Sqrt(Dot(this));

    public double Longitude => Math.Atan2(Y, X) * (180 / Math.PI);

    public double Latitude => Math.Atan2(Z, Math.Sqrt((X * X) + (Y * Y))) * (180 / Math.PI);

    public static Vector operator +(Vector a, Vector b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Vector operator -(Vector a, Vector b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static Vector operator -(Vector a) => new(-a.X, -a.Y, -a.Z);

    public static Vector operator *(Vector a, double factor) => new(a.X * factor, a.Y * factor, a.Z * factor);

    /// <summary>The place at these degrees.</summary>
    public static Vector At(double longitude, double latitude)
    {
        var (sinLng, cosLng) = Math.SinCos(longitude * (Math.PI / 180));
        var (sinLat, cosLat) = Math.SinCos(latitude * (Math.PI / 180));
        return new Vector(cosLng * cosLat, sinLng * cosLat, sinLat);
    }

    public double Dot(Vector other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);

    public Vector Cross(Vector other) => new((Y * other.Z) - (Z * other.Y), (Z * other.X) - (X * other.Z), (X * other.Y) - (Y * other.X));

    public Vector Normalized()
    {
        var length = Length;
        return length == 0 ? this : this * (1 / length);
    }

    /// <summary>The angle between two directions in radians; exact for small and large ones.</summary>
    public double AngleTo(Vector other) => Math.Atan2(Cross(other).Length, Dot(other));

    /// <summary>A cross product that keeps its precision when both are close.</summary>
    public Vector RobustCross(Vector other) => (other + this).Cross(other - this);

    /// <summary>Orders places by X, then Y, then Z.</summary>
    public int CompareTo(Vector other) => X != other.X ? X.CompareTo(other.X) : Y != other.Y ? Y.CompareTo(other.Y) : Z.CompareTo(other.Z);
}
