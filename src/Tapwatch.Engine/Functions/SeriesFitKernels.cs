// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Engine.Series;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.DynamicBuilding;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Lines and polynomials through series, filters over them, their spectrum. A number that is missing makes the result null.</summary>
static class SeriesFitKernels
{
    const int HighestDegree = 64;

    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(SeriesFunctions.FitLine, static _ => OfComplete(1, static (values, json) => Line(LineFit.Through(values), values.Length, json))),
        PerRow(SeriesFunctions.FitTwoLines, static _ => OfComplete(4, TwoLines)),
        PerRow(SeriesFunctions.FitPolynomial, Polynomial),
        PerRow(SeriesFunctions.FiniteFilter, FiniteFilter),
        PerRow(SeriesFunctions.InfiniteFilter, InfiniteFilter),
        PerRow(SeriesFunctions.Fourier, Spectrum),
    ];

    delegate void Describe(ReadOnlySpan<double> values, JsonBuilder json);

    static Kernel OfComplete(int least, Describe describe)
    {
        var series = new NumberSeries();
        return Building((in a, json) =>
        {
            if (!series.Read(a.Text(0)) || !series.Complete || series.Count < least)
            {
                return false;
            }

            describe(series.Values, json);
            return true;
        });
    }

    static void Line(LineFit fit, int count, JsonBuilder json)
    {
        json.Raw("{"u8);
        OneLine(fit, json);
        json.Member("line_fit"u8).Raw("["u8);
        for (var i = 0; i < count; i++)
        {
            json.Raw(i > 0 ? ","u8 : []);
            json.RealOrNull(fit.At(i));
        }

        json.Raw("]}"u8);
    }

    static void OneLine(LineFit fit, JsonBuilder json)
    {
        json.Member("slope"u8).Real(fit.Slope);
        json.Member("interception"u8).Real(fit.Intercept);
        json.Member("rsquare"u8).Real(fit.RSquare);
        json.Member("variance"u8).Real(fit.Variance);
        json.Member("rvariance"u8).Real(fit.ResidualVariance);
    }

    static void TwoLines(ReadOnlySpan<double> values, JsonBuilder json)
    {
        var fit = TwoLineFit.Through(values);
        json.Raw("{"u8);
        json.Member("rsquare"u8).Real(fit.RSquare);
        json.Member("split_idx"u8).Whole(fit.Split);
        json.Member("variance"u8).Real(fit.Variance);
        json.Member("rvariance"u8).Real(fit.ResidualVariance);
        json.Member("line_fit"u8).Raw("["u8);
        for (var i = 0; i < values.Length; i++)
        {
            json.Raw(i > 0 ? ","u8 : []);
            json.RealOrNull(fit.At(i));
        }

        json.Raw("]"u8);
        json.Member("right"u8).Raw("{"u8);
        OneLine(fit.Right, json);
        json.Raw("}"u8);
        json.Member("left"u8).Raw("{"u8);
        OneLine(fit.Left, json);
        json.Raw("}}"u8);
    }

    static Kernel Polynomial(CallSite site)
    {
        var (values, places) = (new NumberSeries(), new NumberSeries());
        return Building((in a, json) =>
        {
            if (a.IsNull(0) || a.IsNull(2) || !values.Read(a.Text(0)) || !values.Complete || a.Long(2) is < 0 or > HighestDegree)
            {
                return false;
            }

            var x = new double[values.Count];
            for (var i = 0; i < x.Length; i++)
            {
                x[i] = i + 1;
            }

            if (!a.IsNull(1))
            {
                if (!places.Read(a.Text(1)) || !places.Complete || places.Count != values.Count)
                {
                    return false;
                }

                places.Values.CopyTo(x);
            }

            if (PolynomialFit.Through(x, values.Values, (int)a.Long(2)) is not { } coefficients)
            {
                return false;
            }

            var fitted = new double[x.Length];
            var residual = 0.0;
            for (var i = 0; i < x.Length; i++)
            {
                fitted[i] = PolynomialFit.At(coefficients, x[i]);
                residual += (values.Values[i] - fitted[i]) * (values.Values[i] - fitted[i]);
            }

            var fit = LineFit.Through(values.Values) with { ResidualVariance = x.Length > 1 ? residual / (x.Length - 1) : 0 };
            json.Raw("{"u8);
            json.Member("rsquare"u8).Real(fit.RSquare);
            json.Member("coefficients"u8).Numbers(coefficients);
            json.Member("variance"u8).Real(fit.Variance);
            json.Member("rvariance"u8).Real(fit.ResidualVariance);
            json.Member("poly_fit"u8).Numbers(fitted);
            json.Raw("}"u8);
            return true;
        });
    }

    static Kernel FiniteFilter(CallSite site)
    {
        var (series, filter) = (new NumberSeries(), new NumberSeries());
        return Building((in a, json) =>
        {
            if (a.IsNull(0) || a.IsNull(1) || !series.Read(a.Text(0)) || !filter.Read(a.Text(1)) || !filter.Complete)
            {
                return false;
            }

            var negative = false;
            foreach (var coefficient in filter.Values)
            {
                negative |= coefficient < 0;
            }

            var normalize = a.IsNull(2) ? !negative : a.Bool(2);
            if (normalize && negative)
            {
                return false;
            }

            var coefficients = filter.Values.ToArray();
            var sum = normalize ? LineFit.Mean(coefficients) * coefficients.Length : 1;
            var result = Filters.Finite(series.Values, coefficients, !a.IsNull(3) && a.Bool(3));
            for (var i = 0; i < result.Length; i++)
            {
                result[i] /= sum;
            }

            json.Numbers(result);
            return true;
        });
    }

    static Kernel InfiniteFilter(CallSite site)
    {
        var (series, numerators, denominators) = (new NumberSeries(), new NumberSeries(), new NumberSeries());
        return Building((in a, json) =>
        {
            if (!series.Read(a.Text(0)) || !numerators.Read(a.Text(1)) || !denominators.Read(a.Text(2)) || !numerators.Complete || !denominators.Complete || denominators.Count == 0 || denominators.Values[0] == 0)
            {
                return false;
            }

            json.Numbers(Filters.Infinite(series.Values, numerators.Values, denominators.Values));
            return true;
        });
    }

    static Kernel Spectrum(CallSite site)
    {
        var (real, imaginary) = (new NumberSeries(), new NumberSeries());
        return Building((in a, json) =>
        {
            var complex = !a.IsNull(1);
            if (a.IsNull(0) || !real.Read(a.Text(0)) || !real.Complete || (complex && (!imaginary.Read(a.Text(1)) || !imaginary.Complete || imaginary.Count != real.Count)))
            {
                return false;
            }

            var values = new Complex[real.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = new Complex(real.Values[i], complex ? imaginary.Values[i] : 0);
            }

            Fourier.Transform(values, !a.IsNull(2) && a.Bool(2));
            json.Raw("{"u8);
            json.Member("real"u8).Numbers(Array.ConvertAll(values, static v => v.Real));
            json.Member("imag"u8).Numbers(Array.ConvertAll(values, static v => v.Imaginary));
            json.Raw("}"u8);
            return true;
        });
    }
}
