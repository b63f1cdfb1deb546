// SPDX-License-Identifier: Apache-2.0

using static Tapwatch.Plan.Functions.Function;
using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Aggregates of statistics, bags and bits.</summary>
public static class StatisticFunctions
{
    public static readonly AggregateFunction Variance = AggregateFunction.Of("aggregate.variance", "Variance of a sample; 0 of fewer than two values.", T.Real, T.Real);
    public static readonly AggregateFunction VarianceOfAll = AggregateFunction.Of("aggregate.variance_of_all", "Variance of a whole population; 0 of none.", T.Real, T.Real);
    public static readonly AggregateFunction Deviation = AggregateFunction.Of("aggregate.deviation", "Standard deviation of a sample; 0 of fewer than two values.", T.Real, T.Real);
    public static readonly AggregateFunction DeviationOfAll = AggregateFunction.Of("aggregate.deviation_of_all", "Standard deviation of a whole population; 0 of none.", T.Real, T.Real);
    public static readonly AggregateFunction Percentile = AggregateFunction.Of("aggregate.percentile", "The value below which so many percent lie, by nearest rank; null of none.", Any, Any, T.Real).Like(0);
    public static readonly AggregateFunction Bag = AggregateFunction.Of("aggregate.bag", "The members of all objects in one; the first that has a name counts.", T.Dynamic, T.Dynamic, T.Long);
    public static readonly AggregateFunction AllBits = AggregateFunction.Of("aggregate.all_bits", "Bits set in every value; null of none.", T.Long, T.Long);
    public static readonly AggregateFunction AnyBits = AggregateFunction.Of("aggregate.any_bits", "Bits set in any value; null of none.", T.Long, T.Long);
    public static readonly AggregateFunction OddBits = AggregateFunction.Of("aggregate.odd_bits", "Bits set in an odd number of values; null of none.", T.Long, T.Long);

    public static readonly AggregateFunction AverageWhole = AggregateFunction.Of("aggregate.average_whole", "Mean of whole numbers, whose sum wraps as 64-bit integers do; NaN of none.", T.Real, T.Long);
    public static readonly AggregateFunction AverageExact = AggregateFunction.Of("aggregate.average_exact", "Mean of times, durations or decimals, of their own type; null of none.", Any, Any).Like(0);
    public static readonly AggregateFunction Covariance = AggregateFunction.Of("aggregate.covariance", "Covariance of a sample of pairs; 0 of fewer than two.", T.Real, T.Real, T.Real);
    public static readonly AggregateFunction CovarianceOfAll = AggregateFunction.Of("aggregate.covariance_of_all", "Covariance of a whole population of pairs; 0 of none.", T.Real, T.Real, T.Real);
    public static readonly AggregateFunction WeightedPercentile = AggregateFunction.Of("aggregate.weighted_percentile", "As percentile, each value counting as often as the second argument says.", Any, Any, T.Long, T.Real).Like(0);

    internal static IEnumerable<AggregateFunction> All => [Variance, VarianceOfAll, Deviation, DeviationOfAll, Percentile, Bag, AllBits, AnyBits, OddBits, AverageWhole, AverageExact, Covariance, CovarianceOfAll, WeightedPercentile, .. CollectFunctions.All, .. SketchFunctions.Aggregates];
}
