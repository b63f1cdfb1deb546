// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Distributions, units, chance.</summary>
public static class SpecialFunctions
{
    public static readonly Function Beta = Function.Of("math.beta", "The beta distribution of two parameters at a value (constant: cdf, pdf, inverse).", T.Real, T.String, T.Real, T.Real, T.Real);
    public static readonly Function WelchTest = Function.Of("math.welch_test", "The probability of two means, variances and counts under the assumption that both come of one distribution (Welch's t-test, two-sided).", T.Real, T.Real, T.Real, T.Real, T.Real, T.Real, T.Real);
    public static readonly Function ConvertUnit = Function.Of("unit.convert", "A quantity (constant: length, mass, …) of one unit in another; null when there is no such unit.", T.Real, T.String, T.Real, T.String, T.String);
    public static readonly Function FormatBytes = Function.Of("unit.format_bytes", "A number of bytes with so many decimals, in the unit named or, when it is empty, the greatest that fits.", T.String, T.Real, T.Long, T.String);
    public static readonly Function Random = Function.Of("random.number", "A number by chance: from 0 to 1, or a whole one below the argument when that is above 1.", T.Real, T.Long) with { Volatile = true };
    public static readonly Function RandomGuid = Function.Of("random.guid", "A new GUID.", T.Guid) with { Volatile = true };

    internal static IEnumerable<Function> All => [Beta, WelchTest, ConvertUnit, FormatBytes, Random, RandomGuid];
}
