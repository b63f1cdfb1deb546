// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Series;

/// <summary>How the trend of a series is found.</summary>
enum Trend
{
    None,
    Average,
    Line,
}

/// <summary>A series as what repeats, what goes on and what is left.</summary>
/// <remarks>Kusto, series_decompose: the seasonal series is the median of all values of the same phase; the trend is that of what is left then.</remarks>
sealed record Decomposition(double[] Seasonal, double[] Trend, double[] Residual)
{
    public double Baseline(int i) => Seasonal[i] + Trend[i];

    /// <param name="values">The series.</param>
    /// <param name="period">Its period; 0 for none.</param>
    /// <param name="trend">How the trend is found.</param>
    /// <param name="test">How many values at the end are not learned from.</param>
    public static Decomposition Of(ReadOnlySpan<double> values, int period, Trend trend, int test)
    {
        var n = values.Length;
        var learned = values[..Math.Max(0, n - Math.Max(0, test))];
        var seasonal = Repeating(learned, period, n);
        var rest = new double[learned.Length];
        for (var i = 0; i < rest.Length; i++)
        {
            rest[i] = learned[i] - seasonal[i];
        }

        var line = rest.Length == 0 || trend == Series.Trend.None ? default
            : trend == Series.Trend.Average ? new LineFit(0, LineFit.Mean(rest), 0, 0)
            : LineFit.Through(rest);
        var (trends, residual) = (new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            trends[i] = line.At(i);
            residual[i] = values[i] - (seasonal[i] + trends[i]);
        }

        return new Decomposition(seasonal, trends, residual);
    }

    /// <summary>For each of so many places the median of the learned values of the same phase; zeros without a period.</summary>
    public static double[] Repeating(ReadOnlySpan<double> learned, int period, int count)
    {
        var seasonal = new double[count];
        if (period <= 0 || period > learned.Length)
        {
            return seasonal;
        }

        var phase = new List<double>();
        for (var start = 0; start < period; start++)
        {
            phase.Clear();
            for (var i = start; i < learned.Length; i += period)
            {
                phase.Add(learned[i]);
            }

            phase.Sort();
            var middle = phase.Count / 2;
            var median = phase.Count % 2 == 1 ? phase[middle] : (phase[middle - 1] + phase[middle]) / 2;
            for (var i = start; i < count; i += period)
            {
                seasonal[i] = median;
            }
        }

        return seasonal;
    }
}
