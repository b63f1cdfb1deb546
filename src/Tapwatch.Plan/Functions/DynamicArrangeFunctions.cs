// SPDX-License-Identifier: Apache-2.0

using static Tapwatch.Plan.Functions.Function;
using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Arrays taken apart, moved, and put together with others. What is no array gives null.</summary>
public static class DynamicArrangeFunctions
{
    public static readonly Function Rotate = Function.Of("dynamic.rotate", "The elements moved so many places to the left, those that fall out coming back at the end.", T.Dynamic, T.Dynamic, T.Long);
    public static readonly Function Shift = Function.Of("dynamic.shift", "The elements moved so many places to the left, the third argument in the places that become free.", T.Dynamic, T.Dynamic, T.Long, Any).WithNulls();
    public static readonly Function Split = Function.Of("dynamic.split", "The array cut at the positions of the second, negative from the end.", T.Dynamic, T.Dynamic, T.Dynamic);
    public static readonly Function Zip = Function.Of("dynamic.zip", "Arrays of the elements at the same place in each, null where one is shorter.", T.Dynamic, T.Dynamic).Repeating();
    public static readonly Function ZipObject = Function.Of("dynamic.zip_object", "An object with the texts of the first array as names and the elements of the second as values.", T.Dynamic, T.Dynamic, T.Dynamic).WithNulls();
    public static readonly Function Choose = Function.Of("dynamic.choose", "For each element of the first, which is true or false or a number, the element at its place in the second or the third, which may be a single value too.", T.Dynamic, T.Dynamic, Any, Any).WithNulls();
    public static readonly Function SortWith = Function.Of("dynamic.sort_with", "The second array in the order that sorts the first: falling when the third is true, nulls last when the fourth is; null when the lengths differ.", T.Dynamic, T.Dynamic, T.Dynamic, T.Bool, T.Bool);
    public static readonly Function IndexWithin = Function.Of("dynamic.index_within", "Position of the n-th element that equals the value, from a position on (negative from the end) and within a length (-1: all); -1 when there is none.", T.Long, T.Dynamic, T.Dynamic, T.Long, T.Long, T.Long);
    public static readonly Function Paths = Function.Of("dynamic.paths", "The paths to all there is in an object, as ['a'][0]['b'].", T.Dynamic, T.Dynamic);

    internal static IEnumerable<Function> All => [Rotate, Shift, Split, Zip, ZipObject, Choose, SortWith, IndexWithin, Paths];
}
