// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Powers.</summary>
public static class PowerFunctions
{
    public static readonly Function Power = Function.Of("number.power", "The first raised to the second.", T.Real, T.Real, T.Real);

    internal static IEnumerable<Function> All => [Power];
}
