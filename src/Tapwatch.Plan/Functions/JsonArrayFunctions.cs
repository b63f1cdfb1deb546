// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Arrays of texts as JSON text, and what stands within JSON text. What is no JSON of the kind asked for gives null.</summary>
public static class JsonArrayFunctions
{
    public static readonly Function At = Function.Of("json.at", "What stands in a JSON text at a path (.a[0].b, constant) as text; a member may also be named by a longer part of the path; null when there is nothing, or a JSON null.", T.String, T.String, T.String);
    public static readonly Function Quote = Function.Of("json.quote", "The text as a JSON string.", T.String, T.String);
    public static readonly Function Append = Function.Of("array.append", "The array (null: an empty one) with the others as its last elements; null ones are left out.", T.String, T.String, T.String).Repeating().WithNulls();
    public static readonly Function Distinct = Function.Of("array.distinct", "The elements that differ as text, in the order they first come.", T.String, T.String);
    public static readonly Function Sort = Function.Of("array.sort", "The elements in order: by text, or when the second is true numbers by value and then texts; falling when the third is true.", T.String, T.String, T.Bool, T.Bool);
    public static readonly Function Statistic = Function.Of("array.statistic", "Of the numbers in an array: count, sum, avg, min, max, range or stddev (constant); null of none, but a count of elements.", T.Real, T.String, T.String);
    public static readonly Function Slice = Function.Of("array.slice", "The elements from one position through another; a negative end is the last.", T.String, T.String, T.Long, T.Long);

    public static readonly Function Over = Function.Of("array.over", "The elements of the first array, then those of the second that lie behind its end; null when the first is.", T.String, T.String, T.String).WithNulls();

    internal static IEnumerable<Function> All => [At, Quote, Append, Distinct, Sort, Statistic, Slice, Over];
}
