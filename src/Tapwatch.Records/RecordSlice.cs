// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records;

/// <summary>Where one record stands in its chunk, and where it came from.</summary>
/// <param name="Start">Its first byte in <see cref="RecordChunk.Buffer"/>.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="KindIndex">The number of its kind.</param>
/// <param name="Position">Which record or other item it is, from 1, of its source or of its block.</param>
/// <param name="Line">The line it begins on, from 1, of its source or of its block.</param>
public readonly record struct RecordSlice(int Start, int Length, byte KindIndex, long Position, long Line)
{
    /// <summary>The kind of the record.</summary>
    public RecordKind Kind => RecordKinds.At(KindIndex);
}
