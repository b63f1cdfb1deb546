// SPDX-License-Identifier: Apache-2.0

using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tapwatch.Engine.Prefiltering;

/// <summary>The instructions by which literals are sought. What is found is the same.</summary>
enum VectorPath
{
    Scalar,
    Vector128,
    Avx2,
    Avx512,

    /// <summary>Looks a byte up at once among 128, where the others look up its two halves.</summary>
    Avx512Vbmi,
}

/// <summary>The paths this machine has.</summary>
static class VectorPaths
{
    static readonly VectorPath[] _all = [VectorPath.Avx512Vbmi, VectorPath.Avx512, VectorPath.Avx2, VectorPath.Vector128, VectorPath.Scalar];

    /// <summary>The best this machine has. TAPWATCH_VECTOR (512, 256, 128, scalar) asks for less; 512 is without VBMI.</summary>
    public static VectorPath Chosen { get; } = Choose(Environment.GetEnvironmentVariable("TAPWATCH_VECTOR"));

    /// <summary>All paths this machine has.</summary>
    public static IEnumerable<VectorPath> Available => _all.Where(static path => path <= Best);

    static VectorPath Best => Avx512BW.IsSupported && Vector512.IsHardwareAccelerated ? Avx512Vbmi.IsSupported ? VectorPath.Avx512Vbmi : VectorPath.Avx512
        : Avx2.IsSupported ? VectorPath.Avx2
        : Vector128.IsHardwareAccelerated ? VectorPath.Vector128
        : VectorPath.Scalar;

    /// <summary>How many bytes are looked at in one step.</summary>
    public static int Bytes(this VectorPath path) => path switch
    {
        VectorPath.Avx512Vbmi or VectorPath.Avx512 or VectorPath.Avx2 => 64,
        VectorPath.Vector128 => 16,
        _ => 1,
    };

    static VectorPath Choose(string? wanted)
    {
        var most = wanted switch
        {
            "512" => VectorPath.Avx512,
            "256" => VectorPath.Avx2,
            "128" => VectorPath.Vector128,
            "scalar" => VectorPath.Scalar,
            _ => VectorPath.Avx512Vbmi,
        };
        return most < Best ? most : Best;
    }
}
