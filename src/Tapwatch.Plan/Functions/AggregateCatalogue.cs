// SPDX-License-Identifier: Apache-2.0

using static Tapwatch.Plan.Functions.Function;
using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>All aggregate functions of the plan. The engine has an accumulator for each; a test holds that.</summary>
public static class AggregateCatalogue
{
    public static readonly AggregateFunction Count = AggregateFunction.Of("aggregate.count", "Number of rows.", T.Long);
    public static readonly AggregateFunction CountTrue = AggregateFunction.Of("aggregate.count_true", "Number of rows where the condition is true.", T.Long, T.Bool);
    public static readonly AggregateFunction CountKnown = AggregateFunction.Of("aggregate.count_known", "Number of rows where the value is not null.", T.Long, Any);
    public static readonly AggregateFunction Sum = AggregateFunction.Of("aggregate.sum", "Sum of the values that are not null; 0 of none.", Any, Any).Like(0);
    public static readonly AggregateFunction SumOrNull = AggregateFunction.Of("aggregate.sum_or_null", "Sum of the values that are not null; null of none.", Any, Any).Like(0);
    public static readonly AggregateFunction Average = AggregateFunction.Of("aggregate.average", "Mean of the values that are not null; NaN of none.", T.Real, Any);
    public static readonly AggregateFunction AverageOrNull = AggregateFunction.Of("aggregate.average_or_null", "Mean of the values that are not null; null of none.", T.Real, Any);
    public static readonly AggregateFunction DeviationOrNull = AggregateFunction.Of("aggregate.deviation_or_null", "Standard deviation of a sample, over the values that are not null; null of fewer than two.", T.Real, Any);
    public static readonly AggregateFunction DeviationOfAllOrNull = AggregateFunction.Of("aggregate.deviation_of_all_or_null", "Standard deviation of a whole population, over the values that are not null; null of none.", T.Real, Any);
    public static readonly AggregateFunction Minimum = AggregateFunction.Of("aggregate.minimum", "Least value; null of none.", Any, Any).Like(0);
    public static readonly AggregateFunction Maximum = AggregateFunction.Of("aggregate.maximum", "Greatest value; null of none.", Any, Any).Like(0);
    public static readonly AggregateFunction CountDistinct = AggregateFunction.Of("aggregate.count_distinct", "Number of different values that are not null, exact.", T.Long, Any);
    public static readonly AggregateFunction First = AggregateFunction.Of("aggregate.first", "The value of the first row that has one.", Any, Any).Like(0);
    public static readonly AggregateFunction Last = AggregateFunction.Of("aggregate.last", "The value of the last row that has one.", Any, Any).Like(0);
    public static readonly AggregateFunction ArgMaximum = AggregateFunction.Of("aggregate.arg_maximum", "The second argument in the row where the first is greatest (the first such row).", Any, Any, Any).Like(1);
    public static readonly AggregateFunction ArgMinimum = AggregateFunction.Of("aggregate.arg_minimum", "The second argument in the row where the first is least (the first such row).", Any, Any, Any).Like(1);
    public static readonly AggregateFunction List = AggregateFunction.Of("aggregate.list", "JSON array of the values that are not null, in row order, at most so many.", T.Dynamic, Any, T.Long);
    public static readonly AggregateFunction Set = AggregateFunction.Of("aggregate.set", "JSON array of the different values that are not null, in order of first appearance, at most so many.", T.Dynamic, Any, T.Long);

    /// <summary>Every aggregate function.</summary>
    public static IReadOnlyList<AggregateFunction> All { get; } =
        [Count, CountTrue, CountKnown, Sum, SumOrNull, Average, AverageOrNull, DeviationOrNull, DeviationOfAllOrNull, Minimum, Maximum, CountDistinct, First, Last, ArgMaximum, ArgMinimum, List, Set, .. StatisticFunctions.All, .. SeriesAxisFunctions.Aggregates];
}
