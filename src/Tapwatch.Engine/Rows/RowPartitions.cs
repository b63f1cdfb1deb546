// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Rows;

/// <summary>Rows that belong together.</summary>
static class RowPartitions
{
    /// <summary>The rows of each partition, in their order.</summary>
    public static int[][] Of(Evaluator[] keys, Batch rows)
    {
        var columns = Array.ConvertAll(keys, k => k.Evaluate(rows));
        var table = new KeyTable();
        var encoder = new KeyEncoder();
        var partitions = new List<List<int>>();
        for (var row = 0; row < rows.Count; row++)
        {
            var partition = table.GetOrAdd(encoder.Encode(columns, row), out var added);
            if (added)
            {
                partitions.Add([]);
            }

            partitions[partition].Add(row);
        }

        return [.. partitions.Select(static p => p.ToArray())];
    }
}
