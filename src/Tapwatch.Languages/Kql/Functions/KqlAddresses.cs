// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Kql.Functions;

/// <summary>IP addresses.</summary>
static class KqlAddresses
{
    static readonly string[] _private = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

    public static IEnumerable<KqlFunction> All =>
    [
        new("ipv4_is_private", 1, 1, static c => NetworkFunctions.InRange.Call([c.Text(0), .. _private.Select(Constant.Text)])),
        new("ipv4_is_in_range", 2, 2, static c => NetworkFunctions.InRange.Call(c.Text(0), c.Text(1))),
        new("ipv6_is_in_range", 2, 2, static c => NetworkFunctions.InRange.Call(c.Text(0), c.Text(1))),
    ];
}
