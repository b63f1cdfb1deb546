// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Engine.Series;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Arithmetic on series, element by element. Where a number is missing, so is the result; whole numbers stay whole where they can.</summary>
static class SeriesElementKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(SeriesFunctions.Map, Map),
        PerRow(SeriesFunctions.Combine, Combine),
    ];

    static Kernel Map(CallSite site)
    {
        var (real, whole) = Unary(site.RequiredText(0));
        var (json, series) = (new JsonBuilder(), new NumberSeries());
        return (in a, r) =>
        {
            if (!series.Read(a.Text(1)))
            {
                r.SetNull();
                return;
            }

            json.Clear();
            json.Raw("["u8);
            for (var i = 0; i < series.Count; i++)
            {
                json.Raw(i > 0 ? ","u8 : []);
                if (double.IsNaN(series.Values[i]))
                {
                    json.Raw("null"u8);
                }
                else if (whole is not null && series.AllWhole)
                {
                    json.Whole(whole(series.Whole[i]));
                }
                else
                {
                    json.Real(real(series.Values[i]));
                }
            }

            json.Raw("]"u8);
            r.Set(json.Written);
        };
    }

    static (Func<double, double> Real, Func<long, long>? Whole) Unary(string name) => name switch
    {
        "abs" => (Math.Abs, static x => x == long.MinValue ? x : Math.Abs(x)),
        "sign" => (static x => Math.Sign(x), static x => Math.Sign(x)),
        "floor" => (Math.Floor, null),
        "ceiling" => (Math.Ceiling, null),
        "exp" => (Math.Exp, null),
        "log" => (Math.Log, null),
        "sin" => (Math.Sin, null),
        "cos" => (Math.Cos, null),
        "tan" => (Math.Tan, null),
        "asin" => (Math.Asin, null),
        "acos" => (Math.Acos, null),
        "atan" => (Math.Atan, null),
        _ => throw new PlanFailureException($"there is no function of series named {name}"),
    };

    static Kernel Combine(CallSite site)
    {
        var name = site.RequiredText(0);
        var test = Test(name);
        var (real, whole) = test is null ? Binary(name) : default;
        var (json, left, right) = (new JsonBuilder(), new NumberSeries(), new NumberSeries());
        return (in a, r) =>
        {
            if (!ReadBoth(a.Text(1), left, a.Text(2), right))
            {
                r.SetNull();
                return;
            }

            json.Clear();
            json.Raw("["u8);
            var wholes = whole is not null && left.AllWhole && right.AllWhole;
            for (var i = 0; i < Math.Max(left.Count, right.Count); i++)
            {
                json.Raw(i > 0 ? ","u8 : []);
                if (i >= left.Count || i >= right.Count || double.IsNaN(left.Values[i]) || double.IsNaN(right.Values[i]))
                {
                    json.Raw("null"u8);
                }
                else if (test is not null)
                {
                    json.Raw(test(left.AllWhole && right.AllWhole ? left.Whole[i].CompareTo(right.Whole[i]) : left.Values[i].CompareTo(right.Values[i])) ? "true"u8 : "false"u8);
                }
                else if (wholes)
                {
                    json.Whole(whole!(left.Whole[i], right.Whole[i]));
                }
                else
                {
                    json.Real(real(left.Values[i], right.Values[i]));
                }
            }

            json.Raw("]"u8);
            r.Set(json.Written);
        };
    }

    /// <summary>Reads two arrays, or an array and a number that stands for one.</summary>
    public static bool ReadBoth(ReadOnlySpan<byte> first, NumberSeries left, ReadOnlySpan<byte> second, NumberSeries right)
    {
        var (isLeft, isRight) = (left.Read(first), right.Read(second));
        if (isLeft && !isRight)
        {
            right.Fill(second, left.Count);
        }
        else if (isRight && !isLeft)
        {
            left.Fill(first, right.Count);
        }

        return isLeft || isRight;
    }

    static Func<int, bool>? Test(string name) => name switch
    {
        "equals" => static order => order == 0,
        "not_equals" => static order => order != 0,
        "less" => static order => order < 0,
        "less_equals" => static order => order <= 0,
        "greater" => static order => order > 0,
        "greater_equals" => static order => order >= 0,
        _ => null,
    };

    static (Func<double, double, double> Real, Func<long, long, long>? Whole) Binary(string name) => name switch
    {
        "add" => (static (x, y) => x + y, static (x, y) => unchecked(x + y)),
        "subtract" => (static (x, y) => x - y, static (x, y) => unchecked(x - y)),
        "multiply" => (static (x, y) => x * y, static (x, y) => unchecked(x * y)),
        "divide" => (static (x, y) => x / y, null),
        "pow" => (Math.Pow, null),
        _ => throw new PlanFailureException($"there is no operation on series named {name}"),
    };
}
