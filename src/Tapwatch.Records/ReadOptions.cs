// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records;

/// <summary>Limits and settings of reading.</summary>
public sealed record ReadOptions
{
    /// <summary>The settings nobody asked to change.</summary>
    public static ReadOptions Default { get; } = new();

    /// <summary>A record longer than this, the line break behind a line of text included, is reported and left out.</summary>
    public int MaximumRecordBytes { get; init; } = 16 << 20;

    /// <summary>Bytes that a compressed source may expand to; beyond them the source is read on only while it expands less than <see cref="MaximumRatio"/> to one.</summary>
    public long MaximumExpansion { get; init; } = 1L << 30;

    /// <summary>The ratio of expansion that is taken for a bomb, once <see cref="MaximumExpansion"/> is passed.</summary>
    public int MaximumRatio { get; init; } = 200;

    /// <summary>How deep archives may stand in archives.</summary>
    public int MaximumArchiveDepth { get; init; } = 4;

    /// <summary>
    /// What dates without a year are resolved against: to the latest such date that is not after this plus a day.
    /// Without it, the time the file was last written.
    /// </summary>
    public DateTime? Reference { get; init; }

    /// <summary>Bytes of a chunk; a longer record makes a longer chunk.</summary>
    public int ChunkBytes { get; init; } = 1 << 20;

    /// <summary>Whether the input is a table the user named: every JSON object and every CSV line is a <see cref="RecordKind.Row"/>, whatever it looks like.</summary>
    public bool AsRows { get; init; }
}
