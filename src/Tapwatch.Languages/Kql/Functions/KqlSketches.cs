// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Binding;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Functions;

/// <summary>What <c>hll()</c> and <c>tdigest()</c> made, merged and asked.</summary>
static class KqlSketches
{
    public static IEnumerable<KqlFunction> All =>
    [
        new("dcount_hll", 1, 1, static c => SketchFunctions.CountDistinct.Call(c.Dynamic(0))),
        new("hll_merge", 1, 64, static c => SketchFunctions.MergeDistinct.Call([.. Enumerable.Range(0, c.Count).Select(c.Dynamic)])),
        new("tdigest_merge", 1, 64, Merge),
        new("merge_tdigest", 1, 64, Merge),
        new("percentile_tdigest", 2, 3, Percentile),
        new("percentiles_array_tdigest", 2, 64, Percentiles),
        new("rank_tdigest", 2, 2, static c => SketchFunctions.Rank.Call(c.Dynamic(0), KqlDynamics.AsDynamic(c, 1), Constant.Bool(false))),
        new("percentrank_tdigest", 2, 2, static c => SketchFunctions.Rank.Call(c.Dynamic(0), KqlDynamics.AsDynamic(c, 1), Constant.Bool(true))),
        new("hll_isvalid", 1, 1, static c => SketchFunctions.IsDistinct.Call(c.Dynamic(0))),
        new("tdigest_isvalid", 1, 1, static c => SketchFunctions.IsDigest.Call(c.Dynamic(0))),
    ];

    static Expression Merge(KqlCall call) => SketchFunctions.MergeDigests.Call([.. Enumerable.Range(0, call.Count).Select(call.Dynamic)]);

    static Expression Percentile(KqlCall call)
    {
        var found = SketchFunctions.Percentile.Call(call.Dynamic(0), call.Real(1));
        return call.Count > 2 && KqlBinder.TypeArgument(call.ArgumentSyntax(2)) is { } type ? call.Binder.To(found, type) : found;
    }

    static Expression? Percentiles(KqlCall call)
    {
        Expression[] ranks = [.. call.Arguments.Skip(1)];
        if (ranks is [{ Type: ScalarType.Dynamic } list])
        {
            if (call.Constant<string>(1) is not { } json)
            {
                return null;
            }

            ranks = [.. KqlBinder.Elements(json)];
        }

        return DynamicFunctions.MakeArray.Call([.. ranks.Select(r => SketchFunctions.Percentile.Call(call.Dynamic(0), call.Binder.To(r, ScalarType.Real)))]);
    }
}
