// SPDX-License-Identifier: Apache-2.0

using static Tapwatch.Plan.Functions.Function;
using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Objects as wholes. What is none gives null.</summary>
public static class DynamicObjectFunctions
{
    public static readonly Function Keys = Function.Of("dynamic.keys", "The names of the members of an object, as an array.", T.Dynamic, T.Dynamic);
    public static readonly Function HasKey = Function.Of("dynamic.has_key", "Whether an object has a member of that name.", T.Bool, T.Dynamic, T.String);
    public static readonly Function Merge = Function.Of("dynamic.merge", "The members of all objects; the first that has a name counts.", T.Dynamic, T.Dynamic).Repeating().WithNulls();
    public static readonly Function RemoveKeys = Function.Of("dynamic.remove_keys", "The object without the members an array names, by name or by path ($.a.b).", T.Dynamic, T.Dynamic, T.Dynamic);
    public static readonly Function SetKey = Function.Of("dynamic.set_key", "The object with a member set.", T.Dynamic, T.Dynamic, T.String, Any).WithNulls();

    public static readonly Function SetPath = Function.Of("dynamic.set_path", "The object with a value set at a path of names ($.a.b), objects made where there are none.", T.Dynamic, T.Dynamic, T.String, Any).WithNulls();

    public static readonly Function Prefixed = Function.Of("dynamic.prefixed", "The object with a text before the name of each member.", T.Dynamic, T.Dynamic, T.String);

    internal static IEnumerable<Function> All => [Keys, HasKey, Merge, RemoveKeys, SetKey, SetPath, Prefixed];
}
