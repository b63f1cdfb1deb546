// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Further functions from text to text and number, as Kusto has them.</summary>
public static class MoreText
{
    public static readonly Function Size = Function.Of("text.size", "Number of bytes in UTF-8.", T.Long, T.String);
    public static readonly Function Slice = Function.Of("text.slice", "From a character position (0-based, negative from the end) so many characters.", T.String, T.String, T.Long, T.Long);
    public static readonly Function IndexFrom = Function.Of("text.index_from", "Character position of the n-th occurrence of the second in the first, from a position on and within a length (-1: all); -1 when there is none.", T.Long, T.String, T.String, T.Long, T.Long, T.Long);
    public static readonly Function ReplaceMany = Function.Of("text.replace_many", "Every element of the first array replaced by its fellow in the second, one after the other.", T.String, T.String, T.Dynamic, T.Dynamic);
    public static readonly Function Reverse = Function.Of("text.reverse", "The characters in opposite order.", T.String, T.String);
    public static readonly Function Repeat = Function.Of("text.repeat", "The text so many times, with the third between.", T.String, T.String, T.Long, T.String);
    public static readonly Function Translate = Function.Of("text.translate", "Characters of the first argument replaced by those at the same place in the second, in the third.", T.String, T.String, T.String, T.String);
    public static readonly Function Occurrences = Function.Of("text.occurrences", "How often the second occurs in the first; occurrences may overlap.", T.Long, T.String, T.String);
    public static readonly Function Matches = Function.Of("text.matches", "How often the regular expression (.NET syntax, constant) matches.", T.Long, T.String, T.String);
    public static readonly Function Order = Function.Of("text.order", "-1, 0 or 1: whether the first comes before, with or after the second, by bytes.", T.Long, T.String, T.String);
    public static readonly Function QuoteRegex = Function.Of("text.quote_regex", "With every character that means something in a regular expression escaped.", T.String, T.String);
    public static readonly Function IndexOfRegex = Function.Of("text.index_of_regex", "Character position of the first match of the regular expression (.NET syntax, constant), or -1.", T.Long, T.String, T.String);
    public static readonly Function ExtractAll = Function.Of("text.extract_all", "JSON array of what the groups of the regular expression (.NET syntax, constant) captured in each match: a string with one group, an array with several; the third picks groups by number or name. Null without a match.", T.Dynamic, T.String, T.String, T.Dynamic).WithNulls();

    internal static IEnumerable<Function> All =>
        [Size, Slice, IndexFrom, ReplaceMany, Reverse, Repeat, Translate, Occurrences, Matches, Order, QuoteRegex, IndexOfRegex, ExtractAll];
}
