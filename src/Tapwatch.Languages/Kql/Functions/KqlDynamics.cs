// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Binding;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Functions;

/// <summary>Arrays and property bags.</summary>
static class KqlDynamics
{
    public static IEnumerable<KqlFunction> All =>
    [
        new("array_length", 1, 1, static c => DynamicFunctions.ArrayLength.Call(c.Dynamic(0))),
        new("arraylength", 1, 1, static c => DynamicFunctions.ArrayLength.Call(c.Dynamic(0))),
        new("pack_array", 0, 64, static c => c.Count == 0 ? new Constant(ScalarType.Dynamic, "[]") : DynamicFunctions.MakeArray.Call([.. c.Arguments.Select(c.NonNull)])),
        new("bag_pack", 0, 64, Pack),
        new("pack", 0, 64, Pack),
        new("pack_dictionary", 0, 64, Pack),
        new("array_concat", 1, 64, static c => DynamicArrayFunctions.Concat.Call(Arrays(c))),
        new("array_slice", 3, 3, static c => DynamicArrayFunctions.Slice.Call(c.Dynamic(0), c.Long(1), c.Long(2))),
        new("array_reverse", 1, 1, static c => DynamicArrayFunctions.Reverse.Call(c.Dynamic(0))),
        new("array_sort_asc", 1, 64, static c => Sort(c, descending: false)),
        new("array_sort_desc", 1, 64, static c => Sort(c, descending: true)),
        new("array_index_of", 2, 5, static c => c.Count == 2
            ? DynamicArrayFunctions.IndexOf.Call(c.Dynamic(0), AsDynamic(c, 1))
            : DynamicArrangeFunctions.IndexWithin.Call(c.Dynamic(0), AsDynamic(c, 1), c.Long(2), c.Count > 3 ? c.Long(3) : Constant.Long(-1), c.Count > 4 ? c.Long(4) : Constant.Long(1))),
        new("array_rotate_left", 2, 2, static c => DynamicArrangeFunctions.Rotate.Call(c.Dynamic(0), c.Long(1))),
        new("array_rotate_right", 2, 2, static c => DynamicArrangeFunctions.Rotate.Call(c.Dynamic(0), Negative(c, 1))),
        new("array_shift_left", 2, 3, static c => DynamicArrangeFunctions.Shift.Call(c.Dynamic(0), c.Long(1), c.Count > 2 ? c.NonNull(c[2]) : Constant.Null(ScalarType.Dynamic))),
        new("array_shift_right", 2, 3, static c => DynamicArrangeFunctions.Shift.Call(c.Dynamic(0), Negative(c, 1), c.Count > 2 ? c.NonNull(c[2]) : Constant.Null(ScalarType.Dynamic))),
        new("array_split", 2, 2, static c => DynamicArrangeFunctions.Split.Call(c.Dynamic(0), c[1].Type == ScalarType.Dynamic ? c[1] : DynamicFunctions.MakeArray.Call(c.Long(1)))),
        new("array_iff", 3, 3, static c => DynamicArrangeFunctions.Choose.Call(c.Dynamic(0), c.NonNull(c[1]), c.NonNull(c[2]))),
        new("array_iif", 3, 3, static c => DynamicArrangeFunctions.Choose.Call(c.Dynamic(0), c.NonNull(c[1]), c.NonNull(c[2]))),
        new("zip", 2, 16, static c => DynamicArrangeFunctions.Zip.Call(Arrays(c))),
        new("bag_zip", 2, 2, static c => DynamicArrangeFunctions.ZipObject.Call(c.Dynamic(0), c.Dynamic(1))),
        new("treepath", 1, 1, static c => DynamicArrangeFunctions.Paths.Call(c.Dynamic(0))),
        new("array_sum", 1, 1, static c => DynamicArrayFunctions.Sum.Call(c.Dynamic(0))),
        new("array_strcat", 2, 2, static c => c.NonNull(DynamicArrayFunctions.Join.Call(c.Dynamic(0), c.Text(1)))),
        new("strcat_array", 2, 2, static c => c.NonNull(DynamicArrayFunctions.Join.Call(c.Dynamic(0), c.Text(1)))),
        new("set_union", 2, 64, static c => DynamicSetFunctions.SetUnion.Call(Arrays(c))),
        new("set_intersect", 2, 64, static c => DynamicSetFunctions.SetIntersect.Call(Arrays(c))),
        new("set_difference", 2, 64, static c => DynamicSetFunctions.SetDifference.Call(Arrays(c))),
        new("set_has_element", 2, 2, static c => CompareFunctions.GreaterOrEqual.Call(DynamicArrayFunctions.IndexOf.Call(c.Dynamic(0), AsDynamic(c, 1)), Constant.Long(0))),
        new("bag_keys", 1, 1, static c => DynamicObjectFunctions.Keys.Call(c.Dynamic(0))),
        new("bag_has_key", 2, 2, static c => c[1] is Constant { Value: string path } && path.StartsWith('$')
            ? LogicFunctions.Not.Call(CompareFunctions.IsNull.Call(DynamicValueFunctions.AtPath.Call(c.Dynamic(0), c[1])))
            : DynamicObjectFunctions.HasKey.Call(c.Dynamic(0), c.Text(1))),
        new("bag_merge", 2, 64, static c => DynamicObjectFunctions.Merge.Call(Arrays(c))),
        new("bag_remove_keys", 2, 2, static c => DynamicObjectFunctions.RemoveKeys.Call(c.Dynamic(0), c.Dynamic(1))),
        new("bag_set_key", 3, 3, static c => c[1] is Constant { Value: string path } && path.StartsWith('$')
            ? DynamicObjectFunctions.SetPath.Call(c.Dynamic(0), c[1], c.NonNull(c[2]))
            : DynamicObjectFunctions.SetKey.Call(c.Dynamic(0), c.Text(1), c.NonNull(c[2]))),
        new("dynamic_to_json", 1, 1, static c => c.NonNull(c[0].Type == ScalarType.Dynamic ? DynamicValueFunctions.Canonical.Call(c[0]) : c.AnyText(0))),
        new("repeat", 2, 2, static c => c[0].Type == ScalarType.Dynamic ? c.Mistyped(0, "a bool, number, string, datetime or timespan") : DynamicArrayFunctions.Repeat.Call(c.NonNull(c[0]), c.Long(1))),
        new("set_equals", 2, 2, static c => DynamicSetFunctions.SetEquals.Call(c.Dynamic(0), c.Dynamic(1))),
        new("jaccard_index", 2, 2, static c => DynamicSetFunctions.Jaccard.Call(c.Dynamic(0), c.Dynamic(1))),
        new("has_any_index", 2, 2, static c => TermFunctions.FirstOf.Call(c.Text(0), c.Dynamic(1))),
        new("range", 2, 3, Range),
        new("extract_json", 2, 3, ExtractJson),
        new("extractjson", 2, 3, ExtractJson),
    ];

