// SPDX-License-Identifier: Apache-2.0

using static Tapwatch.Plan.Functions.Function;
using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Comparison of two values of one type: numbers by value, text by bytes (ordinal), times by ticks. Null if either is null.</summary>
public static class CompareFunctions
{
    public static readonly Function Equal = Function.Of("compare.equal", "Whether both are the same value.", T.Bool, Any, Any);
    public static readonly Function NotEqual = Function.Of("compare.not_equal", "Whether they differ.", T.Bool, Any, Any);
    public static readonly Function Less = Function.Of("compare.less", "Whether the first is less.", T.Bool, Any, Any);
    public static readonly Function LessOrEqual = Function.Of("compare.less_or_equal", "Whether the first is less or the same.", T.Bool, Any, Any);
    public static readonly Function Greater = Function.Of("compare.greater", "Whether the first is greater.", T.Bool, Any, Any);
    public static readonly Function GreaterOrEqual = Function.Of("compare.greater_or_equal", "Whether the first is greater or the same.", T.Bool, Any, Any);
    public static readonly Function EqualAny = Function.Of("compare.equal_any", "Whether the first is one of the others; null when the first is null, or no match and another is null.", T.Bool, Any, Any).Repeating().WithNulls();
    public static readonly Function IsNull = Function.Of("compare.is_null", "Whether the value is null.", T.Bool, Any).WithNulls();
    public static readonly Function IsPresent = Function.Of("compare.is_present", "Whether the value is neither null nor empty text.", T.Bool, Any).WithNulls();

    internal static IEnumerable<Function> All => [Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual, EqualAny, IsNull, IsPresent];
}
