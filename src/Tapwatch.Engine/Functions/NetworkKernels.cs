// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Text;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

static class NetworkKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(NetworkFunctions.InRange, InRange),
        PerRow(NetworkFunctions.NumberOf, NumberOf),
    ];

    // An IPv4 address is held as the IPv6 address that stands for it, ::ffff:a.b.c.d.
    static void NumberOf(in Arguments a, Result r)
    {
        if (AddressRange.TryParseAddress(TextKernels.Trim(a.Text(0)), out var address) && address >> 32 == 0xFFFF)
        {
            r.Set((long)(uint)address);
        }
        else
        {
            r.SetNull();
        }
    }

    static Kernel InRange(CallSite site)
    {
        var ranges = new AddressRange[site.Count - 1];
        for (var i = 0; i < ranges.Length; i++)
        {
            ranges[i] = AddressRange.TryParse(site.RequiredText(i + 1)) ?? throw new PlanFailureException($"'{site.RequiredText(i + 1)}' is no address range");
        }

        return (in a, r) =>
        {
            var found = false;
            if (AddressRange.TryParseAddress(TextKernels.Trim(a.Text(0)), out var address))
            {
                for (var i = 0; i < ranges.Length && !found; i++)
                {
                    found = ranges[i].Contains(address);
                }
            }

            r.Set(found);
        };
    }
}
