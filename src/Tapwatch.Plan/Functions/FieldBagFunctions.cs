// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Fields whose names are known only from the data, as a JSON object of texts: what parsers within a query give.</summary>
public static class FieldBagFunctions
{
    public static readonly Function OfJson = Function.Of("bag.of_json", "All leaves of a JSON text under dotted names (a.b, a[0].b) behind the prefix; JSON nulls as the third (constant) says: keep, as the text null; empty; discard. Null when it is no JSON object or array.", T.String, T.String, T.String, T.String);
    public static readonly Function OfPairs = Function.Of("bag.of_pairs", "The key=value pairs of a text, keys and values in quotes or up to white space or a comma; the second (constant) is the sign between them; names behind the third. The fourth (constant) says whether white space stands around the sign: no, yes or unknown; with the fifth empty values are left out, with the sixth the first of several pairs with one key counts.", T.String, T.String, T.String, T.String, T.String, T.Bool, T.Bool);
    public static readonly Function OfParts = Function.Of("bag.of_parts", "The parts of a text between matches of the regular expression (.NET syntax, constant) under the names third[0], third[1]…", T.String, T.String, T.String, T.String);
    public static readonly Function Member = Function.Of("bag.member", "The text of a member by name; null when there is none.", T.String, T.String, T.String);
    public static readonly Function Elements = Function.Of("bag.elements", "The members name[0], name[1]… as a JSON array of texts; null when there is no name[0].", T.String, T.String, T.String);
    public static readonly Function Merge = Function.Of("bag.merge", "The members of all; of the same name the last counts.", T.String, T.String).Repeating().WithNulls();
    public static readonly Function Without = Function.Of("bag.without", "Without the members named by the others.", T.String, T.String, T.String).Repeating();
    public static readonly Function HasElement = Function.Of("bag.has_element", "Whether the second is an element of a JSON array of texts; false of other text.", T.Bool, T.String, T.String);
    public static readonly Function HasMatch = Function.Of("bag.has_match", "Whether the regular expression (.NET syntax, constant) matches an element of a JSON array of texts; false of other text.", T.Bool, T.String, T.String);

    public static readonly Function WithArray = Function.Of("bag.with_array", "With the leaves of a JSON array (third) under the names second[0], second[1]…, instead of those that were there; null: as it is.", T.String, T.String, T.String, T.String).WithNulls();

    internal static IEnumerable<Function> All => [OfJson, OfPairs, OfParts, Member, Elements, Merge, Without, HasElement, HasMatch, WithArray];
}
