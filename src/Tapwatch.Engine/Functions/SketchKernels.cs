// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Engine.Sketches;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.DynamicBuilding;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Sketches and distributions read, merged and asked. What is none gives null.</summary>
static class SketchKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(SketchFunctions.CountDistinct, CountDistinct),
        PerRow(SketchFunctions.MergeDistinct, static _ => Building(MergeDistinct)),
        PerRow(SketchFunctions.MergeDigests, static _ => Building(MergeDigests)),
        PerRow(SketchFunctions.Percentile, Percentile),
        PerRow(SketchFunctions.Rank, Rank),
        PerRow(SketchFunctions.IsDistinct, static (in a, r) => r.Set(HyperLogLog.Read(a.Text(0)) is not null)),
        PerRow(SketchFunctions.IsDigest, static (in a, r) => r.Set(ValueDigest.Read(a.Text(0)) is not null)),
    ];

    static void CountDistinct(in Arguments a, Result r)
    {
        if (HyperLogLog.Read(a.Text(0)) is { } sketch)
        {
            r.Set(sketch.Count());
        }
        else
        {
            r.SetNull();
        }
    }

    static bool MergeDistinct(in Arguments a, JsonBuilder json)
    {
        HyperLogLog? all = null;
        for (var i = 0; i < a.Count; i++)
        {
            if (HyperLogLog.Read(a.Text(i)) is not { } next)
            {
                return false;
            }

            all = all is null ? next : all.With(next);
        }

        all?.Write(json);
        return all is not null;
    }

    static bool MergeDigests(in Arguments a, JsonBuilder json)
    {
        var all = new ValueDigest();
        for (var i = 0; i < a.Count; i++)
        {
            if (ValueDigest.Read(a.Text(i)) is not { } next)
            {
                return false;
            }

            all.Add(next);
        }

        all.Write(json);
        return true;
    }

    static void Percentile(in Arguments a, Result r)
    {
        if (ValueDigest.Read(a.Text(0)) is { IsEmpty: false } digest)
        {
            r.Set(digest.At(a.Real(1)));
        }
        else
        {
            r.SetNull();
        }
    }

    static void Rank(in Arguments a, Result r)
    {
        if (ValueDigest.Read(a.Text(0)) is { IsEmpty: false } digest)
        {
            var rank = digest.RankOf(a.Text(1));
            r.Set(a.Bool(2) ? 100 * rank / digest.Total() : rank);
        }
        else
        {
            r.SetNull();
        }
    }
}
