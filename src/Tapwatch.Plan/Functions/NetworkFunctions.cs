// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Addresses.</summary>
public static class NetworkFunctions
{
    public static readonly Function InRange = Function.Of("network.in_range", "Whether an IPv4 or IPv6 address lies in one of the CIDR ranges (constants); false when it is no address.", T.Bool, T.String, T.String).Repeating();
    public static readonly Function NumberOf = Function.Of("network.number_of", "The 32 bits of an IPv4 address as a number; null when it is none.", T.Long, T.String);

    internal static IEnumerable<Function> All => [InRange, NumberOf];
}
