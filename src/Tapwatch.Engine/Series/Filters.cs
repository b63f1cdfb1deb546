// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Series;

/// <summary>Linear filters. Before its first and behind its last value a series is 0.</summary>
static class Filters
{
    /// <summary>Each value is the sum of the last ones (centered: of those around it), each times its coefficient.</summary>
    public static double[] Finite(ReadOnlySpan<double> values, ReadOnlySpan<double> filter, bool center)
    {
        var result = new double[values.Length];
        var shift = center ? (filter.Length - 1) / 2 : 0;
        for (var i = 0; i < result.Length; i++)
        {
            for (var k = 0; k < filter.Length; k++)
            {
                var at = i + shift - k;
                result[i] += at >= 0 && at < values.Length ? values[at] * filter[k] : 0;
            }
        }

        return result;
    }

    /// <summary>As <see cref="Finite"/>, and the last results go in too.</summary>
    public static double[] Infinite(ReadOnlySpan<double> values, ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators)
    {
        var result = new double[values.Length];
        for (var i = 0; i < result.Length; i++)
        {
            for (var k = 0; k < numerators.Length && k <= i; k++)
            {
                result[i] += values[i - k] * numerators[k];
            }

            for (var k = 1; k < denominators.Length && k <= i; k++)
            {
                result[i] -= result[i - k] * denominators[k];
            }

            result[i] /= denominators[0];
        }

        return result;
    }
}
