// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Binding;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Functions;

/// <summary>IP addresses.</summary>
static class KqlAddresses
{
    static readonly string[] _private = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

    public static IEnumerable<KqlFunction> All =>
    [
        new("ipv4_is_private", 1, 1, static c => NetworkFunctions.InRange.Call([c.Text(0), .. _private.Select(Constant.Text)])),
        new("ipv4_is_in_range", 2, 2, InAny),
        new("ipv6_is_in_range", 2, 2, InAny),
        new("ipv4_is_match", 2, 2, InAny),
        new("ipv6_is_match", 2, 2, InAny),
        new("ipv4_is_in_any_range", 2, 64, InAny),
        new("ipv6_is_in_any_range", 2, 64, InAny),
    ];

    static Expression? InAny(KqlCall call)
    {
        var ranges = new List<Expression>();
        for (var i = 1; i < call.Count; i++)
        {
            if (call[i] is Constant { Type: ScalarType.Dynamic, Value: string json })
            {
                ranges.AddRange(KqlBinder.Elements(json));
            }
            else if (call[i] is Constant { Value: string })
            {
                ranges.Add(call[i]);
            }
            else
            {
                call.Binder.Report(Messages.ConstantNeeded(call.ArgumentSyntax(i).Span, "a range of addresses"));
                return null;
            }
        }

        return NetworkFunctions.InRange.Call([call.Text(0), .. ranges.Where(static r => r.Type == ScalarType.String)]);
    }
}
