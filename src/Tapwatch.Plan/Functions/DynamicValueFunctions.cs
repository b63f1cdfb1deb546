// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>JSON values of any kind: what they are, their text, what stands at a path.</summary>
public static class DynamicValueFunctions
{
    public static readonly Function Kind = Function.Of("dynamic.kind", "What a JSON value is: string, long, double, bool, array, dictionary.", T.String, T.Dynamic);
    public static readonly Function Json = Function.Of("dynamic.json", "The JSON text of a value.", T.String, T.Dynamic);
    public static readonly Function AtPath = Function.Of("dynamic.at_path", "What stands at a JSON path ($.a[0].b).", T.Dynamic, T.Dynamic, T.String);

    public static readonly Function Canonical = Function.Of("dynamic.canonical", "The JSON text of a value without white space, the members of objects in order of their names.", T.String, T.Dynamic);

    internal static IEnumerable<Function> All => [Kind, Json, AtPath, Canonical];
}
