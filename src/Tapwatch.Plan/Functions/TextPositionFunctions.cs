// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Places in a text, counted in characters, and its size and order.</summary>
public static class TextPositionFunctions
{
    public static readonly Function Size = Function.Of("text.size", "Number of bytes in UTF-8.", T.Long, T.String);
    public static readonly Function Slice = Function.Of("text.slice", "From a character position (0-based, negative from the end) so many characters.", T.String, T.String, T.Long, T.Long);
    public static readonly Function IndexFrom = Function.Of("text.index_from", "Character position of the n-th occurrence of the second in the first, from a position on and within a length (-1: all); -1 when there is none.", T.Long, T.String, T.String, T.Long, T.Long, T.Long);
    public static readonly Function Occurrences = Function.Of("text.occurrences", "How often the second occurs in the first; occurrences may overlap.", T.Long, T.String, T.String);
    public static readonly Function Order = Function.Of("text.order", "-1, 0 or 1: whether the first comes before, with or after the second, by bytes.", T.Long, T.String, T.String);

    internal static IEnumerable<Function> All => [Size, Slice, IndexFrom, Occurrences, Order];
}
