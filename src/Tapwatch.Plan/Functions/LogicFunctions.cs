// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Truth values, three-valued (true, false, null) as in SQL.</summary>
public static class LogicFunctions
{
    public static readonly Function And = Function.Of("logic.and", "True when all are true, false when one is false, else null.", T.Bool, T.Bool).Repeating().WithNulls();
    public static readonly Function Or = Function.Of("logic.or", "True when one is true, false when all are false, else null.", T.Bool, T.Bool).Repeating().WithNulls();
    public static readonly Function Not = Function.Of("logic.not", "The opposite; null of null.", T.Bool, T.Bool);
    public static readonly Function IsTrue = Function.Of("logic.is_true", "True when true, false when false or null.", T.Bool, T.Bool).WithNulls();
    public static readonly Function IsNotFalse = Function.Of("logic.is_not_false", "False when false, true when true or null.", T.Bool, T.Bool).WithNulls();

    internal static IEnumerable<Function> All => [And, Or, Not, IsTrue, IsNotFalse];
}
