// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Languages.Kql.Functions;

/// <summary>Arrays of numbers. Source: the series-* pages of Kusto's query reference.</summary>
static class KqlSeries
{
    // Kusto says 0.7; of our score a little less finds the periods of its examples.
    const double SeasonalThreshold = 0.65;

    static readonly string[] _maps = ["abs", "sign", "floor", "ceiling", "exp", "log", "sin", "cos", "tan", "asin", "acos", "atan"];
    static readonly string[] _operations = ["add", "subtract", "multiply", "divide", "pow", "equals", "not_equals", "less", "less_equals", "greater", "greater_equals"];
    static readonly string[] _totals = ["sum", "product", "magnitude"];
    static readonly string[] _sides = ["rsquare", "slope", "interception", "variance", "rvariance"];

    public static IEnumerable<KqlFunction> All =>
    [
        .. _maps.Select(Map),
        .. _operations.Select(Combine),
        .. _totals.Select(static name => new KqlFunction("series_" + name, 1, 1, c => SeriesFunctions.Total.Call(Constant.Text(name), c.Dynamic(0)))),
        new("series_dot_product", 2, 2, static c => Compare(c, "dot")),
        new("series_pearson_correlation", 2, 2, static c => Compare(c, "correlation")),
        new("series_cosine_similarity", 2, 4, Cosine),
        new("series_stats_dynamic", 1, 2, Statistics),
        new("series_fill_forward", 1, 2, static c => SeriesFunctions.FillForward.Call(c.Dynamic(0), Element(c, 1))),
        new("series_fill_backward", 1, 2, static c => SeriesFunctions.FillBackward.Call(c.Dynamic(0), Element(c, 1))),
        new("series_fill_const", 2, 3, static c => SeriesFunctions.FillConstant.Call(c.Dynamic(0), Element(c, 1), Element(c, 2))),
        new("series_fill_linear", 1, 4, static c => SeriesFunctions.FillLinear.Call(c.Dynamic(0), Element(c, 1), c.Count > 2 ? c.Bool(2) : Constant.Bool(true), c.Count > 3 ? Element(c, 3) : new Constant(T.Dynamic, "0.0"))),
        new("series_fir", 2, 4, static c => SeriesFunctions.FiniteFilter.Call(c.Dynamic(0), c.Dynamic(1), c.Count > 2 ? c.Bool(2) : Constant.Null(T.Bool), c.Count > 3 ? c.Bool(3) : Constant.Bool(false))),
        new("series_iir", 3, 3, static c => SeriesFunctions.InfiniteFilter.Call(c.Dynamic(0), c.Dynamic(1), c.Dynamic(2))),
        new("series_fit_line_dynamic", 1, 1, static c => SeriesFunctions.FitLine.Call(c.Dynamic(0))),
        new("series_fit_2lines_dynamic", 1, 1, static c => SeriesFunctions.FitTwoLines.Call(c.Dynamic(0))),
        new("series_outliers", 1, 6, Outliers),
        new("series_seasonal", 1, 3, static c => SeriesFunctions.Seasonal.Call(c.Dynamic(0), Period(c, 1), c.Count > 2 ? c.Long(2) : Constant.Long(0), Constant.Real(SeasonalThreshold))),

        // Where one value is needed, a tuple is refused, as the vendor does.
        .. Tuples.Values.Select(static t => t.Function with { Lower = Refuse }),
    ];

    /// <summary>The functions that give several columns.</summary>
    public static IReadOnlyDictionary<string, KqlTuple> Tuples { get; } = new KqlTuple[]
    {
        new(new("series_stats", 1, 2, Statistics),
            [Real("min"), Long("min_idx"), Real("max"), Long("max_idx"), Real("avg"), Real("stdev"), Real("variance")]),
        new(new("series_fft", 1, 2, static c => Fourier(c, inverse: false)), [Array("real"), Array("imag")]),
        new(new("series_ifft", 1, 2, static c => Fourier(c, inverse: true)), [Array("real"), Array("imag")]),
        new(new("series_fit_line", 1, 1, static c => SeriesFunctions.FitLine.Call(c.Dynamic(0))),
            [Real("rsquare"), Real("slope"), Real("variance"), Real("rvariance"), Real("interception"), Array("line_fit")]),
        new(new("series_fit_2lines", 1, 1, static c => SeriesFunctions.FitTwoLines.Call(c.Dynamic(0))),
            [Real("rsquare"), Long("split_idx"), Real("variance"), Real("rvariance"), Array("line_fit"), .. Side("right"), .. Side("left")]),
        new(new("series_fit_poly", 1, 3, static c => SeriesFunctions.FitPolynomial.Call(c.Dynamic(0), c.Count > 1 ? c.Dynamic(1) : Constant.Null(T.Dynamic), c.Count > 2 ? c.Long(2) : Constant.Long(1))),
            [Real("rsquare"), Array("coefficients"), Real("variance"), Real("rvariance"), Array("poly_fit")]),
        new(new("series_periods_detect", 4, 4, static c => SeriesFunctions.DetectPeriods.Call(Sought(c).Dynamic(0), c.Real(1), c.Real(2), c.Long(3))),
            [Array("periods"), Array("scores")]),
        new(new("series_periods_validate", 2, 17, static c => SeriesFunctions.RatePeriods.Call(Sought(c).Dynamic(0), DynamicFunctions.MakeArray.Call([.. Enumerable.Range(1, c.Count - 1).Select(c.Real)]))),
            [Array("periods"), Array("scores")]),
        new(new("series_decompose", 1, 5, static c => Decompose(c, 1, 2, 3, 4)), Parts),
        new(new("series_decompose_forecast", 2, 5, static c => Decompose(c, 2, 3, 1, 4)), Parts),
        new(new("series_decompose_anomalies", 1, 7, Anomalies), [Array("ad_flag"), Array("ad_score"), Array("baseline")]),
    }.ToDictionary(static t => t.Function.Name, StringComparer.Ordinal);

