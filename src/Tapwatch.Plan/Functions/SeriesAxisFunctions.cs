// SPDX-License-Identifier: Apache-2.0

using static Tapwatch.Plan.Functions.Function;
using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>What series are made with: values at places, and the axis they stand on.</summary>
public static class SeriesAxisFunctions
{
    public static readonly Function Axis = Function.Of("series.axis", "Array of so many (third) numbers, times or durations from the first in steps of the second.", T.Dynamic, Any, Any, T.Long);
    public static readonly AggregateFunction PlacedList = AggregateFunction.Of("aggregate.placed_list", "JSON array with the value at its place (the second argument), of so many elements (third); elsewhere the fourth, JSON.", T.Dynamic, Any, T.Long, T.Long, T.Dynamic);

    internal static IEnumerable<Function> All => [Axis];

    internal static IEnumerable<AggregateFunction> Aggregates => [PlacedList];
}
