// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Functions;

/// <summary>Gamma, error and beta functions.</summary>
static class SpecialMath
{
    // Lanczos, g = 7, n = 9.
    static readonly double[] _lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    public static double Gamma(double x)
    {
        if (x == Math.Floor(x) && x is > 0 and <= 171)
        {
            var product = 1.0;
            for (var i = 2; i < x; i++)
            {
                product *= i;
            }

            return product;
        }

        return x < 0.5 ? Math.PI / (Math.Sin(Math.PI * x) * Gamma(1 - x)) : Math.Exp(LogGamma(x));
    }

    /// <summary>The logarithm of the absolute value of gamma.</summary>
    public static double LogGamma(double x)
    {
        if (x < 0.5)
        {
            return Math.Log(Math.PI / Math.Abs(Math.Sin(Math.PI * x))) - LogGamma(1 - x);
        }

        x--;
        var sum = _lanczos[0];
        for (var i = 1; i < _lanczos.Length; i++)
        {
            sum += _lanczos[i] / (x + i);
        }

        var t = x + 7.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x + 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }

    public static double Erf(double x) => Math.Abs(x) < 2 ? ErfSeries(x) : x > 0 ? 1 - ErfTail(x) : ErfTail(-x) - 1;

    public static double Erfc(double x) => Math.Abs(x) < 2 ? 1 - ErfSeries(x) : x > 0 ? ErfTail(x) : 2 - ErfTail(-x);

    static double ErfSeries(double x)
    {
        var (term, sum) = (x, x);
        for (var n = 1; n < 100 && Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    // Continued fraction of 1 - erf, for x of at least 2.
    static double ErfTail(double x)
    {
        if (double.IsNaN(x) || x > 30)
        {
            return double.IsNaN(x) ? x : 0;
        }

        var fraction = 0.0;
        for (var k = 60; k > 0; k--)
        {
            fraction = k / 2.0 / (x + fraction);
        }

        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / (x + fraction);
    }

    /// <summary>The cumulative beta distribution (regularized incomplete beta function).</summary>
    public static double BetaCdf(double x, double a, double b)
    {
        if (!(a > 0 && b > 0 && x is >= 0 and <= 1))
        {
            return double.NaN;
        }

        if (x is 0 or 1)
        {
            return x;
        }

        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));
        return x < (a + 1) / (a + b + 2) ? front * BetaFraction(x, a, b) / a : 1 - (front * BetaFraction(1 - x, b, a) / b);
    }

    static double BetaFraction(double x, double a, double b)
    {
        const double Least = 1e-300;
        var c = 1.0;
        var d = 1 - ((a + b) * x / (a + 1));
        d = 1 / (Math.Abs(d) < Least ? Least : d);
        var result = d;
        for (var m = 1; m <= 300; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 + (even * d);
            d = 1 / (Math.Abs(d) < Least ? Least : d);
            c = 1 + (even / c);
            c = Math.Abs(c) < Least ? Least : c;
            result *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 + (odd * d);
            d = 1 / (Math.Abs(d) < Least ? Least : d);
            c = 1 + (odd / c);
            c = Math.Abs(c) < Least ? Least : c;
            result *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-15)
            {
                break;
            }
        }

        return result;
    }

    public static double BetaPdf(double x, double a, double b) =>
        a > 0 && b > 0 ? Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + ((a - 1) * Math.Log(x)) + ((b - 1) * Math.Log(1 - x))) : double.NaN;

    /// <summary>Where the cumulative beta distribution reaches a probability, by halving.</summary>
    public static double BetaInverse(double probability, double a, double b)
    {
        if (!(a > 0 && b > 0))
        {
            return double.NaN;
        }

        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < 100; i++)
        {
            var middle = (low + high) / 2;
            if (BetaCdf(middle, a, b) < probability)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return (low + high) / 2;
    }
}
