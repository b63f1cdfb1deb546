// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Records;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Scan;

/// <summary>Some leaves over the records of one kind: one extraction serves all, then each runs its steps. For one thread.</summary>
sealed class KindScanner
{
    readonly LeafSteps[] _leaves;
    readonly int[][] _columns;
    readonly RecordExtractor _fields;
    readonly int _batchSize;
    int[] _rows = [];
    int[] _records = [];

    public KindScanner(RecordKind kind, IReadOnlyList<ScanLeaf> leaves, EngineOptions options)
    {
        _batchSize = Math.Max(1, options.BatchSize);
        _leaves = [.. leaves.Select(l => l.StepsOfThread(options))];
        var requests = new Dictionary<FieldRequest, int>();
        var ordered = new List<FieldRequest>();
        _columns = new int[_leaves.Length][];
        for (var i = 0; i < _leaves.Length; i++)
        {
            _columns[i] = Array.ConvertAll(_leaves[i].EarlyFields, Number);
        }

        _fields = new RecordExtractor(kind, ordered);

        int Number(FieldRequest request)
        {
            if (!requests.TryGetValue(request, out var number))
            {
                requests.Add(request, number = ordered.Count);
                ordered.Add(request);
            }

            return number;
        }
    }

    public int LeafCount => _leaves.Length;

    /// <summary>Runs all leaves over the records.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="records">Numbers of records of this kind.</param>
    /// <param name="wanted">For each record the leaves that want it, as bits, so many words per record; empty: all do.</param>
    /// <param name="rows">Gets the rows of each leaf.</param>
    /// <param name="failures">Gets what failed.</param>
    public void Scan(RecordChunk chunk, ReadOnlySpan<int> records, ReadOnlySpan<ulong> wanted, List<(ScanLeaf Leaf, Batch Rows)> rows, List<(ScanLeaf Leaf, string Reason)> failures)
    {
        var words = records.IsEmpty ? 0 : wanted.Length / records.Length;
        for (var start = 0; start < records.Length; start += _batchSize)
        {
            var piece = records.Slice(start, Math.Min(_batchSize, records.Length - start));
            var early = _fields.Extract(chunk, piece);
            for (var i = 0; i < _leaves.Length; i++)
            {
                var leaf = _leaves[i];
                if (leaf.Leaf.IsClosed)
                {
                    continue;
                }

                try
                {
                    var result = wanted.IsEmpty
                        ? leaf.Run(chunk, piece, Select(early, _columns[i]))
                        : RunSome(leaf, i, chunk, piece, wanted.Slice(start * words, piece.Length * words), words, early);
                    if (result is { Count: > 0 })
                    {
                        rows.Add((leaf.Leaf, result));
                    }
                }
                catch (Exception e) when (PlanFailureException.Reason(e) is { } reason)
                {
                    failures.Add((leaf.Leaf, reason));
                }
            }
        }
    }

    Batch? RunSome(LeafSteps leaf, int index, RecordChunk chunk, ReadOnlySpan<int> records, ReadOnlySpan<ulong> wanted, int words, Batch early)
    {
        if (_rows.Length < records.Length)
        {
            (_rows, _records) = (new int[records.Length], new int[records.Length]);
        }

        var count = 0;
        for (var row = 0; row < records.Length; row++)
        {
            if ((wanted[(row * words) + (index >> 6)] >> (index & 63) & 1) != 0)
            {
                _rows[count] = row;
                _records[count++] = records[row];
            }
        }

        if (count == 0)
        {
            return null;
        }

        var columns = Select(early, _columns[index]);
        if (count < records.Length)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                columns[i] = columns[i].Gather(_rows.AsSpan(0, count));
            }
        }

        return leaf.Run(chunk, _records.AsSpan(0, count), columns);
    }

    static Column[] Select(Batch batch, int[] columns)
    {
        var selected = new Column[columns.Length];
        for (var i = 0; i < selected.Length; i++)
        {
            selected[i] = batch.Columns[columns[i]];
        }

        return selected;
    }
}
