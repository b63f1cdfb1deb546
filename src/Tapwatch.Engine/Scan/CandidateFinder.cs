// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Prefiltering;
using Tapwatch.Records;

namespace Tapwatch.Engine.Scan;

/// <summary>Finds the records of a chunk that contain a literal some leaf seeks, without reading them. For one thread.</summary>
sealed class CandidateFinder
{
    readonly LiteralSearcher _searcher;
    readonly SoughtKind?[] _kinds;

    /// <param name="kinds">By the number of the kind: which literals its leaves seek; null for kinds no leaf seeks literals in.</param>
    /// <param name="width">Bytes per step, of <see cref="VectorWidth"/>.</param>
    public CandidateFinder(SoughtKind?[] kinds, int width)
    {
        var literals = kinds.SelectMany(static k => k?.Literals ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        _searcher = new LiteralSearcher(literals, Array.Exists(kinds, static k => k?.FoldsUnicode == true), width);
        _kinds = kinds;
        foreach (var kind in kinds)
        {
            kind?.Number(literals);
        }
    }

    /// <summary>Adds the records of the chunk that may match to the lists of their kinds.</summary>
    public unsafe void Find(RecordChunk chunk)
    {
        var records = chunk.Records;
        if (records.IsEmpty)
        {
            return;
        }

        var current = 0;
        fixed (byte* buffer = chunk.Buffer)
        {
            var hits = _searcher.Search(buffer, chunk.Buffer.Length, records[0].Start, records[^1].Start + records[^1].Length);
            while (hits.MoveNext())
            {
                while (records[current].Start + records[current].Length <= hits.Place)
                {
                    current++;
                }

                ref readonly var record = ref records[current];
                if (hits.Place >= record.Start && (_kinds[record.KindIndex] is not { } kind || kind.Want(current, hits.Literal)))
                {
                    hits.SkipTo(record.Start + record.Length);
                }
            }
        }
    }
}
