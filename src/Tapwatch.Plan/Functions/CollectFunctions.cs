// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Aggregates that put dynamic values together.</summary>
public static class CollectFunctions
{
    public static readonly AggregateFunction FlatList = AggregateFunction.Of("aggregate.flat_list", "JSON array of the values where the condition (third) is true, at most so many (second): of arrays their elements, of null a JSON null.", T.Dynamic, T.Dynamic, T.Long, T.Bool);
    public static readonly AggregateFunction FlatSet = AggregateFunction.Of("aggregate.flat_set", "As flat_list, each element once.", T.Dynamic, T.Dynamic, T.Long, T.Bool);
    public static readonly AggregateFunction Schema = AggregateFunction.Of("aggregate.schema", "The least schema that admits all values: names of types, objects of members, `indexer` for the elements of arrays.", T.Dynamic, T.Dynamic);

    internal static IEnumerable<AggregateFunction> All => [FlatList, FlatSet, Schema];
}
