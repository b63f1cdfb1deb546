// SPDX-License-Identifier: Apache-2.0

using static Tapwatch.Plan.Functions.Function;
using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>One value out of several, all of one type.</summary>
public static class ChoiceFunctions
{
    public static readonly Function If = Function.Of("choice.if", "The second when the first is true, else the third.", Any, T.Bool, Any, Any).Like(1).WithNulls();
    public static readonly Function Case = Function.Of("choice.case", "Pairs of condition and value, then the value when no condition is true.", Any, Any).Repeating().Like(1).WithNulls();
    public static readonly Function FirstKnown = Function.Of("choice.first_known", "The first that is not null.", Any, Any).Repeating().Like(0).WithNulls();
    public static readonly Function FirstPresent = Function.Of("choice.first_present", "The first that is neither null nor empty text.", Any, Any).Repeating().Like(0).WithNulls();

    internal static IEnumerable<Function> All => [If, Case, FirstKnown, FirstPresent];
}
