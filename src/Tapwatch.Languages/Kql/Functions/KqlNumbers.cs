// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Binding;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Functions;

/// <summary>Functions on numbers.</summary>
static class KqlNumbers
{
    public static IEnumerable<KqlFunction> All =>
    [
        new("bin", 2, 2, static c => Floor(c)),
        new("floor", 2, 2, static c => Floor(c)),
        new("bin_at", 3, 3, BinAt),
        new("round", 1, 2, static c => MathFunctions.Round.Call(c.Real(0), c.Count > 1 ? c.Long(1) : Constant.Long(0))),
        new("ceiling", 1, 1, static c => c[0].Type is ScalarType.Long or ScalarType.Int ? c[0] : MathFunctions.Ceiling.Call(c.Real(0))),
        new("abs", 1, 1, static c => c[0].Type switch
        {
            ScalarType.Int => c.Binder.To(MathFunctions.Absolute.Call(c.Long(0)), ScalarType.Int),
            ScalarType.Long or ScalarType.Real or ScalarType.Decimal => MathFunctions.Absolute.Call(c[0]),
            ScalarType.TimeSpan => DurationFunctions.FromTicks.Call(MathFunctions.Absolute.Call(DurationFunctions.Ticks.Call(c[0]))),
            _ => MathFunctions.Absolute.Call(c.Real(0)),
        }),
        new("sign", 1, 1, static c => MathFunctions.Sign.Call(c.Real(0))),
        Real("sqrt"), Real("exp"), Real("exp2"), Real("exp10"), Real("log"), Real("log2"), Real("log10"), Real("sin"), Real("cos"), Real("tan"), Real("cot"),
        Real("asin"), Real("acos"), Real("atan"), Real("radians"), Real("degrees"), Real("gamma"), Real("loggamma"), Real("erf"), Real("erfc"),
        new("pow", 2, 2, static c => MathFunctions.Power.Call(c.Real(0), c.Real(1))),
        new("atan2", 2, 2, static c => MathFunctions.Atan2.Call(c.Real(0), c.Real(1))),
        new("pi", 0, 0, static _ => Constant.Real(Math.PI)),
        new("isnan", 1, 1, static c => Test(c, "nan")),
        new("isinf", 1, 1, static c => Test(c, "infinite")),
        new("isfinite", 1, 1, static c => Test(c, "finite")),
        Bits("binary_and", BitFunctions.And), Bits("binary_or", BitFunctions.Or), Bits("binary_xor", BitFunctions.Xor),
        Bits("binary_shift_left", BitFunctions.ShiftLeft), Bits("binary_shift_right", BitFunctions.ShiftRight),
        new("binary_not", 1, 1, static c => BitFunctions.Not.Call(c.Long(0))),
        new("bitset_count_ones", 1, 1, static c => BitFunctions.CountOnes.Call(c.Long(0))),
        new("tohex", 1, 2, static c => MathFunctions.Hex.Call(c[0].Type == ScalarType.Int ? BitFunctions.And.Call(c.Long(0), Constant.Long(uint.MaxValue)) : c.Long(0), c.Count > 1 ? c.Long(1) : Constant.Long(0))),
        Beta("beta_cdf", "cdf"), Beta("beta_pdf", "pdf"), Beta("beta_inv", "inverse"),
        new("welch_test", 6, 6, static c => SpecialFunctions.WelchTest.Call([.. Enumerable.Range(0, 6).Select(c.Real)])),
        Unit("angle"), Unit("energy"), Unit("force"), Unit("length"), Unit("mass"), Unit("speed"), Unit("temperature"), Unit("volume"),
        new("format_bytes", 1, 3, static c => c.NonNull(SpecialFunctions.FormatBytes.Call(c.Real(0), c.Count > 1 ? c.Long(1) : Constant.Long(0), c.Count > 2 ? c.Text(2) : Constant.Text("")))),
        new("rand", 0, 1, static c => SpecialFunctions.Random.Call(c.Count > 0 ? c.Long(0) : Constant.Long(0))),
        new("new_guid", 0, 0, static _ => SpecialFunctions.RandomGuid.Call()),
        new("around", 3, 3, Around),
    ];

