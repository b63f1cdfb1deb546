// SPDX-License-Identifier: Apache-2.0

using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tapwatch.Records.Compression;

/// <summary>
/// The first table of a <see cref="DecodeTable"/>, with two literals in one entry where the bits that index it hold both: text is mostly literals of four
/// or five bits, and looking them up is what decoding waits for.
/// </summary>
/// <remarks>An entry of literals: bits 0–7 how many bits they take; 8–15 the first, 16–23 the second; 30 set if there is a second; 31 set. All others as there.</remarks>
sealed class LiteralRuns(int width)
{
    // What a second literal adds: itself, its bits, the sign that there is one.
    const uint Second = 0x00FF_00FF;
    const uint Another = 0x4000_0000;

    /// <summary>As many as the bits that index them can be.</summary>
    public uint[] Entries { get; } = new uint[1 << width];

    /// <summary>Makes the entries from those of the code at hand.</summary>
    public void Make(DecodeTable table)
    {
        var from = table.Entries.AsSpan(0, Entries.Length);
        if (Avx2.IsSupported)
        {
            MakeByVectors(from);
        }
        else
        {
            MakeSingly(from);
        }
    }

    internal void MakeSingly(ReadOnlySpan<uint> from)
    {
        for (var i = 0; i < from.Length; i++)
        {
            var first = from[i];
            if ((first & DecodeTable.Literal) == 0)
            {
                Entries[i] = first;
                continue;
            }

            // Bits beyond those of the index read as zeros here; what they decide is not taken.
            var size = first & 0xFF;
            var second = from[i >> (int)size];
            var run = DecodeTable.Literal | ((first >> 8) & 0xFF00) | size;
            Entries[i] = (second & DecodeTable.Literal) != 0 && size + (second & 0xFF) <= width ? run + (second & Second) + Another : run;
        }
    }

    unsafe void MakeByVectors(ReadOnlySpan<uint> from)
    {
        var low = Vector256.Create(0xFFu);
        var zero = Vector256<int>.Zero;
        fixed (uint* source = from, target = Entries)
        {
            // No shift makes an index larger, so that all that is gathered lies within the table.
            var index = Vector256<uint>.Indices;
            for (var i = 0; i < from.Length; i += Vector256<uint>.Count)
            {
                var first = Vector256.Load(source + i);
                var size = first & low;
                var second = Avx2.GatherVector256(source, Avx2.ShiftRightLogicalVariable(index, size).AsInt32(), sizeof(uint));
                var run = Vector256.Create(DecodeTable.Literal) | (Vector256.ShiftRightLogical(first, 8) & Vector256.Create(0xFF00u)) | size;
                var fits = Vector256.LessThan(second.AsInt32(), zero) & Vector256.LessThanOrEqual((size + (second & low)).AsInt32(), Vector256.Create(width));
                run += fits.AsUInt32() & ((second & Vector256.Create(Second)) + Vector256.Create(Another));
                Vector256.ConditionalSelect(Vector256.LessThan(first.AsInt32(), zero).AsUInt32(), run, first).Store(target + i);
                index += Vector256.Create((uint)Vector256<uint>.Count);
            }
        }
    }
}
