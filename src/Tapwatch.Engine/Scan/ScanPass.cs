// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records;

namespace Tapwatch.Engine.Scan;

/// <summary>One reading of some sources for all scans that want their records.</summary>
sealed record ScanPass(IReadOnlyList<InputSource> Sources, ReadOptions Options, IReadOnlyList<ScanLeaf> Leaves)
{
    /// <summary>Whether no leaf wants more rows.</summary>
    public bool IsSatisfied => Leaves.All(static l => l.IsClosed);

    /// <summary>The passes a run needs: first one for each table the user named, then one over the logs, if any scan reads them.</summary>
    public static IReadOnlyList<ScanPass> Plan(IEnumerable<ScanLeaf> leaves, ScanInputs inputs)
    {
        var passes = new List<ScanPass>();
        foreach (var group in leaves.GroupBy(static l => (l.Scan.Input, IsRows: l.Scan.Kind == RecordKind.Row)))
        {
            if (group.Key.Input is not { } table)
            {
                passes.Add(new ScanPass(inputs.Logs, inputs.Options with { AsRows = group.Key.IsRows }, [.. group]));
            }
            else if (inputs.Tables.TryGetValue(table, out var sources))
            {
                passes.Add(new ScanPass(sources, inputs.Options with { AsRows = group.Key.IsRows }, [.. group]));
            }
            else
            {
                foreach (var leaf in group)
                {
                    leaf.Fail($"table {table} was not given");
                }
            }
        }

        return [.. passes.OrderBy(static p => p.Leaves[0].Scan.Input is null)];
    }
}
