// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Series;

/// <summary>How far values lie outside of where most do: the fence of Tukey.</summary>
static class Outliers
{
    /// <summary>
    /// Brings the score with percentiles 10 and 90 to that of the classic fence with 25 and 75, on a normal distribution at 1.5.
    /// Measured at the vendor's engine, whose authors say how it comes about but not with which quantiles.
    /// </summary>
    const double WideNormalization = 2.7726056055079145;

    /// <summary>The scores; 0 for what lies within, and for NaN.</summary>
    /// <param name="values">The values.</param>
    /// <param name="wide">Percentiles 10 and 90 in place of 25 and 75.</param>
    /// <param name="test">How many values at the end do not count for the fence.</param>
    public static double[] Scores(ReadOnlySpan<double> values, bool wide, int test)
    {
        var sorted = new List<double>();
        foreach (var value in values[..Math.Max(0, values.Length - Math.Max(0, test))])
        {
            if (!double.IsNaN(value))
            {
                sorted.Add(value);
            }
        }

        sorted.Sort();
        var scores = new double[values.Length];
        if (sorted.Count == 0)
        {
            return scores;
        }

        var (low, high) = wide ? (Percentile(sorted, 0.10), Percentile(sorted, 0.90)) : (Percentile(sorted, 0.25), Percentile(sorted, 0.75));
        var factor = (wide ? WideNormalization : 1) / (high - low);
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = values[i] > high ? (values[i] - high) * factor : values[i] < low ? (values[i] - low) * factor : 0;
        }

        return scores;
    }

    // Between the two nearest ranks the value is in proportion.
    static double Percentile(List<double> sorted, double part)
    {
        var place = part * (sorted.Count - 1);
        var below = (int)place;
        return below + 1 < sorted.Count ? sorted[below] + ((sorted[below + 1] - sorted[below]) * (place - below)) : sorted[below];
    }
}
