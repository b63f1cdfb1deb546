// SPDX-License-Identifier: Apache-2.0

using static Tapwatch.Plan.Functions.Function;
using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Arrays as wholes. What is none gives null.</summary>
public static class DynamicArrayFunctions
{
    public static readonly Function Concat = Function.Of("dynamic.concat", "The elements of all arrays in one; what is no array adds nothing.", T.Dynamic, T.Dynamic).Repeating().WithNulls();
    public static readonly Function Slice = Function.Of("dynamic.slice", "The elements from one position through another, negative from the end.", T.Dynamic, T.Dynamic, T.Long, T.Long);
    public static readonly Function Reverse = Function.Of("dynamic.reverse", "The elements in opposite order.", T.Dynamic, T.Dynamic);
    public static readonly Function SortAscending = Function.Of("dynamic.sort_ascending", "The elements in order, nulls last.", T.Dynamic, T.Dynamic);
    public static readonly Function SortDescending = Function.Of("dynamic.sort_descending", "The elements in falling order, nulls last.", T.Dynamic, T.Dynamic);
    public static readonly Function IndexOf = Function.Of("dynamic.index_of", "Position of the first element that equals the value, or -1.", T.Long, T.Dynamic, T.Dynamic);
    public static readonly Function Sum = Function.Of("dynamic.sum", "Sum of the numbers of an array.", T.Real, T.Dynamic);
    public static readonly Function Join = Function.Of("dynamic.join", "The elements as text with a separator between.", T.String, T.Dynamic, T.String);
    public static readonly Function Range = Function.Of("dynamic.range", "Array of the numbers, times or durations from the first through the second by steps of the third.", T.Dynamic, Any, Any, Any);
    public static readonly Function Repeat = Function.Of("dynamic.repeat", "Array of one value so many times.", T.Dynamic, Any, T.Long).WithNulls();

    internal static IEnumerable<Function> All => [Concat, Slice, Reverse, SortAscending, SortDescending, IndexOf, Sum, Join, Range, Repeat];
}
