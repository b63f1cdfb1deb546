// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using Tapwatch.Engine.Series;

namespace Tapwatch.Tests.Engine.Series;

public class SeriesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(97)]
    public void The_inverse_of_a_spectrum_is_the_series(int count)
    {
        var random = new Random(count);
        var values = Enumerable.Range(0, count).Select(_ => new Complex(random.NextDouble(), random.NextDouble())).ToArray();
        var transformed = (Complex[])values.Clone();
        Fourier.Transform(transformed, inverse: false);
        Assert.Equal(values.Aggregate(Complex.Zero, static (a, b) => a + b).Real, transformed[0].Real, 1e-9);
        Fourier.Transform(transformed, inverse: true);
        Assert.All(values.Zip(transformed), static p => Assert.True((p.First - p.Second).Magnitude < 1e-9));
    }

    [Fact]
    public void The_spectrum_of_any_length_is_the_sum_it_is_defined_as()
    {
        var values = Enumerable.Range(0, 11).Select(static i => new Complex(i * i % 7, 0)).ToArray();
        var transformed = (Complex[])values.Clone();
        Fourier.Transform(transformed, inverse: false);
        for (var k = 0; k < values.Length; k++)
        {
            var sum = Complex.Zero;
            for (var i = 0; i < values.Length; i++)
            {
                sum += values[i] * Complex.FromPolarCoordinates(1, -2 * Math.PI * i * k / values.Length);
            }

            Assert.True((sum - transformed[k]).Magnitude < 1e-9);
        }
    }

    [Fact]
    public void A_line_and_a_polynomial_are_found_again()
    {
        double[] x = [.. Enumerable.Range(0, 30).Select(static i => (i / 10.0) - 1)];
        double[] coefficients = [0.5, -2, 0, 3];
        var found = PolynomialFit.Through(x, [.. x.Select(v => PolynomialFit.At(coefficients, v))], 3)!;
        Assert.All(coefficients.Zip(found), static p => Assert.Equal(p.First, p.Second, 1e-9));
        var line = LineFit.Through([5, 7, 9, 11]);
        Assert.Equal((2, 5, 1), (line.Slope, line.Intercept, line.RSquare));
        Assert.Null(PolynomialFit.Through([1, 1, 1], [1, 2, 3], 2));
    }

    [Fact]
    public void Two_lines_split_where_one_ends()
    {
        var fit = TwoLineFit.Through([0, 1, 2, 3, 4, 9, 7, 5, 3]);
        Assert.Equal(5, fit.Split);
        Assert.Equal(1, fit.Left.Slope, 1e-9);
        Assert.Equal(-2, fit.Right.Slope, 1e-9);
        Assert.Equal(1, fit.RSquare, 1e-9);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(24)]
    public void A_period_is_found_under_noise_and_trend(int period)
    {
        var random = new Random(period);
        double[] values = [.. Enumerable.Range(0, period * 6).Select(i => (10 * Math.Sin(2 * Math.PI * i / period)) + (i % period == 1 ? 4 : 0) + random.NextDouble() + (0.1 * i))];
        Assert.Equal(period, Periods.Best(values, 0.6));
    }

    [Fact]
    public void Noise_has_no_period()
    {
        var random = new Random(5);
        double[] values = [.. Enumerable.Range(0, 200).Select(_ => random.NextDouble())];
        Assert.Equal(0, Periods.Best(values, 0.6));
    }

    [Fact]
    public void The_parts_of_a_series_add_up_to_it()
    {
        var random = new Random(6);
        double[] values = [.. Enumerable.Range(0, 50).Select(_ => random.NextDouble())];
        foreach (var trend in Enum.GetValues<Trend>())
        {
            var parts = Decomposition.Of(values, 7, trend, 3);
            Assert.All(values.Index(), v => Assert.Equal(v.Item, parts.Baseline(v.Index) + parts.Residual[v.Index], 1e-12));
        }
    }

    [Fact]
    public void Only_what_lies_beyond_the_percentiles_has_a_score()
    {
        double[] values = [.. Enumerable.Range(1, 21).Select(static i => (double)i), double.NaN];
        var scores = Outliers.Scores(values, wide: false, test: 0);
        Assert.Equal(-0.5, scores[0]);
        Assert.Equal(0, scores[10]);
        Assert.Equal(0.5, scores[20]);
        Assert.Equal(0, scores[21]);
    }
}
