// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records;

/// <summary>Where one record stands in its chunk, and where it came from.</summary>
public readonly record struct RecordSlice
{
    // Four fields, not five: the compiler keeps such a struct in registers, and a larger one goes through memory, where each part must be written before the whole is read.
    readonly long _lineAndKind;

    /// <summary>A record.</summary>
    /// <param name="start">Its first byte in <see cref="RecordChunk.Buffer"/>.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="kindIndex">The number of its kind.</param>
    /// <param name="position">Which record or other item it is, from 1, of its source or of its block.</param>
    /// <param name="line">The line it begins on, from 1, of its source or of its block.</param>
    public RecordSlice(int start, int length, byte kindIndex, long position, long line) =>
        (Start, Length, Position, _lineAndKind) = (start, length, position, (line << 8) | kindIndex);

    /// <summary>Its first byte in <see cref="RecordChunk.Buffer"/>.</summary>
    public int Start { get; }

    /// <summary>Its length in bytes.</summary>
    public int Length { get; }

    /// <summary>Which record or other item it is, from 1, of its source or of its block.</summary>
    public long Position { get; }

    /// <summary>The line it begins on, from 1, of its source or of its block.</summary>
    public long Line => _lineAndKind >> 8;

    /// <summary>The number of its kind.</summary>
    public byte KindIndex => (byte)_lineAndKind;

    /// <summary>The kind of the record.</summary>
    public RecordKind Kind => RecordKinds.At(KindIndex);
}
