// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Arrays as sets. What is no array gives null.</summary>
public static class DynamicSetFunctions
{
    public static readonly Function SetUnion = Function.Of("dynamic.set_union", "The different elements of all arrays.", T.Dynamic, T.Dynamic).Repeating();
    public static readonly Function SetIntersect = Function.Of("dynamic.set_intersect", "The different elements that all arrays have.", T.Dynamic, T.Dynamic).Repeating();
    public static readonly Function SetDifference = Function.Of("dynamic.set_difference", "The different elements of the first array that no other has.", T.Dynamic, T.Dynamic).Repeating();

    public static readonly Function SetEquals = Function.Of("dynamic.set_equals", "Whether both arrays have the same elements, order and repetition aside.", T.Bool, T.Dynamic, T.Dynamic);
    public static readonly Function Jaccard = Function.Of("dynamic.jaccard", "The share of the different elements of two arrays that both have.", T.Real, T.Dynamic, T.Dynamic);

    internal static IEnumerable<Function> All => [SetUnion, SetIntersect, SetDifference, SetEquals, Jaccard];
}
