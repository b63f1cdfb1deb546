// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Binding;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Functions;

/// <summary>An aggregate of KQL that gives one column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Least">The least number of arguments.</param>
/// <param name="Most">The greatest.</param>
/// <param name="Lower">The plan aggregate; null when something was wrong and has been said.</param>
sealed record KqlAggregate(string Name, int Least, int Most, Func<KqlCall, AggregateCall?> Lower);

/// <summary>All aggregates of KQL that are supported.</summary>
static class KqlAggregates
{
    // Kusto, make_list: 1,048,576 elements unless told otherwise; the old spellings stop at 128.
    const long LargestList = 1_048_576;
    const long LargestOldList = 128;

    /// <summary>By name.</summary>
    public static IReadOnlyDictionary<string, KqlAggregate> All { get; } = new KqlAggregate[]
    {
        new("count", 0, 1, static _ => AggregateCatalogue.Count.Call()),
        new("countif", 1, 1, static c => AggregateCatalogue.CountTrue.Call(c.Bool(0))),
        new("sum", 1, 1, static c => Sum(c, c[0])),
        new("sumif", 2, 2, static c => Sum(c, If(c, c[0], 1))),
        new("avg", 1, 1, static c => Average(c, c[0])),
        new("avgif", 2, 2, static c => Average(c, If(c, c[0], 1))),
        new("min", 1, 1, static c => AggregateCatalogue.Minimum.Call(c.NonNull(c[0]))),
        new("max", 1, 1, static c => AggregateCatalogue.Maximum.Call(c.NonNull(c[0]))),
        new("minif", 2, 2, static c => AggregateCatalogue.Minimum.Call(If(c, c[0], 1))),
        new("maxif", 2, 2, static c => AggregateCatalogue.Maximum.Call(If(c, c[0], 1))),
        new("dcount", 1, 2, static c => Distinct(c, c.NonNull(c[0]))),
        new("dcountif", 2, 3, static c => Distinct(c, If(c, c[0], 1))),
        new("count_distinct", 1, 1, static c => AggregateCatalogue.CountDistinct.Call(c.NonNull(c[0]))),
        new("count_distinctif", 2, 2, static c => AggregateCatalogue.CountDistinct.Call(If(c, c[0], 1))),
        new("make_list", 1, 2, static c => List(c, distinct: false, condition: null, 1, LargestList)),
        new("makelist", 1, 2, static c => List(c, distinct: false, condition: null, 1, LargestOldList)),
        new("make_list_if", 2, 3, static c => List(c, distinct: false, condition: 1, 2, LargestList)),
        new("make_set", 1, 2, static c => List(c, distinct: true, condition: null, 1, LargestList)),
        new("makeset", 1, 2, static c => List(c, distinct: true, condition: null, 1, LargestOldList)),
        new("make_set_if", 2, 3, static c => List(c, distinct: true, condition: 1, 2, LargestList)),
        new("take_any", 1, 1, static c => AggregateCatalogue.First.Call(c[0])),
        new("any", 1, 1, static c => AggregateCatalogue.First.Call(c[0])),
        new("take_anyif", 2, 2, static c => AggregateCatalogue.First.Call(If(c, c[0], 1))),
        new("anyif", 2, 2, static c => AggregateCatalogue.First.Call(If(c, c[0], 1))),
        new("stdev", 1, 1, static c => StatisticFunctions.Deviation.Call(c.Real(0))),
        new("stdevif", 2, 2, static c => StatisticFunctions.Deviation.Call(RealIf(c))),
        new("stdevp", 1, 1, static c => StatisticFunctions.DeviationOfAll.Call(c.Real(0))),
        new("stdevpif", 2, 2, static c => StatisticFunctions.DeviationOfAll.Call(RealIf(c))),
        new("variance", 1, 1, static c => StatisticFunctions.Variance.Call(c.Real(0))),
        new("varianceif", 2, 2, static c => StatisticFunctions.Variance.Call(RealIf(c))),
        new("variancep", 1, 1, static c => StatisticFunctions.VarianceOfAll.Call(c.Real(0))),
        new("variancepif", 2, 2, static c => StatisticFunctions.VarianceOfAll.Call(RealIf(c))),
        new("percentile", 2, 2, static c => Percentile(c, 1)),
        new("make_bag", 1, 2, static c => StatisticFunctions.Bag.Call(c.Dynamic(0), Constant.Long(LargestList))),
        new("make_dictionary", 1, 2, static c => StatisticFunctions.Bag.Call(c.Dynamic(0), Constant.Long(LargestList))),
        new("make_bag_if", 2, 3, static c => StatisticFunctions.Bag.Call(If(c, c.Dynamic(0), 1), Constant.Long(LargestList))),
        new("make_list_with_nulls", 1, 1, static c => AggregateCatalogue.List.Call(
            ChoiceFunctions.FirstKnown.Call(DynamicFunctions.Element.Call(DynamicFunctions.MakeArray.Call(c.NonNull(c[0])), Constant.Long(0)), new Constant(ScalarType.Dynamic, "null")),
            Constant.Long(LargestList))),
        new("binary_all_and", 1, 1, static c => StatisticFunctions.AllBits.Call(c.Long(0))),
        new("binary_all_or", 1, 1, static c => StatisticFunctions.AnyBits.Call(c.Long(0))),
        new("binary_all_xor", 1, 1, static c => StatisticFunctions.OddBits.Call(c.Long(0))),
        new("percentilew", 3, 3, static c => Percentile(c, 2, weight: 1)),
        new("covariance", 2, 2, static c => Covariance(c, ofAll: false, conditional: false)),
        new("covarianceif", 3, 3, static c => Covariance(c, ofAll: false, conditional: true)),
        new("covariancep", 2, 2, static c => Covariance(c, ofAll: true, conditional: false)),
        new("covariancepif", 3, 3, static c => Covariance(c, ofAll: true, conditional: true)),
        new("buildschema", 1, 1, static c => CollectFunctions.Schema.Call(c.Dynamic(0))),
        new("hll", 1, 2, static c => Sketch(c, c.NonNull(c[0]), 1)),
        new("hll_if", 2, 3, static c => Sketch(c, If(c, c[0], 1), 2)),
        new("hll_merge", 1, 1, static c => SketchFunctions.MergedDistinct.Call(c.Dynamic(0))),
        new("tdigest", 1, 2, static c => SketchFunctions.Digest.Call(c[0], c.Count > 1 ? c.Long(1) : Constant.Long(1))),
        new("tdigest_merge", 1, 1, static c => SketchFunctions.MergedDigest.Call(c.Dynamic(0))),
        new("merge_tdigest", 1, 1, static c => SketchFunctions.MergedDigest.Call(c.Dynamic(0))),
        new("cnt", 0, 0, static _ => AggregateCatalogue.Count.Call()),
    }.ToDictionary(static a => a.Name, StringComparer.Ordinal);

