// SPDX-License-Identifier: Apache-2.0

using System.Buffers;

namespace Tapwatch.Records.Framing;

/// <summary>Buffers for chunks: those of usual size are used again, those of single long records are not kept.</summary>
static class ChunkBuffers
{
    const int LargestKept = 2 << 20;

    /// <summary>A buffer of at least this size; its content is whatever it was.</summary>
    public static byte[] Rent(int size) => size > LargestKept ? GC.AllocateUninitializedArray<byte>(size) : ArrayPool<byte>.Shared.Rent(size);

    /// <summary>Gives a buffer back.</summary>
    public static void Return(byte[] buffer)
    {
        if (buffer.Length is > 0 and <= LargestKept)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
