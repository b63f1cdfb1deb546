// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Tapwatch.Engine.Series;

/// <summary>How strongly a series repeats itself after so many values.</summary>
/// <remarks>
/// The score of a period is the correlation of the series, without its linear trend, with itself that much later, times the root of the part of the series that is
/// compared. Kusto's own search is not published; this one finds the periods of its examples, and gives the score that is printed there to two digits.
/// </remarks>
static class Periods
{
    /// <summary>Kusto, series_periods_detect: at least 4 points and at most half of the series.</summary>
    public const int Least = 4;

    // Less is noise.
    const double LeastScore = 0.3;

    /// <summary>The scores of the periods 0 … half of the length.</summary>
    public static double[] Scores(ReadOnlySpan<double> values)
    {
        var n = values.Length;
        var scores = new double[(n / 2) + 1];
        if (n < 2 * Least)
        {
            return scores;
        }

        var line = LineFit.Through(values);
        var padded = new Complex[(int)BitOperations.RoundUpToPowerOf2((uint)(2 * n))];
        var (sums, squares) = (new double[n + 1], new double[n + 1]);
        for (var i = 0; i < n; i++)
        {
            var value = values[i] - line.At(i);
            padded[i] = value;
            sums[i + 1] = sums[i] + value;
            squares[i + 1] = squares[i] + (value * value);
        }

        // The products of the series with itself shifted, all at once.
        Fourier.Transform(padded, inverse: false);
        for (var i = 0; i < padded.Length; i++)
        {
            padded[i] *= Complex.Conjugate(padded[i]);
        }

        Fourier.Transform(padded, inverse: true);
        var flat = squares[n] * 1e-12;
        for (var period = 1; period < scores.Length; period++)
        {
            double count = n - period;
            var (early, late) = (sums[n - period], sums[n] - sums[period]);
            var (earlySquares, lateSquares) = (squares[n - period] - (early * early / count), squares[n] - squares[period] - (late * late / count));
            var products = padded[period].Real - (early * late / count);
            scores[period] = earlySquares <= flat || lateSquares <= flat ? 0 : Math.Clamp(products / Math.Sqrt(earlySquares * lateSquares), 0, 1) * Math.Sqrt(count / n);
        }

        return scores;
    }

    /// <summary>Whether no period near this one has a better score. Where one half of its surroundings is out of reach, that cannot be told.</summary>
    public static bool IsPeak(double[] scores, int period)
    {
        var reach = Math.Max(1, period / 4);
        if (period < Least || period + 1 >= scores.Length || scores[period] < LeastScore)
        {
            return false;
        }

        for (var near = period - reach; near <= period + reach && near < scores.Length; near++)
        {
            if (scores[near] > scores[period])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The periods between the bounds whose scores stand out, best first.</summary>
    public static List<(int Period, double Score)> Detect(ReadOnlySpan<double> values, double least, double most, int count)
    {
        var found = new List<(int Period, double Score)>();
        var scores = Scores(values);
        for (var period = Math.Max(Least, (int)Math.Ceiling(Math.Clamp(least, 0, values.Length))); period < scores.Length && period <= most; period++)
        {
            if (IsPeak(scores, period))
            {
                found.Add((period, scores[period]));
            }
        }

        found.Sort(static (a, b) => b.Score.CompareTo(a.Score));

        // A multiple of a better period says nothing new.
        var best = new List<(int Period, double Score)>();
        foreach (var candidate in found)
        {
            if (best.Count < count && !best.Exists(b => candidate.Period % b.Period == 0))
            {
                best.Add(candidate);
            }
        }

        return best;
    }

    /// <summary>The best period when its score reaches the threshold; 0 for none.</summary>
    public static int Best(ReadOnlySpan<double> values, double threshold) =>
        Detect(values, Least, values.Length / 2, 1) is [var (period, score)] && score >= threshold ? period : 0;
}