    /// <summary>The names of all aggregates, also of those that give several columns or are not supported.</summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(All.Keys, StringComparer.Ordinal)
    {
        "arg_max", "arg_min", "argmax", "argmin", "percentile", "percentiles", "percentiles_array", "percentilew", "percentilesw", "percentilesw_array",
        "passthrough",
    };

    // The value where the condition holds, null elsewhere: aggregates pass nulls over.
    static Call If(KqlCall call, Expression value, int condition) =>
        ChoiceFunctions.If.Call(call.Bool(condition), call.NonNull(value), Constant.Null(value.Type));

    static Call RealIf(KqlCall call) => If(call, call.Real(0), 1);

    /// <summary>The value at a rank; of dynamic the number it holds.</summary>
    public static AggregateCall? Percentile(KqlCall call, int rank, int weight = -1)
    {
        var value = call[0].Type == ScalarType.Dynamic ? call.Binder.To(call[0], ScalarType.Real) : call[0].Type == ScalarType.Int ? call.Binder.To(call[0], ScalarType.Long) : call[0];
        if (!KqlBinder.IsNumber(value.Type) && value.Type is not (ScalarType.DateTime or ScalarType.TimeSpan))
        {
            call.Mistyped(0, "a number, datetime or timespan");
            return null;
        }

        call.Binder.Report(Plan.Diagnostics.Messages.Exact(call.Syntax.Span, call.Syntax.Function.Name));
        return weight < 0 ? StatisticFunctions.Percentile.Call(value, call.Real(rank)) : StatisticFunctions.WeightedPercentile.Call(value, call.Long(weight), call.Real(rank));
    }

