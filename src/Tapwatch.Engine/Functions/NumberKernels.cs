// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

static class NumberKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(NumberFunctions.Add, static site => Of(site,
            static (in a, r) => r.Set(a.Long(0) + a.Long(1)),
            static (in a, r) => r.Set(a.Real(0) + a.Real(1)),
            static (in a, r) => SetDecimal(a.Decimal(0), a.Decimal(1), decimal.Add, r))),
        PerRow(NumberFunctions.Subtract, static site => Of(site,
            static (in a, r) => r.Set(a.Long(0) - a.Long(1)),
            static (in a, r) => r.Set(a.Real(0) - a.Real(1)),
            static (in a, r) => SetDecimal(a.Decimal(0), a.Decimal(1), decimal.Subtract, r))),
        PerRow(NumberFunctions.Multiply, static site => Of(site,
            static (in a, r) => r.Set(a.Long(0) * a.Long(1)),
            static (in a, r) => r.Set(a.Real(0) * a.Real(1)),
            static (in a, r) => SetDecimal(a.Decimal(0), a.Decimal(1), decimal.Multiply, r))),
        PerRow(NumberFunctions.Divide, static site => Of(site, DivideLong,
            static (in a, r) => r.Set(a.Real(0) / a.Real(1)),
            static (in a, r) => SetDecimal(a.Decimal(0), a.Decimal(1), decimal.Divide, r))),
        PerRow(NumberFunctions.Modulo, static site => Of(site, ModuloLong, ModuloReal, ModuloDecimal)),
        PerRow(NumberFunctions.Negate, static site => Of(site,
            static (in a, r) => r.Set(-a.Long(0)),
            static (in a, r) => r.Set(-a.Real(0)),
            static (in a, r) => r.Set(-a.Decimal(0)))),
    ];

    static Kernel Of(CallSite site, Kernel whole, Kernel real, Kernel exact) => site.ArgumentType(0) switch
    {
        ScalarType.Real => real,
        ScalarType.Decimal => exact,
        ScalarType.Int or ScalarType.Long or ScalarType.TimeSpan or ScalarType.DateTime => whole,
        var type => throw new PlanFailureException($"{site.Function} does not work on {type.KustoName()}"),
    };

    static void DivideLong(in Arguments a, Result r)
    {
        var (x, y) = (a.Long(0), a.Long(1));
        switch (y)
        {
            case 0:
                r.SetNull();
                break;
            case -1: // the least long by -1 wraps instead of trapping
                r.Set(unchecked(-x));
                break;
            default:
                r.Set(x / y);
                break;
        }
    }

    static void ModuloLong(in Arguments a, Result r)
    {
        var (x, y) = (a.Long(0), a.Long(1));
        if (y == 0)
        {
            r.SetNull();
            return;
        }

        var rest = y == -1 ? 0 : x % y;
        r.Set(rest < 0 ? rest + (y < 0 ? unchecked(-y) : y) : rest);
    }

    static void ModuloReal(in Arguments a, Result r)
    {
        var (x, y) = (a.Real(0), a.Real(1));
        if (y == 0)
        {
            r.SetNull();
            return;
        }

        var rest = x % y;
        r.Set(rest < 0 ? rest + Math.Abs(y) : rest);
    }

    static void ModuloDecimal(in Arguments a, Result r)
    {
        var y = a.Decimal(1);
        if (y == 0)
        {
            r.SetNull();
            return;
        }

        var rest = a.Decimal(0) % y;
        r.Set(rest < 0 ? rest + Math.Abs(y) : rest);
    }

    static void SetDecimal(decimal x, decimal y, Func<decimal, decimal, decimal> compute, Result r)
    {
        // Magnitudes are looked at first: an exception per row would be slow.
        if (Exceeds(x, y, compute))
        {
            r.SetNull();
            return;
        }

        r.Set(compute(x, y));
    }

    static bool Exceeds(decimal x, decimal y, Func<decimal, decimal, decimal> compute)
    {
        var (a, b) = ((double)x, (double)y);
        var size = compute == decimal.Multiply ? a * b : compute == decimal.Divide ? a / b : Math.Abs(a) + Math.Abs(b);
        return double.IsNaN(size) || Math.Abs(size) >= 7.9e28;
    }
}
