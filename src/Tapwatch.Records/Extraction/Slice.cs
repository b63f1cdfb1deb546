// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.Extraction;

/// <summary>A part of a line; a length of -1 is no part.</summary>
readonly record struct Slice(int Start, int Length)
{
    public static readonly Slice None = new(0, -1);

    public bool Exists => Length >= 0;

    public int End => Start + Length;

    /// <summary>The bytes; empty when there is no part.</summary>
    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> line) => Length <= 0 ? default : line.Slice(Start, Length);

    /// <summary>The part from <paramref name="start"/> up to <paramref name="end"/> without the blanks around it; none if nothing is left.</summary>
    public static Slice Trimmed(ReadOnlySpan<byte> line, int start, int end)
    {
        while (start < end && line[start] <= ' ')
        {
            start++;
        }

        while (end > start && line[end - 1] <= ' ')
        {
            end--;
        }

        return end > start ? new Slice(start, end - start) : None;
    }
}
