// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>A text made into another, piece by piece.</summary>
public static class TextChangeFunctions
{
    public static readonly Function ReplaceMany = Function.Of("text.replace_many", "Every element of the first array replaced by its fellow in the second; what an earlier one found, a later one does not touch. A fellow that is no string replaces nothing.", T.String, T.String, T.Dynamic, T.Dynamic);
    public static readonly Function Reverse = Function.Of("text.reverse", "The characters in opposite order.", T.String, T.String);
    public static readonly Function Repeat = Function.Of("text.repeat", "The text so many times, with the third between.", T.String, T.String, T.Long, T.String);
    public static readonly Function Translate = Function.Of("text.translate", "Characters of the first argument replaced by those at the same place in the second, in the third.", T.String, T.String, T.String, T.String);

    internal static IEnumerable<Function> All => [ReplaceMany, Reverse, Repeat, Translate];
}
