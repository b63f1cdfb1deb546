// SPDX-License-Identifier: Apache-2.0

using static Tapwatch.Plan.Functions.Function;
using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Functions on numbers beyond arithmetic.</summary>
public static class MathFunctions
{
    public static readonly Function Floor = Function.Of("math.floor", "The number rounded down to a multiple of the second; null when that is not above 0.", Any, Any, Any).Like(0);
    public static readonly Function Round = Function.Of("math.round", "The number rounded to so many digits behind the point, halves away from zero.", T.Real, T.Real, T.Long);
    public static readonly Function Ceiling = Function.Of("math.ceiling", "The least whole number not below.", T.Real, T.Real);
    public static readonly Function Absolute = Function.Of("math.absolute", "The number without its sign.", Any, Any).Like(0);
    public static readonly Function Sign = Function.Of("math.sign", "-1, 0 or 1.", T.Real, T.Real);
    public static readonly Function Power = Function.Of("math.power", "The first to the power of the second.", T.Real, T.Real, T.Real);
    public static readonly Function Atan2 = Function.Of("math.atan2", "The angle of a point (y, x).", T.Real, T.Real, T.Real);
    public static readonly Function Apply = Function.Of("math.apply", "The function of that name (constant: sqrt, exp, log, sin…) of a number.", T.Real, T.String, T.Real);
    public static readonly Function Test = Function.Of("math.test", "Whether a number is of that kind (constant: nan, infinite, finite).", T.Bool, T.String, T.Real);
    public static readonly Function Hex = Function.Of("math.hex", "The number in hexadecimal digits, at least so many.", T.String, T.Long, T.Long);

    internal static IEnumerable<Function> All => [Floor, Round, Ceiling, Absolute, Sign, Power, Atan2, Apply, Test, Hex];
}
