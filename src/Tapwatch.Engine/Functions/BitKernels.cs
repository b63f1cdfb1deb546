// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

static class BitKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(BitFunctions.And, static (in a, r) => r.Set(a.Long(0) & a.Long(1))),
        PerRow(BitFunctions.Or, static (in a, r) => r.Set(a.Long(0) | a.Long(1))),
        PerRow(BitFunctions.Xor, static (in a, r) => r.Set(a.Long(0) ^ a.Long(1))),
        PerRow(BitFunctions.Not, static (in a, r) => r.Set(~a.Long(0))),

        // C# takes the distance modulo 64, as Java does.
        PerRow(BitFunctions.ShiftLeft, static (in a, r) => r.Set(a.Long(0) << (int)(a.Long(1) & 63))),
        PerRow(BitFunctions.ShiftRight, static (in a, r) => r.Set(a.Long(0) >> (int)(a.Long(1) & 63))),
        PerRow(BitFunctions.ShiftRightUnsigned, static (in a, r) => r.Set(a.Long(0) >>> (int)(a.Long(1) & 63))),
        PerRow(BitFunctions.CountOnes, static (in a, r) => r.Set((long)BitOperations.PopCount((ulong)a.Long(0)))),
    ];
}
