// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Summaries of many values in little space, kept as dynamic values: how many are different, how they are distributed.</summary>
public static class SketchFunctions
{
    public static readonly AggregateFunction Distinct = AggregateFunction.Of("aggregate.distinct_sketch", "A sketch of the different values that are not null, of accuracy 0 to 4.", T.Dynamic, null, T.Long);
    public static readonly AggregateFunction MergedDistinct = AggregateFunction.Of("aggregate.merged_distinct_sketch", "The sketch of all that the sketches have seen.", T.Dynamic, T.Dynamic);
    public static readonly AggregateFunction Digest = AggregateFunction.Of("aggregate.digest", "The distribution of the values that are not null, with weights.", T.Dynamic, null, T.Long);
    public static readonly AggregateFunction MergedDigest = AggregateFunction.Of("aggregate.merged_digest", "The distribution of all that the distributions have seen.", T.Dynamic, T.Dynamic);
    public static readonly Function CountDistinct = Function.Of("sketch.count_distinct", "How many different values a sketch has seen.", T.Long, T.Dynamic);
    public static readonly Function MergeDistinct = Function.Of("sketch.merge_distinct", "The sketch of all that the sketches have seen.", T.Dynamic, T.Dynamic).Repeating();
    public static readonly Function MergeDigests = Function.Of("sketch.merge_digests", "The distribution of all that the distributions have seen.", T.Dynamic, T.Dynamic).Repeating();
    public static readonly Function Percentile = Function.Of("sketch.percentile", "The value below which so many percent of a distribution lie, by nearest rank.", T.Dynamic, T.Dynamic, T.Real);
    public static readonly Function Rank = Function.Of("sketch.rank", "The weight of all values of a distribution that do not lie above the second; when the third is true, in percent of all.", T.Real, T.Dynamic, T.Dynamic, T.Bool);
    public static readonly Function IsDistinct = Function.Of("sketch.is_distinct", "Whether a value is a sketch of different values.", T.Bool, T.Dynamic);
    public static readonly Function IsDigest = Function.Of("sketch.is_digest", "Whether a value is a distribution.", T.Bool, T.Dynamic);

    internal static IEnumerable<AggregateFunction> Aggregates => [Distinct, MergedDistinct, Digest, MergedDigest];

    internal static IEnumerable<Function> All => [CountDistinct, MergeDistinct, MergeDigests, Percentile, Rank, IsDistinct, IsDigest];
}
