// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

static class PowerKernels
{
    public static IEnumerable<ScalarImplementation> All => [PerRow(PowerFunctions.Power, static (in a, r) => r.Set(Math.Pow(a.Real(0), a.Real(1))))];
}
