// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Bits of 64-bit integers. Shift distances count modulo 64.</summary>
public static class BitFunctions
{
    public static readonly Function And = Function.Of("bits.and", "Bits set in both.", T.Long, T.Long, T.Long);
    public static readonly Function Or = Function.Of("bits.or", "Bits set in one.", T.Long, T.Long, T.Long);
    public static readonly Function Xor = Function.Of("bits.xor", "Bits set in exactly one.", T.Long, T.Long, T.Long);
    public static readonly Function Not = Function.Of("bits.not", "All bits the other way.", T.Long, T.Long);
    public static readonly Function ShiftLeft = Function.Of("bits.shift_left", "Bits moved up.", T.Long, T.Long, T.Long);
    public static readonly Function ShiftRight = Function.Of("bits.shift_right", "Bits moved down, the sign kept.", T.Long, T.Long, T.Long);
    public static readonly Function ShiftRightUnsigned = Function.Of("bits.shift_right_unsigned", "Bits moved down, zeros from above.", T.Long, T.Long, T.Long);
    public static readonly Function CountOnes = Function.Of("bits.count_ones", "How many bits are set.", T.Long, T.Long);

    internal static IEnumerable<Function> All => [And, Or, Xor, Not, ShiftLeft, ShiftRight, ShiftRightUnsigned, CountOnes];
}
