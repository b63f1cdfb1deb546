// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Engine.Series;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.DynamicBuilding;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>What repeats in series, and what stands out from them.</summary>
static class SeriesPatternKernels
{
    const int MostPeriods = 1024;

    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(SeriesFunctions.Outliers, OutlierScores),
        PerRow(SeriesFunctions.DetectPeriods, DetectPeriods),
        PerRow(SeriesFunctions.RatePeriods, RatePeriods),
        PerRow(SeriesFunctions.Seasonal, Seasonal),
        PerRow(SeriesFunctions.Decompose, Decompose),
        PerRow(SeriesFunctions.Anomalies, Anomalies),
    ];

    static Kernel OutlierScores(CallSite site)
    {
        var series = new NumberSeries();
        return Building((in a, json) =>
        {
            if (a.IsNull(0) || !series.Read(a.Text(0)))
            {
                return false;
            }

            var values = series.Values.ToArray();
            for (var i = 0; i < values.Length && !a.IsNull(2); i++)
            {
                values[i] = values[i] == a.Real(2) ? double.NaN : values[i];
            }

            json.Numbers(Outliers.Scores(values, a.Bool(1), (int)Math.Clamp(a.Long(3), 0, values.Length)));
            return true;
        });
    }

    static Kernel DetectPeriods(CallSite site)
    {
        var series = new NumberSeries();
        return Building((in a, json) =>
        {
            if (!series.Read(a.Text(0)) || !series.Complete || a.Long(3) is < 0 or > MostPeriods)
            {
                return false;
            }

            // Where fewer are found than asked for, zeros follow.
            var (periods, scores) = (new double[a.Long(3)], new double[a.Long(3)]);
            var found = Periods.Detect(series.Values, a.Real(1), a.Real(2), periods.Length);
            for (var i = 0; i < found.Count; i++)
            {
                (periods[i], scores[i]) = found[i];
            }

            Pair(json, periods, scores);
            return true;
        });
    }

    static Kernel RatePeriods(CallSite site)
    {
        var (series, wanted) = (new NumberSeries(), new NumberSeries());
        return Building((in a, json) =>
        {
            if (!series.Read(a.Text(0)) || !series.Complete || !wanted.Read(a.Text(1)))
            {
                return false;
            }

            var all = Periods.Scores(series.Values);
            var scores = new double[wanted.Count];
            for (var i = 0; i < scores.Length; i++)
            {
                var period = (int)Math.Round(Math.Clamp(wanted.Values[i], 0, all.Length));
                scores[i] = Periods.IsPeak(all, period) ? all[period] : 0;
            }

            Pair(json, wanted.Values, scores);
            return true;
        });
    }

    static void Pair(JsonBuilder json, ReadOnlySpan<double> periods, ReadOnlySpan<double> scores)
    {
        json.Raw("{"u8);
        json.Member("periods"u8).Numbers(periods);
        json.Member("scores"u8).Numbers(scores);
        json.Raw("}"u8);
    }

    static int Period(ReadOnlySpan<double> values, long given, int test, double threshold) =>
        given < 0 ? Periods.Best(values[..(values.Length - test)], threshold) : (int)Math.Min(given, values.Length);

    static Kernel Seasonal(CallSite site)
    {
        var series = new NumberSeries();
        return Building((in a, json) =>
        {
            if (!series.Read(a.Text(0)) || !series.Complete)
            {
                return false;
            }

            var values = series.Values;
            var test = (int)Math.Clamp(a.Long(2), 0, values.Length);
            json.Numbers(Decomposition.Repeating(values[..(values.Length - test)], Period(values, a.Long(1), test, a.Real(3)), values.Length));
            return true;
        });
    }

    static Trend TrendOf(ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(name) switch { "none" => Trend.None, "linefit" => Trend.Line, _ => Trend.Average };

    // What is missing among the values that are not learned from does not matter.
    static bool Learnable(NumberSeries series, int test)
    {
        foreach (var value in series.Values[..(series.Count - test)])
        {
            if (!double.IsFinite(value))
            {
                return false;
            }
        }

        return series.Count > test;
    }

    static Kernel Decompose(CallSite site)
    {
        var series = new NumberSeries();
        return Building((in a, json) =>
        {
            if (!series.Read(a.Text(0)))
            {
                return false;
            }

            var values = series.Values;
            var test = (int)Math.Clamp(a.Long(3), 0, values.Length);
            if (!Learnable(series, test))
            {
                return false;
            }

            var parts = Decomposition.Of(values, Period(values, a.Long(1), test, a.Real(4)), TrendOf(a.Text(2)), test);
            json.Raw("{"u8);
            json.Member("baseline"u8).Numbers(Baseline(parts));
            json.Member("seasonal"u8).Numbers(parts.Seasonal);
            json.Member("trend"u8).Numbers(parts.Trend);
            json.Member("residual"u8).Numbers(parts.Residual);
            json.Raw("}"u8);
            return true;
        });
    }

    static Kernel Anomalies(CallSite site)
    {
        var series = new NumberSeries();
        return Building((in a, json) =>
        {
            if (!series.Read(a.Text(0)))
            {
                return false;
            }

            var values = series.Values;
            var threshold = a.Real(1);
            var test = (int)Math.Clamp(a.Long(4), 0, values.Length);
            if (!Learnable(series, test))
            {
                return false;
            }

            var parts = Decomposition.Of(values, Period(values, a.Long(2), test, a.Real(6)), TrendOf(a.Text(3)), test);
            var scores = Outliers.Scores(parts.Residual, a.Bool(5), test);
            json.Raw("{"u8);
            json.Member("ad_flag"u8).Raw("["u8);
            for (var i = 0; i < scores.Length; i++)
            {
                json.Raw(i > 0 ? ","u8 : []);
                json.Whole(scores[i] > threshold ? 1 : scores[i] < -threshold ? -1 : 0);
            }

            json.Raw("]"u8);
            json.Member("ad_score"u8).Numbers(scores);
            json.Member("baseline"u8).Numbers(Baseline(parts));
            json.Raw("}"u8);
            return true;
        });
    }

    static double[] Baseline(Decomposition parts)
    {
        var baseline = new double[parts.Trend.Length];
        for (var i = 0; i < baseline.Length; i++)
        {
            baseline[i] = parts.Baseline(i);
        }

        return baseline;
    }
}
