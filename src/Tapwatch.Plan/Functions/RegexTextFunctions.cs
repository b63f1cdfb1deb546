// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>What a regular expression finds in a text, and how often and where.</summary>
public static class RegexTextFunctions
{
    public static readonly Function Matches = Function.Of("text.matches", "How often the regular expression (.NET syntax, constant) matches.", T.Long, T.String, T.String);
    public static readonly Function QuoteRegex = Function.Of("text.quote_regex", "With every character that means something in a regular expression escaped.", T.String, T.String);
    public static readonly Function IndexOfRegex = Function.Of("text.index_of_regex", "Character position of the n-th match of the regular expression (.NET syntax, constant) that begins from a position on and within a length (-1: all), or -1.", T.Long, T.String, T.String, T.Long, T.Long, T.Long);
    public static readonly Function ExtractAll = Function.Of("text.extract_all", "JSON array of what the groups of the regular expression (.NET syntax, constant) captured in each match: a string with one group, an array with several; the third picks groups by number or name. Null without a match.", T.Dynamic, T.String, T.String, T.Dynamic).WithNulls();

    internal static IEnumerable<Function> All => [Matches, QuoteRegex, IndexOfRegex, ExtractAll];
}
