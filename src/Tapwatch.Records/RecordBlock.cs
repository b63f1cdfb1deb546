// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records;

/// <summary>One of the <see cref="RecordBlocks"/> of a file, read and cut into records.</summary>
public sealed class RecordBlock
{
    readonly RecordBlocks _blocks;

    internal RecordBlock(RecordBlocks blocks, long number) => (_blocks, Number) = (blocks, number);

    /// <summary>Which of the blocks it is, from 0.</summary>
    public long Number { get; }

    /// <summary>Its records, whose positions and lines are counted from its beginning; <see langword="null"/> if it has none. Whoever got the block disposes it.</summary>
    public RecordChunk? Chunk { get; internal set; }

    /// <summary>Whether the block gave what reading the file in turn would have given, as long as that is so of all blocks before it.</summary>
    public bool IsWhole { get; internal set; }

    /// <summary>Items in it.</summary>
    internal long Items { get; set; }

    /// <summary>Line breaks in it.</summary>
    internal long Lines { get; set; }

    /// <summary>Where it begins in the file.</summary>
    internal long Start { get; set; }

    /// <summary>Where it ends in the file.</summary>
    internal long End { get; set; }

    /// <summary>What was found in it, with lines counted from its beginning.</summary>
    internal InputReport Report { get; } = new();

    /// <summary>Items before it. Waits until the blocks before are cut; without meaning if one of them is not whole.</summary>
    internal long ItemsBefore => _blocks.Before(Number).Items;

    /// <summary>Line breaks before it. Waits like <see cref="ItemsBefore"/>.</summary>
    internal long LinesBefore => _blocks.Before(Number).Lines;
}
