// SPDX-License-Identifier: Apache-2.0

using static Tapwatch.Plan.Functions.Function;
using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>JSON values.</summary>
public static class DynamicFunctions
{
    public static readonly Function Member = Function.Of("dynamic.member", "The member of an object by name; null when there is none.", T.Dynamic, T.Dynamic, T.String);
    public static readonly Function Element = Function.Of("dynamic.element", "The element of an array by number, from 0, negative from the end; null when there is none.", T.Dynamic, T.Dynamic, T.Long);
    public static readonly Function ArrayLength = Function.Of("dynamic.array_length", "Number of elements; null when not an array.", T.Long, T.Dynamic);
    public static readonly Function MakeArray = Function.Of("dynamic.array", "A JSON array of the values.", T.Dynamic, Any).Repeating().WithNulls();
    public static readonly Function MakeObject = Function.Of("dynamic.object", "A JSON object of names and values in turn.", T.Dynamic, Any).Repeating().WithNulls();

    internal static IEnumerable<Function> All => [Member, Element, ArrayLength, MakeArray, MakeObject];
}
