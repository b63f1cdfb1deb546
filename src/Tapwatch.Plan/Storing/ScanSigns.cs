// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Records;

namespace Tapwatch.Plan.Storing;

/// <summary>What a record must contain before a plan has any use for it.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Prefilter">The literals any of which it must have; null: any record of the kind matters.</param>
public sealed record ScanSign(RecordKind Kind, Prefilter? Prefilter);

/// <summary>Tells for which plans no record but those of certain kinds with certain literals matters, so that the plan itself is needed only when one comes.</summary>
public static class ScanSigns
{
    /// <summary>The signs, one per kind of record; null when the plan gives rows without such records, or may.</summary>
    public static IReadOnlyList<ScanSign>? Of(PlanNode plan)
    {
        var scans = new List<RecordScan>();
        foreach (var node in plan.Nodes())
        {
            switch (node)
            {
                case RecordScan { Input: null } scan when scan.Kind != RecordKind.Row:
                    scans.Add(scan);
                    break;
                case Filter or Project or Sort or Limit or Union or Join or Expand or Unpack or Aggregate { Keys.Count: > 0 } or ConstantRows { Rows.Count: 0 }:
                    break;
                default:
                    // It gives rows, or fails, without any record.
                    return null;
            }
        }

        return
        [
            .. scans.GroupBy(static s => s.Kind).Select(static kind => new ScanSign(
                kind.Key,
                kind.All(static s => s.Prefilter is not null)
                    ? new Prefilter([.. kind.SelectMany(static s => s.Prefilter!.AnyOf).Distinct(StringComparer.Ordinal)], kind.Any(static s => s.Prefilter!.FoldsUnicode))
                    : null)),
        ];
    }
}
