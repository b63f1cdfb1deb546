// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Whether a term begins or ends so, and lists of terms that are known only from the data.</summary>
/// <remarks>Terms are those of <see cref="MatchFunctions"/>.</remarks>
public static class TermFunctions
{
    public static readonly Function HasPrefix = Function.Of("text.has_prefix", "Whether the second occurs in the first with a term border before it.", T.Bool, T.String, T.String);
    public static readonly Function HasPrefixIgnoreCase = Function.Of("text.has_prefix_ignore_case", "As has_prefix, case aside.", T.Bool, T.String, T.String);
    public static readonly Function HasSuffix = Function.Of("text.has_suffix", "Whether the second occurs in the first with a term border behind it.", T.Bool, T.String, T.String);
    public static readonly Function HasSuffixIgnoreCase = Function.Of("text.has_suffix_ignore_case", "As has_suffix, case aside.", T.Bool, T.String, T.String);
    public static readonly Function HasAnyOf = Function.Of("text.has_any_of_ignore_case", "Whether one element of a JSON array is a term of the text, case aside.", T.Bool, T.String, T.Dynamic);
    public static readonly Function HasAllOf = Function.Of("text.has_all_of_ignore_case", "Whether all elements of a JSON array are terms of the text, case aside.", T.Bool, T.String, T.Dynamic);
    public static readonly Function EqualAnyOf = Function.Of("text.equal_any_of", "Whether the text is one element of a JSON array.", T.Bool, T.String, T.Dynamic);
    public static readonly Function EqualAnyOfIgnoreCase = Function.Of("text.equal_any_of_ignore_case", "Whether the text is one element of a JSON array, case aside.", T.Bool, T.String, T.Dynamic);

    public static readonly Function FirstOf = Function.Of("text.first_of_ignore_case", "Position in a JSON array of the first element that is a term of the text, case aside, or -1.", T.Long, T.String, T.Dynamic);

    internal static IEnumerable<Function> All =>
        [HasPrefix, HasPrefixIgnoreCase, HasSuffix, HasSuffixIgnoreCase, HasAnyOf, HasAllOf, EqualAnyOf, EqualAnyOfIgnoreCase, FirstOf];
}
