// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Scan;

/// <summary>What a chunk gave: rows per leaf, which refer to the chunk until they have been handed on.</summary>
sealed class ChunkRows(RecordChunk chunk, List<(ScanLeaf Leaf, Batch Rows)> rows, List<(ScanLeaf Leaf, string Reason)> failures) : IDisposable
{
    /// <summary>Whether there is nothing to hand on, so that the chunk need not be kept.</summary>
    public bool IsEmpty => rows.Count == 0 && failures.Count == 0;

    /// <summary>Hands the rows on, to the leaves in their order.</summary>
    public void Deliver()
    {
        foreach (var (leaf, batch) in rows)
        {
            if (!leaf.IsClosed)
            {
                leaf.Push(batch);
            }
        }

        foreach (var (leaf, reason) in failures)
        {
            leaf.Fail(reason);
        }
    }

    public void Dispose() => chunk.Dispose();
}