    static Expression? Pack(KqlCall call) => call.Count % 2 == 0
        ? call.Count == 0 ? new Constant(ScalarType.Dynamic, "{}") : DynamicFunctions.MakeObject.Call([.. call.Arguments.Select((a, i) => i % 2 == 0 ? call.AnyText(i) : call.NonNull(a))])
        : call.Mistyped(call.Count - 1, "followed by a value");

    // Sorted by the first array; a bool at the end says whether nulls come last.
    static Expression? Sort(KqlCall call, bool descending)
    {
        var count = call[call.Count - 1].Type == ScalarType.Bool && call.Count > 1 ? call.Count - 1 : call.Count;
        if (count == 1 && call.Count == 1)
        {
            return (descending ? DynamicArrayFunctions.SortDescending : DynamicArrayFunctions.SortAscending).Call(call.Dynamic(0));
        }

        var nullsLast = count < call.Count ? call[count] : Constant.Bool(true);
        Expression[] sorted = [.. Enumerable.Range(0, count).Select(i => DynamicArrangeFunctions.SortWith.Call(call.Dynamic(0), call.Dynamic(i), Constant.Bool(descending), nullsLast))];
        return count == 1 ? sorted[0] : DynamicFunctions.MakeArray.Call(sorted);
    }

    static Expression Negative(KqlCall call, int i) => KqlBinder.Fold(NumberFunctions.Negate.Call(call.Long(i)));

    static Expression[] Arrays(KqlCall call) => [.. Enumerable.Range(0, call.Count).Select(call.Dynamic)];

    // A string is an element as it stands; it is not read as JSON.
    internal static Expression AsDynamic(KqlCall call, int i) => call[i].Type == ScalarType.Dynamic
        ? call[i]
        : DynamicFunctions.Element.Call(DynamicFunctions.MakeArray.Call(call.NonNull(call[i])), Constant.Long(0));

    static Expression? Range(KqlCall call)
    {
        var type = call[0].Type;
        if (type is ScalarType.DateTime or ScalarType.TimeSpan)
        {
            return DynamicArrayFunctions.Range.Call(call[0], call.Typed(1, type), call.Count > 2 ? call.Duration(2) : Constant.TimeSpan(TimeSpan.FromHours(1)));
        }

        if (call.Arguments.Any(static a => !KqlBinder.IsNumber(a.Type) && a.Type != ScalarType.Dynamic))
        {
            return call.Mistyped(0, "a number, datetime or timespan");
        }

        var common = call.Arguments.Any(static a => a.Type == ScalarType.Real) ? ScalarType.Real : ScalarType.Long;
        return DynamicArrayFunctions.Range.Call(call.Binder.To(call[0], common), call.Binder.To(call[1], common), call.Count > 2 ? call.Binder.To(call[2], common) : call.Binder.To(Constant.Long(1), common));
    }

    static Expression? ExtractJson(KqlCall call)
    {
        var found = DynamicValueFunctions.AtPath.Call(call.Binder.To(call.Text(1), ScalarType.Dynamic), call.Text(0));
        return call.Count > 2 && KqlBinder.TypeArgument(call.ArgumentSyntax(2)) is { } type ? call.Binder.To(found, type) : call.Binder.To(found, ScalarType.String);
    }
}
