// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Series;

/// <summary>The two lines that fit a series best, one left of a place and one from it on.</summary>
readonly record struct TwoLineFit(int Split, LineFit Left, LineFit Right, double Variance, double ResidualVariance)
{
    public double RSquare => Variance == 0 ? (ResidualVariance == 0 ? 1 : 0) : 1 - (ResidualVariance / Variance);

    public double At(int i) => i < Split ? Left.At(i) : Right.At(i - Split);

    /// <param name="values">At least four numbers.</param>
    public static TwoLineFit Through(ReadOnlySpan<double> values)
    {
        var n = values.Length;
        var (best, split) = (double.PositiveInfinity, 2);
        Span<double> before = n < 1024 ? stackalloc double[n + 1] : new double[n + 1];
        Errors(values, before, backwards: false);
        Span<double> after = n < 1024 ? stackalloc double[n + 1] : new double[n + 1];
        Errors(values, after, backwards: true);
        for (var i = 2; i <= n - 2; i++)
        {
            var error = before[i] + after[n - i];
            if (error < best)
            {
                (best, split) = (error, i);
            }
        }

        var (left, right) = (LineFit.Through(values[..split]), LineFit.Through(values[split..]));
        var whole = LineFit.Through(values);
        var rest = ((left.ResidualVariance * (split - 1)) + (right.ResidualVariance * (n - split - 1))) / (n - 1);
        return new TwoLineFit(split, left, right, whole.Variance, rest);
    }

    // For each count: the squared errors of the line through so many values from one end. Values are taken from their mean, so that little is lost.
    static void Errors(ReadOnlySpan<double> values, Span<double> errors, bool backwards)
    {
        var mean = LineFit.Mean(values);
        var (x, y, xx, xy, yy) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[backwards ? values.Length - 1 - i : i] - mean;
            x += i;
            y += value;
            xx += (double)i * i;
            xy += i * value;
            yy += value * value;
            var count = i + 1.0;
            var (sxx, sxy, syy) = (xx - (x * x / count), xy - (x * y / count), yy - (y * y / count));
            errors[i + 1] = Math.Max(0, sxx == 0 ? 0 : syy - (sxy * sxy / sxx));
        }
    }
}
