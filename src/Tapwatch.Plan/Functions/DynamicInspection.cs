// SPDX-License-Identifier: Apache-2.0

using static Tapwatch.Plan.Functions.Function;
using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Arrays and objects as wholes. What is of the wrong kind gives null.</summary>
public static class DynamicInspection
{
    public static readonly Function Kind = Function.Of("dynamic.kind", "What a JSON value is: string, long, double, bool, array, dictionary.", T.String, T.Dynamic);
    public static readonly Function Json = Function.Of("dynamic.json", "The JSON text of a value.", T.String, T.Dynamic);
    public static readonly Function Keys = Function.Of("dynamic.keys", "The names of the members of an object, as an array.", T.Dynamic, T.Dynamic);
    public static readonly Function HasKey = Function.Of("dynamic.has_key", "Whether an object has a member of that name.", T.Bool, T.Dynamic, T.String);
    public static readonly Function Merge = Function.Of("dynamic.merge", "The members of all objects; the first that has a name counts.", T.Dynamic, T.Dynamic).Repeating().WithNulls();
    public static readonly Function RemoveKeys = Function.Of("dynamic.remove_keys", "The object without the members an array names.", T.Dynamic, T.Dynamic, T.Dynamic);
    public static readonly Function SetKey = Function.Of("dynamic.set_key", "The object with a member set.", T.Dynamic, T.Dynamic, T.String, Any).WithNulls();
    public static readonly Function Concat = Function.Of("dynamic.concat", "The elements of all arrays in one.", T.Dynamic, T.Dynamic).Repeating().WithNulls();
    public static readonly Function Slice = Function.Of("dynamic.slice", "The elements from one position through another, negative from the end.", T.Dynamic, T.Dynamic, T.Long, T.Long);
    public static readonly Function Reverse = Function.Of("dynamic.reverse", "The elements in opposite order.", T.Dynamic, T.Dynamic);
    public static readonly Function SortAscending = Function.Of("dynamic.sort_ascending", "The elements in order, nulls last.", T.Dynamic, T.Dynamic);
    public static readonly Function SortDescending = Function.Of("dynamic.sort_descending", "The elements in falling order, nulls last.", T.Dynamic, T.Dynamic);
    public static readonly Function IndexOf = Function.Of("dynamic.index_of", "Position of the first element that equals the value, or -1.", T.Long, T.Dynamic, T.Dynamic);
    public static readonly Function Sum = Function.Of("dynamic.sum", "Sum of the numbers of an array.", T.Real, T.Dynamic);
    public static readonly Function Join = Function.Of("dynamic.join", "The elements as text with a separator between.", T.String, T.Dynamic, T.String);
    public static readonly Function SetUnion = Function.Of("dynamic.set_union", "The different elements of all arrays.", T.Dynamic, T.Dynamic).Repeating();
    public static readonly Function SetIntersect = Function.Of("dynamic.set_intersect", "The different elements that all arrays have.", T.Dynamic, T.Dynamic).Repeating();
    public static readonly Function SetDifference = Function.Of("dynamic.set_difference", "The different elements of the first array that no other has.", T.Dynamic, T.Dynamic).Repeating();
    public static readonly Function Range = Function.Of("dynamic.range", "Array of the numbers, times or durations from the first through the second by steps of the third.", T.Dynamic, Any, Any, Any);
    public static readonly Function Repeat = Function.Of("dynamic.repeat", "Array of one value so many times.", T.Dynamic, Any, T.Long).WithNulls();
    public static readonly Function AtPath = Function.Of("dynamic.at_path", "What stands at a JSON path ($.a[0].b).", T.Dynamic, T.Dynamic, T.String);

    internal static IEnumerable<Function> All =>
    [
        Kind, Json, Keys, HasKey, Merge, RemoveKeys, SetKey, Concat, Slice, Reverse, SortAscending, SortDescending, IndexOf, Sum, Join,
        SetUnion, SetIntersect, SetDifference, Range, Repeat, AtPath,
    ];
}
