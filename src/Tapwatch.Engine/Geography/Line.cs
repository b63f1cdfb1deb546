// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Geography;

/// <summary>Measures of chains of edges.</summary>
static class Line
{
    public static double Length(ReadOnlySpan<Vector> line)
    {
        var length = 0.0;
        for (var i = 1; i < line.Length; i++)
        {
            length += line[i - 1].AngleTo(line[i]);
        }

        return length;
    }

    public static Vector Centroid(ReadOnlySpan<Vector> line)
    {
        var sum = default(Vector);
        for (var i = 1; i < line.Length; i++)
        {
            sum += Edges.Centroid(line[i - 1], line[i]);
        }

        return sum;
    }

    /// <summary>The place on the line that is nearest to another, and how far it is from the beginning.</summary>
    public static Vector Nearest(ReadOnlySpan<Vector> line, Vector place, out double along)
    {
        var (best, least, walked) = (line[0], double.PositiveInfinity, 0.0);
        along = 0;
        for (var i = 1; i < line.Length; i++)
        {
            var candidate = Edges.Nearest(place, line[i - 1], line[i]);
            var distance = candidate.AngleTo(place);
            if (distance < least)
            {
                (best, least) = (candidate, distance);
                along = walked + line[i - 1].AngleTo(candidate);
            }

            walked += line[i - 1].AngleTo(line[i]);
        }

        return best;
    }

    /// <summary>The place at a part of the length.</summary>
    public static Vector At(ReadOnlySpan<Vector> line, double part)
    {
        var rest = part * Length(line);
        for (var i = 1; i < line.Length; i++)
        {
            var length = line[i - 1].AngleTo(line[i]);
            if (rest < length)
            {
                return rest <= 0 ? line[i - 1] : Edges.Along(line[i - 1], line[i], rest);
            }

            rest -= length;
        }

        return line[^1];
    }
}
