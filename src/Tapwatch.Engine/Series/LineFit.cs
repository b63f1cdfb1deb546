// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Series;

/// <summary>The straight line of least squares through values at 0, 1, 2…</summary>
readonly record struct LineFit(double Slope, double Intercept, double Variance, double ResidualVariance)
{
    public double RSquare => Variance == 0 ? (ResidualVariance == 0 ? 1 : 0) : 1 - (ResidualVariance / Variance);

    public double At(int i) => (Slope * i) + Intercept;

    public static LineFit Through(ReadOnlySpan<double> values)
    {
        var n = values.Length;
        var (meanX, meanY) = ((n - 1) / 2.0, Mean(values));
        var (xy, xx, yy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            var (x, y) = (i - meanX, values[i] - meanY);
            xy += x * y;
            xx += x * x;
            yy += y * y;
        }

        var slope = xx == 0 ? 0 : xy / xx;
        var intercept = meanY - (slope * meanX);
        var rest = 0.0;
        for (var i = 0; i < n; i++)
        {
            var error = values[i] - ((slope * i) + intercept);
            rest += error * error;
        }

        return n < 2 ? new LineFit(0, meanY, 0, 0) : new LineFit(slope, intercept, yy / (n - 1), rest / (n - 1));
    }

    public static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
