// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Addresses.</summary>
public static class NetworkFunctions
{
    public static readonly Function InRange = Function.Of("network.in_range", "Whether an IPv4 or IPv6 address lies in one of the CIDR ranges (constants); false when it is no address.", T.Bool, T.String, T.String).Repeating();

    internal static IEnumerable<Function> All => [InRange];
}
