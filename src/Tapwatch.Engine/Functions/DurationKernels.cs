// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

static class DurationKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(DurationFunctions.Ticks, static (in a, r) => r.Set(a.Long(0))),
        PerRow(DurationFunctions.FromTicks, static (in a, r) => r.Set(a.Long(0))),
    ];
}
