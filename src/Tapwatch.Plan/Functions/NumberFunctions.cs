// SPDX-License-Identifier: Apache-2.0

using static Tapwatch.Plan.Functions.Function;

namespace Tapwatch.Plan.Functions;

/// <summary>Arithmetic on two numbers of one type (int, long, real or decimal); integers wrap on overflow.</summary>
public static class NumberFunctions
{
    public static readonly Function Add = Function.Of("number.add", "Sum.", Any, Any, Any).Like(0);
    public static readonly Function Subtract = Function.Of("number.subtract", "Difference.", Any, Any, Any).Like(0);
    public static readonly Function Multiply = Function.Of("number.multiply", "Product.", Any, Any, Any).Like(0);
    public static readonly Function Divide = Function.Of("number.divide", "Quotient; of integers cut towards zero, by integer zero null, by real zero infinity or NaN.", Any, Any, Any).Like(0);
    public static readonly Function Modulo = Function.Of("number.modulo", "Remainder, never negative; by zero null.", Any, Any, Any).Like(0);
    public static readonly Function Negate = Function.Of("number.negate", "The number with the other sign.", Any, Any).Like(0);

    internal static IEnumerable<Function> All => [Add, Subtract, Multiply, Divide, Modulo, Negate];
}
