// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Prefiltering;
using Tapwatch.Plan.Algebra;
using Tapwatch.Records;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Scan;

/// <summary>Runs all leaves of a pass over chunks. For one thread; each has its own.</summary>
sealed class ChunkScanner
{
    readonly Dictionary<ScanLeaf, int> _order = [];
    readonly Lazy<KindScanner>?[] _plain = new Lazy<KindScanner>?[RecordKinds.Count];
    readonly Lazy<KindScanner>?[] _seeking = new Lazy<KindScanner>?[RecordKinds.Count];
    readonly SoughtKind?[] _sought = new SoughtKind?[RecordKinds.Count];
    readonly CandidateFinder?[] _finders = new CandidateFinder?[RecordKinds.Count];
    int[] _records = [];

    public ChunkScanner(ScanPass pass, EngineOptions options)
    {
        foreach (var leaf in pass.Leaves)
        {
            _order.Add(leaf, _order.Count);
        }

        foreach (var group in pass.Leaves.GroupBy(static l => l.Scan.Kind))
        {
            var seeking = group.Where(l => options.UsePrefilter && IsUsable(l.Scan.Prefilter)).ToList();
            var plain = group.Except(seeking).ToList();
            var kind = RecordKinds.IndexOf(group.Key);

            // Made when the first record asks for them: most inputs hold one kind, and most hold nothing that is sought.
            _plain[kind] = plain.Count > 0 ? new(() => new KindScanner(group.Key, plain, options), isThreadSafe: false) : null;
            if (seeking.Count > 0)
            {
                _seeking[kind] = new(() => new KindScanner(group.Key, seeking, options), isThreadSafe: false);
                var sought = new SoughtKind(seeking);
                _sought[kind] = sought;
                _finders[kind] = new CandidateFinder(kind, sought, VectorWidth.Chosen);
            }
        }
    }

    /// <summary>The rows of a chunk; owns it from now on.</summary>
    public ChunkRows Scan(RecordChunk chunk)
    {
        var rows = new List<(ScanLeaf Leaf, Batch Rows)>();
        var failures = new List<(ScanLeaf Leaf, string Reason)>();
        for (var kind = 0; kind < RecordKinds.Count; kind++)
        {
            if (_finders[kind] is { } finder && _sought[kind] is { } sought)
            {
                finder.Find(chunk);
                if (sought.Count > 0)
                {
                    _seeking[kind]!.Value.Scan(chunk, sought.Records, sought.Wanted, rows, failures);
                    sought.Clear();
                }
            }
        }

        for (var kind = 0; kind < RecordKinds.Count; kind++)
        {
            if (_plain[kind] is { } plain && RecordsOf(chunk, kind) is { IsEmpty: false } records)
            {
                plain.Value.Scan(chunk, records, [], rows, failures);
            }
        }

        // By leaf, so that neither the size of batches nor the prefilter changes the order; rows of one leaf are in order already.
        if (rows.Count > 1)
        {
            rows = [.. rows.OrderBy(r => _order[r.Leaf])];
        }

        return new ChunkRows(chunk, rows, failures);
    }

    /// <summary>Whether the literals are such as can be sought; otherwise every record is read, which is slow and right.</summary>
    static bool IsUsable(Prefilter? prefilter) =>
        prefilter is not null && prefilter.AnyOf.All(static l => l.Length >= LiteralWindow.Shortest && l.All(char.IsAsciiLetterLower));

    ReadOnlySpan<int> RecordsOf(RecordChunk chunk, int kind)
    {
        var all = chunk.Records;
        if (_records.Length < all.Length)
        {
            _records = new int[all.Length];
        }

        var count = 0;
        for (var i = 0; i < all.Length; i++)
        {
            _records[count] = i;
            count += all[i].KindIndex == kind ? 1 : 0;
        }

        return _records.AsSpan(0, count);
    }
}
