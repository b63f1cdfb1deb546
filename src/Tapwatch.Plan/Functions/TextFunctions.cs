// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Text to text and text to number. Ignoring case means simple case folding of every script, no accent folding.</summary>
public static class TextFunctions
{
    public static readonly Function Lower = Function.Of("text.lower", "In lower case, invariant.", T.String, T.String);
    public static readonly Function Upper = Function.Of("text.upper", "In upper case, invariant.", T.String, T.String);
    public static readonly Function Trim = Function.Of("text.trim", "Without white space at both ends.", T.String, T.String);
    public static readonly Function Length = Function.Of("text.length", "Number of characters (Unicode code points).", T.Long, T.String);
    public static readonly Function Concat = Function.Of("text.concat", "All one after the other; null counts as empty.", T.String, T.String).Repeating().WithNulls();
    public static readonly Function Substring = Function.Of("text.substring", "From a character position (0-based) so many characters.", T.String, T.String, T.Long, T.Long);
    public static readonly Function IndexOf = Function.Of("text.index_of", "Character position (0-based) of the second in the first, or -1.", T.Long, T.String, T.String);
    public static readonly Function Replace = Function.Of("text.replace", "Every occurrence of the second in the first replaced by the third.", T.String, T.String, T.String, T.String);
    public static readonly Function LastSegment = Function.Of("text.last_segment", "What follows the last occurrence of the second, or all of the first.", T.String, T.String, T.String);
    public static readonly Function Split = Function.Of("text.split", "The parts between occurrences of the second, as a JSON array of strings.", T.Dynamic, T.String, T.String);

    public static readonly Function Number = Function.Of("text.number_of", "A number below ten million that stands for the text, case of ASCII letters aside; the same in every run (FNV-1a, 32 bit, modulo 10,000,000).", T.Long, T.String);

    internal static IEnumerable<Function> All => [Lower, Upper, Trim, Length, Concat, Substring, IndexOf, Replace, LastSegment, Split, Number];
}
