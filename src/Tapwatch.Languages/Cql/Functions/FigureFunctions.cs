// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Aggregates made of several: a range, a rate, a straight line through points; and one whose name a parameter gives.</summary>
static class FigureFunctions
{
    public static IEnumerable<CqlFunction> All =>
    [
        new("range", "field as") { Aggregate = static a => a.Field("field") is { } f ? [Range(a.Target("_range"), f)] : null },
        new("callFunction", "function field as") { Aggregate = Named },
        new("counterAsRate", "field as") { Aggregate = Rate },
        new("linReg", "- x y prefix") { Aggregate = Line },
    ];

    static AggregateOutput Range(string name, Expression field) => new(name, AggregateCatalogue.Maximum.Call(Values.Number(field)))
    {
        More = [AggregateCatalogue.Minimum.Call(Values.Number(field))],
        Combine = static r => NumberFunctions.Subtract.Call(r[0], r[1]),
    };

    static IReadOnlyList<AggregateOutput>? Named(CallArguments arguments)
    {
        if (arguments.Required("function") is not { } function || arguments.Field("field") is not { } field)
        {
            return null;
        }

        var name = arguments.Target("_function");
        switch (function.ToUpperInvariant())
        {
            case "AVG":
                return [new AggregateOutput(name, AggregateCatalogue.AverageOrNull.Call(Values.Number(field)))];
            case "COUNT":
                return [new AggregateOutput(name, AggregateCatalogue.CountKnown.Call(field))];
            case "MAX":
                return [new AggregateOutput(name, AggregateCatalogue.Maximum.Call(Values.Number(field)))];
            case "MIN":
                return [new AggregateOutput(name, AggregateCatalogue.Minimum.Call(Values.Number(field)))];
            case "SUM":
                return [new AggregateOutput(name, AggregateCatalogue.SumOrNull.Call(Values.Number(field)))];
            case "RANGE":
                return [Range(name, field)];
            default:
                arguments.Bad("function", "one of avg, count, max, min, range and sum");
                return null;
        }
    }

    // Per second, from the oldest event to the newest. A counter that began anew has no rate.
    static IReadOnlyList<AggregateOutput>? Rate(CallArguments arguments)
    {
        if (arguments.Field("field") is not { } field)
        {
            return null;
        }

        var value = Values.Number(field);
        var time = ChoiceFunctions.If.Call(
            Values.Exists(value), Values.Number(arguments.Stream.Fields.Get("@timestamp")), Constant.Null(ScalarType.Real));
        return
        [
            new AggregateOutput(arguments.Target("_rate"), AggregateCatalogue.ArgMaximum.Call(time, value))
            {
                More = [AggregateCatalogue.ArgMinimum.Call(time, value), AggregateCatalogue.Maximum.Call(time), AggregateCatalogue.Minimum.Call(time)],
                Combine = static r =>
                {
                    var seconds = PlainTextFunctions.Divide.Call(NumberFunctions.Subtract.Call(r[2], r[3]), Constant.Real(1000));
                    var rate = PlainTextFunctions.Divide.Call(NumberFunctions.Subtract.Call(r[0], r[1]), seconds);
                    return ChoiceFunctions.If.Call(CompareFunctions.Less.Call(rate, Constant.Real(0)), Constant.Null(ScalarType.Real), rate);
                },
            },
        ];
    }

    // Least squares over the events that have both numbers.
    static IReadOnlyList<AggregateOutput>? Line(CallArguments arguments)
    {
        if (arguments.Field("x") is not { } left || arguments.Field("y") is not { } right)
        {
            return null;
        }

        var both = LogicFunctions.And.Call(Values.Exists(Values.Number(left)), Values.Exists(Values.Number(right)));
        var x = ChoiceFunctions.If.Call(both, Values.Number(left), Constant.Null(ScalarType.Real));
        var y = ChoiceFunctions.If.Call(both, Values.Number(right), Constant.Null(ScalarType.Real));
        AggregateCall Sum(Expression value) => AggregateCatalogue.SumOrNull.Call(value);
        AggregateCall[] sums = [Sum(y), Sum(NumberFunctions.Multiply.Call(x, y)), Sum(NumberFunctions.Multiply.Call(x, x)), Sum(NumberFunctions.Multiply.Call(y, y)), AggregateCatalogue.CountTrue.Call(both)];
        var prefix = arguments.Text("prefix") ?? "_";
        AggregateOutput Output(string name, Func<Fit, Expression> pick) => new(prefix + name, Sum(x)) { More = sums, Combine = r => pick(new Fit(r)) };
        return [Output("slope", static f => f.Slope), Output("intercept", static f => f.Intercept), Output("r2", static f => f.Square), Output("n", static f => f.Count)];
    }

    sealed class Fit(IReadOnlyList<Expression> sums)
    {
        readonly Expression _n = ConvertFunctions.ToReal.Call(sums[5]);

        public Expression Count => sums[5];

        // n Σab - Σa Σb
        Call Spread(int product, int a, int b) => NumberFunctions.Subtract.Call(NumberFunctions.Multiply.Call(_n, sums[product]), NumberFunctions.Multiply.Call(sums[a], sums[b]));

        public Expression Slope => PlainTextFunctions.Divide.Call(Spread(2, 0, 1), Spread(3, 0, 0));

        public Expression Intercept => PlainTextFunctions.Divide.Call(NumberFunctions.Subtract.Call(sums[1], NumberFunctions.Multiply.Call(Slope, sums[0])), _n);

        public Expression Square => PlainTextFunctions.Divide.Call(
            NumberFunctions.Multiply.Call(Spread(2, 0, 1), Spread(2, 0, 1)), NumberFunctions.Multiply.Call(Spread(3, 0, 0), Spread(4, 1, 1)));
    }
}
