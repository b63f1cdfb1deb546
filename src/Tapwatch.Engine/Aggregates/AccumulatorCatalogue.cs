// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;
using static Tapwatch.Plan.Functions.AggregateCatalogue;

namespace Tapwatch.Engine.Aggregates;

/// <summary>The accumulators of all aggregate functions; a test holds that none is missing.</summary>
static class AccumulatorCatalogue
{
    static readonly Dictionary<string, Func<AggregateCall, Accumulator>> _all = new(StringComparer.Ordinal)
    {
        [Count.Name] = static _ => new CountAccumulator(static (_, _) => true),
        [CountTrue.Name] = static _ => new CountAccumulator(static (column, row) => !column.IsNull(row) && ((FixedColumn<bool>)column)[row]),
        [CountKnown.Name] = static _ => new CountAccumulator(static (column, row) => !column.IsNull(row)),
        [Sum.Name] = static call => SumAccumulator.For(call, nullOfNone: false),
        [SumOrNull.Name] = static call => SumAccumulator.For(call, nullOfNone: true),
        [Average.Name] = static _ => new AverageAccumulator(nullOfNone: false),
        [AverageOrNull.Name] = static _ => new AverageAccumulator(nullOfNone: true),
        [DeviationOrNull.Name] = static _ => new VarianceAccumulator(root: true, ofAll: false, orNull: true),
        [DeviationOfAllOrNull.Name] = static _ => new VarianceAccumulator(root: true, ofAll: true, orNull: true),
        [Minimum.Name] = static call => new ExtremeAccumulator(call.Arguments[0].Type, call.Type, greatest: false),
        [Maximum.Name] = static call => new ExtremeAccumulator(call.Arguments[0].Type, call.Type, greatest: true),
        [CountDistinct.Name] = static call => new DistinctAccumulator(call.Arguments[0].Type),
        [First.Name] = static call => new PickAccumulator(call.Type, last: false),
        [Last.Name] = static call => new PickAccumulator(call.Type, last: true),
        [ArgMaximum.Name] = static call => new ExtremeAccumulator(call.Arguments[0].Type, call.Type, greatest: true),
        [ArgMinimum.Name] = static call => new ExtremeAccumulator(call.Arguments[0].Type, call.Type, greatest: false),
        [List.Name] = static _ => new ListAccumulator(distinct: false),
        [Set.Name] = static _ => new ListAccumulator(distinct: true),
        [StatisticFunctions.Variance.Name] = static _ => new VarianceAccumulator(root: false, ofAll: false),
        [StatisticFunctions.VarianceOfAll.Name] = static _ => new VarianceAccumulator(root: false, ofAll: true),
        [StatisticFunctions.Deviation.Name] = static _ => new VarianceAccumulator(root: true, ofAll: false),
        [StatisticFunctions.DeviationOfAll.Name] = static _ => new VarianceAccumulator(root: true, ofAll: true),
        [StatisticFunctions.Percentile.Name] = static call => new PercentileAccumulator(call.Type),
        [StatisticFunctions.Bag.Name] = static _ => new BagAccumulator(),
        [StatisticFunctions.AllBits.Name] = static _ => new BitsAccumulator(static (a, b) => a & b),
        [StatisticFunctions.AnyBits.Name] = static _ => new BitsAccumulator(static (a, b) => a | b),
        [SeriesAxisFunctions.PlacedList.Name] = static call => new PlacedListAccumulator(call.Arguments[0].Type),
        [StatisticFunctions.OddBits.Name] = static _ => new BitsAccumulator(static (a, b) => a ^ b),
        [CollectFunctions.FlatList.Name] = static _ => new FlatListAccumulator(distinct: false),
        [CollectFunctions.FlatSet.Name] = static _ => new FlatListAccumulator(distinct: true),
        [CollectFunctions.Schema.Name] = static _ => new SchemaAccumulator(),
        [StatisticFunctions.AverageWhole.Name] = static _ => new WholeAverageAccumulator(),
        [StatisticFunctions.AverageExact.Name] = static call => new ExactAverageAccumulator(call.Type),
        [StatisticFunctions.Covariance.Name] = static _ => new CovarianceAccumulator(ofAll: false),
        [StatisticFunctions.CovarianceOfAll.Name] = static _ => new CovarianceAccumulator(ofAll: true),
        [StatisticFunctions.WeightedPercentile.Name] = static call => new WeightedPercentileAccumulator(call.Type),
        [SketchFunctions.Distinct.Name] = static _ => new HyperLogLogAccumulator(merge: false),
        [SketchFunctions.MergedDistinct.Name] = static _ => new HyperLogLogAccumulator(merge: true),
        [SketchFunctions.Digest.Name] = static _ => new DigestAccumulator(merge: false),
        [SketchFunctions.MergedDigest.Name] = static _ => new DigestAccumulator(merge: true),
    };

    public static bool Has(AggregateFunction function) => _all.ContainsKey(function.Name);

    public static Accumulator For(AggregateCall call) =>
        _all.TryGetValue(call.Function.Name, out var make) ? make(call) : throw new PlanFailureException($"aggregate {call.Function} has no implementation");
}
