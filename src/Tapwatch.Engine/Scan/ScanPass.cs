// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records;

namespace Tapwatch.Engine.Scan;

/// <summary>One reading of some sources for all scans that want their records.</summary>
/// <param name="sources">The sources.</param>
/// <param name="options">How they are read.</param>
/// <param name="leaves">The scans.</param>
/// <param name="waiting">Plans that will have scans of these sources when a record comes that may match.</param>
sealed class ScanPass(IReadOnlyList<InputSource> sources, ReadOptions options, IReadOnlyList<ScanLeaf> leaves, IReadOnlyList<WaitingPlan> waiting)
{
    int _version;

    public IReadOnlyList<InputSource> Sources => sources;

    public ReadOptions Options => options;

    /// <summary>Changes whenever a plan was made.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>Whether no scan wants more rows, and none will.</summary>
    public bool IsSatisfied => leaves.All(static l => l.IsClosed) && waiting.All(static w => w.Made is { } plan && plan.Leaves.TrueForAll(static l => l.IsClosed));

    /// <summary>The scans there are now, and the plans that still wait: each plan is one or the other.</summary>
    public (IReadOnlyList<ScanLeaf> Leaves, IReadOnlyList<WaitingPlan> Waiting) Now()
    {
        var now = new List<ScanLeaf>(leaves);
        var still = new List<WaitingPlan>();
        foreach (var plan in waiting)
        {
            if (plan.Made is not { } made)
            {
                still.Add(plan);
            }
            else if (made.Failure is null)
            {
                now.AddRange(made.Leaves);
            }
        }

        return (now, still);
    }

    /// <summary>Makes plans that wait. Workers that want the same ones share the work.</summary>
    public void Wake(IReadOnlyList<WaitingPlan> plans)
    {
        var left = new List<WaitingPlan>();
        foreach (var plan in plans)
        {
            if (!plan.TryMake())
            {
                left.Add(plan);
            }
        }

        left.ForEach(static p => p.Make());
        Interlocked.Increment(ref _version);
    }

    /// <summary>The passes a run needs: first one for each table the user named, then one over the logs, if any scan reads them.</summary>
    public static IReadOnlyList<ScanPass> Plan(IEnumerable<ScanLeaf> leaves, IReadOnlyList<WaitingPlan> waiting, ScanInputs inputs)
    {
        var tables = new List<ScanPass>();
        var logs = new List<ScanPass>();
        var groups = new List<List<ScanLeaf>>();
        foreach (var leaf in leaves)
        {
            var group = groups.Find(g => g[0].Scan.Input == leaf.Scan.Input && IsRows(g[0]) == IsRows(leaf));
            if (group is null)
            {
                groups.Add(group = []);
            }

            group.Add(leaf);
        }

        foreach (var group in groups)
        {
            var options = inputs.Options with { AsRows = IsRows(group[0]) };
            if (group[0].Scan.Input is not { } table)
            {
                logs.Add(new ScanPass(inputs.Logs, options, group, options.AsRows ? [] : waiting));
            }
            else if (inputs.Tables.TryGetValue(table, out var sources))
            {
                tables.Add(new ScanPass(sources, options, group, []));
            }
            else
            {
                group.ForEach(l => l.Fail($"table {table} was not given"));
            }
        }

        if (waiting.Count > 0 && !logs.Exists(static p => !p.Options.AsRows))
        {
            logs.Add(new ScanPass(inputs.Logs, inputs.Options with { AsRows = false }, [], waiting));
        }

        return [.. tables, .. logs];

        static bool IsRows(ScanLeaf leaf) => leaf.Scan.Kind == RecordKind.Row;
    }
}