    static KqlFunction Beta(string name, string kind) => new(name, 3, 3, c => SpecialFunctions.Beta.Call(Constant.Text(kind), c.Real(0), c.Real(1), c.Real(2)));

    static KqlFunction Unit(string quantity) => new("convert_" + quantity, 3, 3, c => SpecialFunctions.ConvertUnit.Call(Constant.Text(quantity), c.Real(0), c.Text(1), c.Text(2)));

    // Both ends belong to the range.
    static Expression? Around(KqlCall call)
    {
        if (call[0].Type is ScalarType.DateTime or ScalarType.TimeSpan)
        {
            var (value, center, delta) = (call[0], call.Typed(1, call[0].Type), call.Duration(2));
            return LogicFunctions.And.Call(
                CompareFunctions.GreaterOrEqual.Call(value, TimeFunctions.Subtract.Call(center, delta)),
                CompareFunctions.LessOrEqual.Call(value, TimeFunctions.Add.Call(center, delta)));
        }

        return call.Alike(0, 1, 2) is { } alike && KqlBinder.IsNumber(alike[0].Type)
            ? LogicFunctions.And.Call(
                CompareFunctions.GreaterOrEqual.Call(alike[0], NumberFunctions.Subtract.Call(alike[1], alike[2])),
                CompareFunctions.LessOrEqual.Call(alike[0], NumberFunctions.Add.Call(alike[1], alike[2])))
            : call.Mistyped(0, "a number, datetime or timespan");
    }

    static KqlFunction Real(string name) => new(name, 1, 1, c => MathFunctions.Apply.Call(Constant.Text(name), c.Real(0)));

    static KqlFunction Bits(string name, Function function) => new(name, 2, 2, c => function.Call(c.Long(0), c.Long(1)));

    static Expression Test(KqlCall call, string kind) => MathFunctions.Test.Call(Constant.Text(kind), call.Real(0));

    static Expression Floor(KqlCall call)
    {
        var value = call[0];
        var size = call[1];
        if (value.Type == ScalarType.Dynamic)
        {
            value = call.Binder.To(value, size.Type == ScalarType.TimeSpan ? ScalarType.DateTime : ScalarType.Real);
        }

        if (value.Type is ScalarType.DateTime or ScalarType.TimeSpan)
        {
            // A number as the size of a time is so many days.
            var span = KqlBinder.IsNumber(size.Type)
                ? DurationFunctions.FromTicks.Call(call.Binder.To(NumberFunctions.Multiply.Call(call.Real(1), Constant.Real(TimeSpan.TicksPerDay)), ScalarType.Long))
                : call.Duration(1);
            return TimeFunctions.Floor.Call(value, span);
        }

        if (!KqlBinder.IsNumber(value.Type))
        {
            return call.Mistyped(0, "a number, datetime or timespan");
        }

        if (!KqlBinder.IsNumber(size.Type) && size.Type != ScalarType.Dynamic)
        {
            return call.Mistyped(1, "a number");
        }

        var type = size.Type == ScalarType.Dynamic ? ScalarType.Real : KqlBinder.Wider(value.Type, size.Type);
        return MathFunctions.Floor.Call(call.Binder.To(value, type), call.Binder.To(size, type));
    }

    static Expression BinAt(KqlCall call)
    {
        if (call[0].Type is ScalarType.DateTime)
        {
            return TimeFunctions.Add.Call(call.Time(2), TimeFunctions.Floor.Call(TimeFunctions.Between.Call(call.Time(0), call.Time(2)), call.Duration(1)));
        }

        if (call[0].Type is ScalarType.TimeSpan)
        {
            return TimeFunctions.Add.Call(TimeFunctions.Floor.Call(TimeFunctions.Subtract.Call(call[0], call.Duration(2)), call.Duration(1)), call.Duration(2));
        }

        var type = KqlBinder.Wider(KqlBinder.Wider(call[0].Type, call[1].Type), call[2].Type);
        var (value, size, at) = (call.Binder.To(call[0], type), call.Binder.To(call[1], type), call.Binder.To(call[2], type));
        return NumberFunctions.Add.Call(MathFunctions.Floor.Call(NumberFunctions.Subtract.Call(value, at), size), at);
    }
}
