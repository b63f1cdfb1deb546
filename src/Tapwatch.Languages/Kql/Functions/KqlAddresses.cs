// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Functions;

/// <summary>IP addresses.</summary>
static class KqlAddresses
{
    static readonly Constant _private = new(ScalarType.Dynamic, """["10.0.0.0/8","172.16.0.0/12","192.168.0.0/16"]""");

    public static IEnumerable<KqlFunction> All =>
    [
        new("ipv4_is_private", 1, 1, static c => AddressFunctions.InAny.Call(c.Text(0), _private)),
        new("ipv4_is_in_range", 2, 2, static c => AddressFunctions.InAny.Call(c.Text(0), Texts(c, 1))),
        new("ipv6_is_in_range", 2, 2, static c => AddressFunctions.InAnySix.Call(c.Text(0), Texts(c, 1))),
        new("ipv4_is_in_any_range", 2, 64, static c => AddressFunctions.InAny.Call(c.Text(0), Texts(c, 1))),
        new("ipv6_is_in_any_range", 2, 64, static c => AddressFunctions.InAnySix.Call(c.Text(0), Texts(c, 1))),
        new("ipv4_is_match", 2, 3, static c => CompareFunctions.Equal.Call(Compare(c), Constant.Long(0))),
        new("ipv6_is_match", 2, 3, static c => CompareFunctions.Equal.Call(CompareSix(c), Constant.Long(0))),
        new("ipv4_compare", 2, 3, Compare),
        new("ipv6_compare", 2, 3, CompareSix),
        new("ipv4_netmask_suffix", 1, 1, static c => AddressFunctions.PrefixLength.Call(c.Text(0))),
        new("ipv4_range_to_cidr_list", 2, 2, static c => AddressFunctions.Blocks.Call(c.Text(0), c.Text(1))),
        new("parse_ipv4", 1, 1, static c => AddressFunctions.Number.Call(c.Text(0), Constant.Long(32))),
        new("parse_ipv4_mask", 2, 2, static c => AddressFunctions.Number.Call(c.Text(0), c.Long(1))),
        new("parse_ipv6", 1, 1, static c => c.NonNull(AddressFunctions.Canonical.Call(c.Text(0), Constant.Long(128)))),
        new("parse_ipv6_mask", 2, 2, static c => c.NonNull(AddressFunctions.Canonical.Call(c.Text(0), c.Long(1)))),
        new("format_ipv4", 1, 2, static c => Format(c, withPrefix: false)),
        new("format_ipv4_mask", 1, 2, static c => Format(c, withPrefix: true)),
        new("has_ipv4", 2, 2, static c => AddressFunctions.Within.Call(c.Text(0), Texts(c, 1))),
        new("has_any_ipv4", 2, 64, static c => AddressFunctions.Within.Call(c.Text(0), Texts(c, 1))),
        new("has_ipv4_prefix", 2, 2, static c => AddressFunctions.BeginWithin.Call(c.Text(0), Texts(c, 1))),
        new("has_any_ipv4_prefix", 2, 64, static c => AddressFunctions.BeginWithin.Call(c.Text(0), Texts(c, 1))),
    ];

    // One array given, or several texts.
    static Expression Texts(KqlCall call, int first)
    {
        if (call.Count == first + 1 && call[first].Type == ScalarType.Dynamic)
        {
            return call[first];
        }

        return DynamicFunctions.MakeArray.Call([.. Enumerable.Range(first, call.Count - first).Select(call.Text)]);
    }

    static Expression Compare(KqlCall call) => AddressFunctions.Compare.Call(call.Text(0), call.Text(1), call.Count > 2 ? call.Long(2) : Constant.Long(32));

    static Expression CompareSix(KqlCall call) => AddressFunctions.CompareSix.Call(call.Text(0), call.Text(1), call.Count > 2 ? call.Long(2) : Constant.Long(128));

    static Expression Format(KqlCall call, bool withPrefix)
    {
        var address = call[0].Type is ScalarType.Long or ScalarType.Int ? AddressFunctions.TextOfNumber.Call(call.Long(0)) : call.Text(0);
        return call.NonNull(AddressFunctions.Format.Call(address, call.Count > 1 ? call.Long(1) : Constant.Long(32), Constant.Bool(withPrefix)));
    }
}
