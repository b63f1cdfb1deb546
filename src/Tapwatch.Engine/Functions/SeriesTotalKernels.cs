// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Engine.Series;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Whole series as one number, or a few.</summary>
static class SeriesTotalKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(SeriesFunctions.Total, Total),
        PerRow(SeriesFunctions.Compare, Compare),
        PerRow(SeriesFunctions.Statistics, Statistics),
    ];

    static Kernel Total(CallSite site)
    {
        var name = site.RequiredText(0);
        var series = new NumberSeries();
        return (in a, r) =>
        {
            if (!series.Read(a.Text(1)))
            {
                r.SetNull();
                return;
            }

            var total = name == "product" ? 1.0 : 0.0;
            foreach (var value in series.Values)
            {
                total = name switch { "product" => total * value, "magnitude" => total + (value * value), _ => total + value };
            }

            SetOrNull(r, name == "magnitude" ? Math.Sqrt(total) : total);
        };
    }

    static Kernel Compare(CallSite site)
    {
        var name = site.RequiredText(0);
        var (left, right) = (new NumberSeries(), new NumberSeries());
        return (in a, r) =>
        {
            if (!SeriesElementKernels.ReadBoth(a.Text(1), left, a.Text(2), right) || left.Count == 0 || right.Count == 0)
            {
                r.SetNull();
                return;
            }

            SetOrNull(r, name == "correlation" ? Correlation(left.Values, right.Values) : Products(left.Values, right.Values, name == "cosine"));
        };
    }

    // The longer is cut to the shorter, and what is missing in one is left out of both.
    static double Products(ReadOnlySpan<double> x, ReadOnlySpan<double> y, bool cosine)
    {
        var (xy, xx, yy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < Math.Min(x.Length, y.Length); i++)
        {
            if (!double.IsNaN(x[i]) && !double.IsNaN(y[i]))
            {
                xy += x[i] * y[i];
                xx += x[i] * x[i];
                yy += y[i] * y[i];
            }
        }

        return cosine ? xy / (Math.Sqrt(xx) * Math.Sqrt(yy)) : xy;
    }

    static double Correlation(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
        {
            return double.NaN;
        }

        var (meanX, meanY) = (LineFit.Mean(x), LineFit.Mean(y));
        var (xy, xx, yy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            var (dx, dy) = (x[i] - meanX, y[i] - meanY);
            xy += dx * dy;
            xx += dx * dx;
            yy += dy * dy;
        }

        return xy / Math.Sqrt(xx * yy);
    }

    static void SetOrNull(Result r, double value)
    {
        if (double.IsNaN(value))
        {
            r.SetNull();
        }
        else
        {
            r.Set(value);
        }
    }

    static Kernel Statistics(CallSite site)
    {
        var (json, series, finite) = (new JsonBuilder(), new NumberSeries(), new List<double>());
        return (in a, r) =>
        {
            if (!series.Read(a.Text(0)) || (!series.Complete && !a.Bool(1)))
            {
                r.SetNull();
                return;
            }

            finite.Clear();
            var (least, greatest, sum) = (-1, -1, 0.0);
            var values = series.Values;
            for (var i = 0; i < values.Length; i++)
            {
                if (double.IsFinite(values[i]))
                {
                    least = least < 0 || values[i] < values[least] ? i : least;
                    greatest = greatest < 0 || values[i] > values[greatest] ? i : greatest;
                    sum += values[i];
                    finite.Add(values[i]);
                }
            }

            if (finite.Count == 0)
            {
                r.SetNull();
                return;
            }

            var (mean, squares) = (sum / finite.Count, 0.0);
            foreach (var value in finite)
            {
                squares += (value - mean) * (value - mean);
            }

            var variance = finite.Count > 1 ? squares / (finite.Count - 1) : 0;
            json.Clear();
            json.Raw("{"u8);
            json.Member("min"u8).Real(values[least]);
            json.Member("min_idx"u8).Whole(least);
            json.Member("max"u8).Real(values[greatest]);
            json.Member("max_idx"u8).Whole(greatest);
            json.Member("avg"u8).Real(mean);
            json.Member("stdev"u8).Real(Math.Sqrt(variance));
            json.Member("variance"u8).Real(variance);
            json.Member("sum"u8).Real(sum);
            json.Member("len"u8).Whole(finite.Count);
            json.Raw("}"u8);
            r.Set(json.Written);
        };
    }
}
