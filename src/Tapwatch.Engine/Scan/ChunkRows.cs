// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Scan;

/// <summary>What a chunk gave: rows per leaf, which may refer to the chunk until they have been handed on.</summary>
sealed class ChunkRows(RecordChunk chunk, List<(ScanLeaf Leaf, Batch Rows)> rows, List<(ScanLeaf Leaf, string Reason)> failures) : IDisposable
{
    const int LeastSaving = 8;

    /// <summary>Whether there is nothing to hand on, so that the chunk need not be kept.</summary>
    public bool IsEmpty => rows.Count == 0 && failures.Count == 0;

    /// <summary>What is held until the rows are handed on, in units of <see cref="Outstanding"/>.</summary>
    public int Weight { get; private set; } = Outstanding.Chunk;

    /// <summary>
    /// Lets go of the chunk if the rows can do without it, as those that are only numbers do: its buffer stays with this thread, for what it reads next.
    /// </summary>
    /// <param name="waits">Whether the rows wait for another source, perhaps long: then text that is little of the chunk is copied out of it.</param>
    /// <param name="isSmall">Whether it is the chunk of a small source, which weighs no more than its buffer if it is kept.</param>
    public void Detach(bool waits, bool isSmall = false)
    {
        var refers = false;
        var bytes = 0L;
        foreach (var (_, batch) in rows)
        {
            foreach (var column in batch.Columns)
            {
                bytes += ((long)batch.Count * sizeof(long)) + (waits && column is TextColumn text ? text.Size : 0);
                refers |= column.RefersTo(chunk.Buffer);
            }
        }

        if (refers)
        {
            if (!waits || bytes > chunk.Length / LeastSaving)
            {
                Weight = isSmall ? WeightOf(chunk.Buffer.Length) : Weight;
                return;
            }

            for (var i = 0; i < rows.Count; i++)
            {
                var (leaf, batch) = rows[i];
                rows[i] = (leaf, new Batch(batch.Count, Array.ConvertAll(batch.Columns, static column => column is TextColumn text ? text.Detach() : column)));
            }
        }

        chunk.Dispose();
        Weight = WeightOf(bytes);
    }

    static int WeightOf(long bytes) => (int)Math.Min(Outstanding.Chunk, 1 + (bytes / Outstanding.UnitBytes));

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
