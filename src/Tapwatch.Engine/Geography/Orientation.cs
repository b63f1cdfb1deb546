// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Tapwatch.Engine.Geography;

/// <summary>On which side of an edge a place lies, without rounding, and whether edges cross.</summary>
/// <remarks>
/// Three places on one great circle are taken as if the coordinates were moved a little, always in the same way (Edelsbrunner and Mücke, Simulation of Simplicity),
/// so that there are no special cases: of places that differ, every three turn left or right.
/// </remarks>
static class Orientation
{
    const double Doubtful = 1.9e-15;

    /// <summary>1 when a, b, c turn left (counter-clockwise), -1 when they turn right, 0 when two are the same.</summary>
    public static int Of(Vector a, Vector b, Vector c)
    {
        var determinant = a.Cross(b).Dot(c);
        return determinant > Doubtful ? 1 : determinant < -Doubtful ? -1 : a == b || b == c || c == a ? 0 : Exact(a, b, c);
    }

    /// <summary>Whether the edges cross within both.</summary>
    public static bool Cross(Vector a, Vector b, Vector c, Vector d)
    {
        var turn = Of(a, c, b);
        return turn != 0 && Of(c, b, d) == turn && Of(b, d, a) == turn && Of(d, a, c) == turn;
    }

    /// <summary>Whether going from a to b changes sides of c to d, when they share an end: of all edges at a place, a path through it crosses as it would if moved a little.</summary>
    public static bool CrossAtEnd(Vector a, Vector b, Vector c, Vector d) =>
        a != b && c != d && (
            a == c ? b == d || Ordered(Side(a), d, b, a)
            : b == d ? Ordered(Side(b), c, a, b)
            : a == d ? b == c || Ordered(Side(a), c, b, a)
            : b == c && Ordered(Side(b), d, a, b));

    /// <summary>Whether going from a to b changes sides of c to d.</summary>
    public static bool Changes(Vector a, Vector b, Vector c, Vector d) =>
        a == c || a == d || b == c || b == d ? CrossAtEnd(a, b, c, d) : Cross(a, b, c, d);

    /// <summary>Whether turning left around o, a comes, then b, then c.</summary>
    public static bool Ordered(Vector a, Vector b, Vector c, Vector o) =>
        (Of(b, o, a) >= 0 ? 1 : 0) + (Of(c, o, b) >= 0 ? 1 : 0) + (Of(a, o, c) > 0 ? 1 : 0) >= 2;

    /// <summary>A direction at a place, always the same: orders are counted from it.</summary>
    public static Vector Side(Vector place)
    {
        var (x, y, z) = (Math.Abs(place.X), Math.Abs(place.Y), Math.Abs(place.Z));
        var largest = x > y ? (x > z ? 0 : 2) : y > z ? 1 : 2;
        var other = largest switch { 0 => new Vector(0.012, 0.0053, 1), 1 => new Vector(1, 0.0053, 0.00457), _ => new Vector(0.012, 1, 0.00457) };
        return place.Cross(other).Normalized();
    }

    static int Exact(Vector a, Vector b, Vector c)
    {
        // In an order that does not depend on how they were given.
        var sign = 1;
        if (a.CompareTo(b) > 0)
        {
            (a, b, sign) = (b, a, -sign);
        }

        if (b.CompareTo(c) > 0)
        {
            (b, c, sign) = (c, b, -sign);
        }

        if (a.CompareTo(b) > 0)
        {
            (a, b, sign) = (b, a, -sign);
        }

        Span<BigInteger> v = [Whole(a.X), Whole(a.Y), Whole(a.Z), Whole(b.X), Whole(b.Y), Whole(b.Z), Whole(c.X), Whole(c.Y), Whole(c.Z)];
        var (crossX, crossY, crossZ) = ((v[4] * v[8]) - (v[5] * v[7]), (v[5] * v[6]) - (v[3] * v[8]), (v[3] * v[7]) - (v[4] * v[6]));
        var determinant = (crossX * v[0]) + (crossY * v[1]) + (crossZ * v[2]);
        return sign * (determinant.Sign != 0 ? determinant.Sign : Moved(v, crossX, crossY, crossZ));
    }

    // The first coefficient that is not 0, of the determinant as a polynomial in ever smaller moves.
    static int Moved(Span<BigInteger> v, BigInteger crossX, BigInteger crossY, BigInteger crossZ)
    {
        Span<int> signs =
        [
            crossZ.Sign, crossY.Sign, crossX.Sign,
            ((v[6] * v[1]) - (v[7] * v[0])).Sign, v[6].Sign, -v[7].Sign,
            ((v[8] * v[0]) - (v[6] * v[2])).Sign, v[8].Sign,
            ((v[0] * v[4]) - (v[1] * v[3])).Sign, -v[3].Sign, v[4].Sign, v[0].Sign,
        ];
        var first = signs.IndexOfAnyExcept(0);
        return first < 0 ? 1 : signs[first];
    }

    // Every double from 1e-270 on is a whole number of 2 to the power of -960; what is smaller is 0 here.
    static BigInteger Whole(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7ff);
        var mantissa = (bits & ((1L << 52) - 1)) | (exponent == 0 ? 0 : 1L << 52);
        var shift = Math.Max(exponent, 1) - 1075 + 960;
        var whole = shift < 0 ? BigInteger.Zero : new BigInteger(mantissa) << shift;
        return bits < 0 ? -whole : whole;
    }
}
