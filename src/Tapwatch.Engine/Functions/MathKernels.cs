// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Functions on numbers beyond arithmetic.</summary>
static class MathKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(MathFunctions.Floor, Floor),
        PerRow(MathFunctions.Round, static (in a, r) => r.Set(Round(a.Real(0), a.Long(1)))),
        PerRow(MathFunctions.Ceiling, static (in a, r) => r.Set(Math.Ceiling(a.Real(0)))),
        PerRow(MathFunctions.Absolute, Absolute),
        PerRow(MathFunctions.Sign, static (in a, r) => r.Set(double.IsNaN(a.Real(0)) ? double.NaN : Math.Sign(a.Real(0)))),
        PerRow(MathFunctions.Power, static (in a, r) => r.Set(Math.Pow(a.Real(0), a.Real(1)))),
        PerRow(MathFunctions.Atan2, static (in a, r) => r.Set(Math.Atan2(a.Real(0), a.Real(1)))),
        PerRow(MathFunctions.Apply, Apply),
        PerRow(MathFunctions.Test, Test),
        PerRow(MathFunctions.Hex, static (in a, r) => r.Set(a.Long(0).ToString("x", CultureInfo.InvariantCulture).PadLeft((int)Math.Clamp(a.Long(1), 0, 256), '0'))),
    ];

    static Kernel Floor(CallSite site) => site.Type switch
    {
        ScalarType.Real => RealFloor,
        ScalarType.Decimal => DecimalFloor,
        _ => LongFloor,
    };

    static void RealFloor(in Arguments a, Result r)
    {
        var size = a.Real(1);
        if (size > 0)
        {
            r.Set(Math.Floor(a.Real(0) / size) * size);
        }
        else
        {
            r.SetNull();
        }
    }

    static void DecimalFloor(in Arguments a, Result r)
    {
        if (a.Decimal(1) > 0)
        {
            r.Set(Math.Floor(a.Decimal(0) / a.Decimal(1)) * a.Decimal(1));
        }
        else
        {
            r.SetNull();
        }
    }

    static void LongFloor(in Arguments a, Result r)
    {
        var (value, size) = (a.Long(0), a.Long(1));
        if (size <= 0)
        {
            r.SetNull();
            return;
        }

        var rest = value % size;
        r.Set(value - (rest < 0 ? rest + size : rest));
    }

    static double Round(double value, long digits)
    {
        if (digits is < -300 or > 300 || !double.IsFinite(value))
        {
            return value;
        }

        if (digits is >= 0 and <= 15)
        {
            return Math.Round(value, (int)digits, MidpointRounding.AwayFromZero);
        }

        var scale = Math.Pow(10, -digits);
        return Math.Round(value / scale, MidpointRounding.AwayFromZero) * scale;
    }

    static Kernel Absolute(CallSite site) => site.Type switch
    {
        ScalarType.Real => static (in a, r) => r.Set(Math.Abs(a.Real(0))),
        ScalarType.Decimal => static (in a, r) => r.Set(Math.Abs(a.Decimal(0))),
        _ => static (in a, r) => r.Set(a.Long(0) == long.MinValue ? long.MinValue : Math.Abs(a.Long(0))),
    };

    static Kernel Apply(CallSite site)
    {
        Func<double, double> function = site.RequiredText(0) switch
        {
            "sqrt" => Math.Sqrt,
            "exp" => Math.Exp,
            "exp2" => static x => Math.Pow(2, x),
            "exp10" => static x => Math.Pow(10, x),
            "log" => Math.Log,
            "log2" => Math.Log2,
            "log10" => Math.Log10,
            "sin" => Math.Sin,
            "cos" => Math.Cos,
            "tan" => Math.Tan,
            "cot" => static x => 1 / Math.Tan(x),
            "asin" => Math.Asin,
            "acos" => Math.Acos,
            "atan" => Math.Atan,
            "sinh" => Math.Sinh,
            "cosh" => Math.Cosh,
            "tanh" => Math.Tanh,
            "expm1" => static x => Math.Abs(x) < 1e-5 ? x + (x * x / 2) : Math.Exp(x) - 1,
            "log1p" => static x => Math.Abs(x) < 1e-5 ? x - (x * x / 2) : Math.Log(1 + x),
            "radians" => static x => x * Math.PI / 180,
            "gamma" => SpecialMath.Gamma,
            "loggamma" => SpecialMath.LogGamma,
            "erf" => SpecialMath.Erf,
            "erfc" => SpecialMath.Erfc,
            "degrees" => static x => x * 180 / Math.PI,
            var other => throw new PlanFailureException($"there is no function of numbers named {other}"),
        };
        var undefined = site.RequiredText(0).StartsWith("log", StringComparison.Ordinal);
        return (in a, r) =>
        {
            var result = function(a.Real(1));
            if (double.IsNaN(result) && !double.IsNaN(a.Real(1)) && undefined)
            {
                // Outside of where the function is defined.
                r.SetNull();
            }
            else
            {
                r.Set(result);
            }
        };
    }

    static Kernel Test(CallSite site) => site.RequiredText(0) switch
    {
        "nan" => static (in a, r) => r.Set(double.IsNaN(a.Real(1))),
        "infinite" => static (in a, r) => r.Set(double.IsInfinity(a.Real(1))),
        _ => static (in a, r) => r.Set(double.IsFinite(a.Real(1))),
    };
}