    static IReadOnlyList<KqlTupleColumn> Parts => [Array("baseline"), Array("seasonal"), Array("trend"), Array("residual")];

    static IEnumerable<KqlTupleColumn> Side(string side) => _sides.Select(name => new KqlTupleColumn($"{side}_{name}", T.Real, side, name));

    static KqlTupleColumn Real(string name) => new(name, T.Real, name);

    static KqlTupleColumn Long(string name) => new(name, T.Long, name);

    static KqlTupleColumn Array(string name) => new(name, T.Dynamic, name);

    static Expression? Refuse(KqlCall call)
    {
        call.Binder.Report(Messages.WrongShape(call.Syntax.Span, "a value", "several columns"));
        return null;
    }

    static KqlFunction Map(string name) => new("series_" + name, 1, 1, c => SeriesFunctions.Map.Call(Constant.Text(name), c.Dynamic(0)));

    static KqlFunction Combine(string name) => new("series_" + name, 2, 2, c => SeriesFunctions.Combine.Call(Constant.Text(name), Operand(c, 0), Operand(c, 1)));

    static Expression Compare(KqlCall call, string name) => SeriesFunctions.Compare.Call(Constant.Text(name), Operand(call, 0), Operand(call, 1));

    static Expression Cosine(KqlCall call) => call.Count < 4
        ? Compare(call, "cosine")
        : NumberFunctions.Divide.Call(Compare(call, "dot"), NumberFunctions.Multiply.Call(call.Real(2), call.Real(3)));

    // An array, or a number that stands for one.
    static Expression Operand(KqlCall call, int i) => call[i].Type switch
    {
        T.Dynamic => call[i],
        T.Int or T.Long or T.Real when call[1 - i].Type == T.Dynamic => Element(call, i),
        T.Int or T.Long or T.Real => call.Mistyped(i, "an array"),
        _ => call.Mistyped(i, "an array or a number"),
    };

    // A value as it stands in an array; null when it is not given.
    static Expression Element(KqlCall call, int i) =>
        i >= call.Count ? Constant.Null(T.Dynamic)
        : call[i].Type == T.Dynamic ? call[i]
        : DynamicFunctions.Element.Call(DynamicFunctions.MakeArray.Call(call[i]), Constant.Long(0));

    static Expression Statistics(KqlCall call) => SeriesFunctions.Statistics.Call(call.Dynamic(0), call.Count > 1 ? call.Bool(1) : Constant.Bool(false));

    static Expression Fourier(KqlCall call, bool inverse) =>
        SeriesFunctions.Fourier.Call(call.Dynamic(0), call.Count > 1 ? call.Dynamic(1) : Constant.Null(T.Dynamic), Constant.Bool(inverse));

    static Expression? Outliers(KqlCall call)
    {
        if ((call.Count > 1 ? Wide(call, 1) : true) is not { } wide)
        {
            return null;
        }

        // How the score is brought to that of Tukey is known only for percentiles 10 and 90.
        if (wide && ((call.Count > 3 && !Is(call[3], 10)) || (call.Count > 4 && !Is(call[4], 90))))
        {
            call.Binder.Report(Messages.UnsupportedParameter(call.ArgumentSyntax(3).Span, "series_outliers", "min_percentile", "KQL"));
            return null;
        }

        return SeriesFunctions.Outliers.Call(call.Dynamic(0), Constant.Bool(wide), call.Count > 2 ? call.Real(2) : Constant.Null(T.Real), call.Count > 5 ? call.Long(5) : Constant.Long(0));
    }

    static bool Is(Expression value, double number) => value is Constant { Value: long whole } ? whole == number : value is Constant { Value: double real } && real == number;

    // The name of a fence.
    static bool? Wide(KqlCall call, int i)
    {
        switch (call.Constant<string>(i))
        {
            case "" or "ctukey":
                return true;
            case "tukey":
                return false;
            case null:
                return null;
            default:
                call.Mistyped(i, "`ctukey` or `tukey`");
                return null;
        }
    }

    static KqlCall Sought(KqlCall call)
    {
        call.Binder.Report(Messages.PeriodSought(call.Syntax.Function.Span, call.Syntax.Function.Name));
        return call;
    }

    static Expression Period(KqlCall call, int i)
    {
        if (i >= call.Count || call[i] is Constant { Value: long and < 0 })
        {
            Sought(call);
            return Constant.Long(-1);
        }

        return call.Long(i);
    }

    static Expression Text(KqlCall call, int i, string otherwise) => i < call.Count ? call.Text(i) : Constant.Text(otherwise);

    static Expression Decompose(KqlCall call, int period, int trend, int test, int threshold) => SeriesFunctions.Decompose.Call(
        call.Dynamic(0), Period(call, period), Text(call, trend, "avg"), test < call.Count ? call.Long(test) : Constant.Long(0), threshold < call.Count ? call.Real(threshold) : Constant.Real(0.6));

    static Expression? Anomalies(KqlCall call)
    {
        var wide = call.Count > 5 ? Wide(call, 5) : true;
        return wide is null ? null : SeriesFunctions.Anomalies.Call(
            call.Dynamic(0),
            call.Count > 1 ? call.Real(1) : Constant.Real(1.5),
            Period(call, 2),
            Text(call, 3, "avg"),
            call.Count > 4 ? call.Long(4) : Constant.Long(0),
            Constant.Bool(wide.Value),
            call.Count > 6 ? call.Real(6) : Constant.Real(0.6));
    }
}