    static AggregateCall? Sum(KqlCall call, Expression value)
    {
        switch (value.Type)
        {
            case ScalarType.Int or ScalarType.Bool:
                return AggregateCatalogue.Sum.Call(call.Binder.To(value, ScalarType.Long));
            case ScalarType.Dynamic:
                return AggregateCatalogue.Sum.Call(call.Binder.To(value, ScalarType.Real));
            case ScalarType.Long or ScalarType.Real or ScalarType.Decimal or ScalarType.TimeSpan:
                return AggregateCatalogue.Sum.Call(value);
            default:
                call.Mistyped(0, "a number or timespan");
                return null;
        }
    }

    static AggregateCall? Average(KqlCall call, Expression value)
    {
        switch (value.Type)
        {
            case ScalarType.Int or ScalarType.Long or ScalarType.Bool:
                return StatisticFunctions.AverageWhole.Call(call.Binder.To(value, ScalarType.Long));
            case ScalarType.Real or ScalarType.Dynamic:
                return AggregateCatalogue.Average.Call(call.Binder.To(value, ScalarType.Real));
            case ScalarType.Decimal or ScalarType.TimeSpan or ScalarType.DateTime:
                return StatisticFunctions.AverageExact.Call(value);
            default:
                call.Mistyped(0, "a number, datetime or timespan");
                return null;
        }
    }

    // Of dynamic values arrays are taken apart and nulls kept; other nulls are passed over.
    static AggregateCall? List(KqlCall call, bool distinct, int? condition, int size, long most)
    {
        if (call.Count > size)
        {
            if (KqlBinder.Fold(call[size]) is not Constant { Value: long given })
            {
                call.Binder.Report(Plan.Diagnostics.Messages.NotConstant(call.ArgumentSyntax(size).Span, "the largest size"));
                return null;
            }

            most = Math.Min(most == LargestOldList ? LargestList : most, Math.Max(0, given));
        }

        if (call[0].Type == ScalarType.Dynamic)
        {
            return (distinct ? CollectFunctions.FlatSet : CollectFunctions.FlatList).Call(call[0], Constant.Long(most), condition is { } at ? call.Bool(at) : Constant.Bool(true));
        }

        var value = condition is { } place ? If(call, call[0], place) : call.NonNull(call[0]);
        return (distinct ? AggregateCatalogue.Set : AggregateCatalogue.List).Call(value, Constant.Long(most));
    }

    static AggregateCall Distinct(KqlCall call, Expression value)
    {
        call.Binder.Report(Plan.Diagnostics.Messages.Exact(call.Syntax.Span, call.Syntax.Function.Name));
        return AggregateCatalogue.CountDistinct.Call(value);
    }

    static AggregateCall Covariance(KqlCall call, bool ofAll, bool conditional)
    {
        var first = conditional ? If(call, call.Real(0), 2) : call.Real(0);
        return (ofAll ? StatisticFunctions.CovarianceOfAll : StatisticFunctions.Covariance).Call(first, call.Real(1));
    }

    static AggregateCall Sketch(KqlCall call, Expression value, int accuracy) =>
        SketchFunctions.Distinct.Call(value, call.Count > accuracy ? call.Long(accuracy) : Constant.Long(1));
}
