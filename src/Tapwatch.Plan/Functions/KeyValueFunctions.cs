// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Keys and values in a text, as a JSON object of texts; the first value of a key counts. All arguments but the text are constants.</summary>
public static class KeyValueFunctions
{
    public static readonly Function Delimited = Function.Of("keys.delimited", "Pairs ended by the second, split at the third; the fourth holds opening and closing quotes in turn, the fifth characters that escape within them; when the sixth, a value goes on to the end before the next key.", T.Dynamic, T.String, T.String, T.String, T.String, T.String, T.Bool);
    public static readonly Function Worded = Function.Of("keys.worded", "Each word, or text in quotes (second: opening and closing in turn; third: what escapes within them), with the word behind it.", T.Dynamic, T.String, T.String, T.String);
    public static readonly Function Matched = Function.Of("keys.matched", "What the first two groups of a regular expression (.NET syntax) hold at each match.", T.Dynamic, T.String, T.String);

    internal static IEnumerable<Function> All => [Delimited, Worded, Matched];
}
