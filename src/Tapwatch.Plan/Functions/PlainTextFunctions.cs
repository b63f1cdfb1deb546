// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Values where text is the only type, as in LogScale: numbers are text, and what cannot be computed is null.</summary>
public static class PlainTextFunctions
{
    public static readonly Function OfReal = Function.Of("plain.of_real", "The shortest decimal form that reads back as the number: no trailing zeros, no exponent below 1e15.", T.String, T.Real);
    public static readonly Function ToNumber = Function.Of("plain.to_number", "The number a text is, written in decimal with or without an exponent; null of other text.", T.Real, T.String);
    public static readonly Function Same = Function.Of("plain.same", "Whether both are the same text, or both are numbers of at most 15 characters and equal.", T.Bool, T.String, T.String);
    public static readonly Function Fixed = Function.Of("plain.fixed", "A number with so many decimals, with commas between thousands when the third is true.", T.String, T.Real, T.Long, T.Bool);
    public static readonly Function Round = Function.Of("plain.round", "A number rounded half away from zero (0), up (1) or down (-1), as the second says.", T.Real, T.Real, T.Long);
    public static readonly Function Join = Function.Of("plain.join", "The texts of a JSON array with the second between them; null of an empty array.", T.String, T.Dynamic, T.String);
    public static readonly Function Extract = Function.Of("plain.extract", "What a group (number) of the regular expression (.NET syntax, constant) captured in the first match; null without a match or when the group took no part.", T.String, T.String, T.String, T.Long);
    public static readonly Function SplitPart = Function.Of("plain.split_part", "The part with this number (from 0; negative from the end) between matches of the regular expression (.NET syntax, constant); null when there is none.", T.String, T.String, T.String, T.Long);
    public static readonly Function OfBool = Function.Of("plain.of_bool", "true or false in lower case.", T.String, T.Bool);
    public static readonly Function Truth = Function.Of("plain.truth", "What the texts true and false say; of a number whether it is not 0; null of other text.", T.Bool, T.String);
    public static readonly Function Divide = Function.Of("plain.divide", "Quotient; null when the second is 0.", T.Real, T.Real, T.Real);

    internal static IEnumerable<Function> All => [OfReal, ToNumber, Same, Fixed, Round, Join, Extract, SplitPart, OfBool, Truth, Divide];
}
