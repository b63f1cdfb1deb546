// SPDX-License-Identifier: Apache-2.0

using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tapwatch.Engine.Prefiltering;

/// <summary>How many bytes the search for literals looks at in one step.</summary>
static class VectorWidth
{
    static readonly int[] _all = [64, 32, 16, 1];

    /// <summary>The widest this machine has; 1 is without vectors. TAPWATCH_VECTOR (512, 256, 128, scalar) asks for less.</summary>
    public static int Chosen { get; } = Choose(Environment.GetEnvironmentVariable("TAPWATCH_VECTOR"));

    /// <summary>All widths this machine has.</summary>
    public static IEnumerable<int> Available => _all.Where(static width => width <= Widest);

    static int Widest => Avx512BW.IsSupported && Vector512.IsHardwareAccelerated ? 64 : Avx2.IsSupported ? 32 : Vector128.IsHardwareAccelerated ? 16 : 1;

    static int Choose(string? wanted) => Math.Min(Widest, wanted switch
    {
        "256" => 32,
        "128" => 16,
        "scalar" => 1,
        _ => 64,
    });
}
