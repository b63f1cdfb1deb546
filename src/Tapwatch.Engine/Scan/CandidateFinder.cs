// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Prefiltering;
using Tapwatch.Records;

namespace Tapwatch.Engine.Scan;

/// <summary>Finds the records of one kind that contain a literal some leaf seeks, without reading them. For one thread.</summary>
/// <remarks>Each kind is searched for its own literals only: what is rare in device logs may stand in every cloud event.</remarks>
sealed class CandidateFinder
{
    readonly LiteralSearcher _searcher;
    readonly SoughtKind _sought;
    readonly int _kind;

    /// <param name="kind">The number of the kind.</param>
    /// <param name="sought">What its leaves seek; gets the records.</param>
    /// <param name="path">How to look for them.</param>
    public CandidateFinder(int kind, SoughtKind sought, VectorPath path)
    {
        (_kind, _sought) = (kind, sought);
        var literals = sought.Literals.Distinct(StringComparer.Ordinal).ToArray();
        _searcher = new LiteralSearcher(literals, sought.FoldsUnicode, path);
        sought.Number(literals);
    }

    /// <summary>Notes the records of the chunk that may match.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="isAlone">Whether all its records are of this kind.</param>
    public unsafe void Find(RecordChunk chunk, bool isAlone)
    {
        var records = chunk.Records;
        fixed (byte* buffer = chunk.Buffer)
        {
            for (var first = 0; first < records.Length;)
            {
                var end = isAlone ? records.Length : first;
                while (end < records.Length && records[end].KindIndex == _kind)
                {
                    end++;
                }

                if (end > first)
                {
                    FindIn(buffer, chunk.Buffer.Length, records, first, end, chunk.IsAscii);
                }

                first = end + 1;
            }
        }
    }

    /// <summary>Looks through records that stand one after the other, all of this kind.</summary>
    unsafe void FindIn(byte* buffer, int capacity, ReadOnlySpan<RecordSlice> records, int first, int end, bool isAscii)
    {
        var current = first;
        var hits = _searcher.Search(buffer, capacity, records[first].Start, records[end - 1].Start + records[end - 1].Length, isAscii);
        while (hits.MoveNext())
        {
            while (records[current].Start + records[current].Length <= hits.Place)
            {
                current++;
            }

            ref readonly var record = ref records[current];
            if (hits.Place >= record.Start && _sought.Want(current, hits.Literal))
            {
                hits.SkipTo(record.Start + record.Length);
            }
        }
    }
}
