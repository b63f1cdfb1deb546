// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Arrays of numbers, mostly values at equal distances of time. What is no array gives null.</summary>
public static class SeriesFunctions
{
    public static readonly Function Map = Function.Of("series.map", "The function of that name (constant: abs, sin, log…) of each number.", T.Dynamic, T.String, T.Dynamic);
    public static readonly Function Combine = Function.Of("series.combine", "The operation of that name (constant: add, less…) on the numbers of both at the same place; a number stands for an array of it.", T.Dynamic, T.String, T.Dynamic, T.Dynamic);
    public static readonly Function Total = Function.Of("series.total", "Sum, product or magnitude (constant) of the numbers.", T.Real, T.String, T.Dynamic);
    public static readonly Function Compare = Function.Of("series.compare", "Dot product, cosine or correlation (constant) of both.", T.Real, T.String, T.Dynamic, T.Dynamic);
    public static readonly Function Statistics = Function.Of("series.statistics", "Object of least and greatest value and their places, mean, deviation, variance, sum and length; null when a value is not finite, unless such are left out.", T.Dynamic, T.Dynamic, T.Bool);

    public static readonly Function FillForward = Function.Of("series.fill_forward", "Missing elements, or those that equal the second, as the one before them.", T.Dynamic, T.Dynamic, T.Dynamic).WithNulls();
    public static readonly Function FillBackward = Function.Of("series.fill_backward", "Missing elements, or those that equal the second, as the one behind them.", T.Dynamic, T.Dynamic, T.Dynamic).WithNulls();
    public static readonly Function FillConstant = Function.Of("series.fill_constant", "Missing elements, or those that equal the third, as the second.", T.Dynamic, T.Dynamic, T.Dynamic, T.Dynamic).WithNulls();
    public static readonly Function FillLinear = Function.Of("series.fill_linear", "Missing elements, or those that equal the second, on the line between their neighbours; the ends as the nearest, when the third says so; all as the fourth when none is there.", T.Dynamic, T.Dynamic, T.Dynamic, T.Bool, T.Dynamic).WithNulls();

    public static readonly Function FiniteFilter = Function.Of("series.finite_filter", "Sums of the last values times coefficients; normalized (null: when no coefficient is negative); centered.", T.Dynamic, T.Dynamic, T.Dynamic, T.Bool, T.Bool).WithNulls();
    public static readonly Function InfiniteFilter = Function.Of("series.infinite_filter", "Sums of the last values and results times coefficients.", T.Dynamic, T.Dynamic, T.Dynamic, T.Dynamic);
    public static readonly Function Fourier = Function.Of("series.fourier", "Object of the real and imaginary parts of the discrete Fourier transform, or of its inverse.", T.Dynamic, T.Dynamic, T.Dynamic, T.Bool).WithNulls();

    public static readonly Function FitLine = Function.Of("series.fit_line", "Object that describes the line of least squares.", T.Dynamic, T.Dynamic);
    public static readonly Function FitTwoLines = Function.Of("series.fit_two_lines", "Object that describes the two lines of least squares, one behind the other.", T.Dynamic, T.Dynamic);
    public static readonly Function FitPolynomial = Function.Of("series.fit_polynomial", "Object that describes the polynomial of least squares: values, their places (null: 1, 2…), degree.", T.Dynamic, T.Dynamic, T.Dynamic, T.Long).WithNulls();

    public static readonly Function Outliers = Function.Of("series.outliers", "How far each value lies outside of percentiles 10 to 90 (else 25 to 75), not looking at a value to leave out and at so many at the end.", T.Dynamic, T.Dynamic, T.Bool, T.Real, T.Long).WithNulls();
    public static readonly Function DetectPeriods = Function.Of("series.detect_periods", "Object of the periods between two bounds, at most so many, and their scores.", T.Dynamic, T.Dynamic, T.Real, T.Real, T.Long);
    public static readonly Function RatePeriods = Function.Of("series.rate_periods", "Object of the given periods and their scores.", T.Dynamic, T.Dynamic, T.Dynamic);
    public static readonly Function Seasonal = Function.Of("series.seasonal", "The part that repeats with a period (-1: the best whose score reaches the last), learned without so many values at the end.", T.Dynamic, T.Dynamic, T.Long, T.Long, T.Real);
    public static readonly Function Decompose = Function.Of("series.decompose", "Object of baseline, seasonal part, trend (none, avg, linefit) and residual: period, trend, values not learned from, threshold.", T.Dynamic, T.Dynamic, T.Long, T.String, T.Long, T.Real);
    public static readonly Function Anomalies = Function.Of("series.anomalies", "Object of flags, scores and baseline: threshold of the flags, period, trend, values not learned from, wide percentiles, threshold of the period.", T.Dynamic, T.Dynamic, T.Real, T.Long, T.String, T.Long, T.Bool, T.Real);

    internal static IEnumerable<Function> All =>
    [
        Map, Combine, Total, Compare, Statistics, FillForward, FillBackward, FillConstant, FillLinear, FiniteFilter, InfiniteFilter, Fourier,
        FitLine, FitTwoLines, FitPolynomial, Outliers, DetectPeriods, RatePeriods, Seasonal, Decompose, Anomalies,
    ];
}
