// SPDX-License-Identifier: Apache-2.0

using System.Buffers;

namespace Tapwatch.Records.Framing;

/// <summary>Buffers for chunks: those of usual size are used again, those of single long records are not kept.</summary>
static class ChunkBuffers
{
    const int LargestKept = 2 << 20;
    const int LeastRecords = 1024;
    const int MostKept = 32;

    // No pool of the framework's: over a type of ours it is compiled when it runs, which takes longer than a small scan.
    static readonly List<RecordSlice[]> _records = [];

    /// <summary>A buffer of at least this size; its content is whatever it was.</summary>
    public static byte[] Rent(int size) => size > LargestKept ? GC.AllocateUninitializedArray<byte>(size) : ArrayPool<byte>.Shared.Rent(size);

    /// <summary>Room for at least so many records.</summary>
    public static RecordSlice[] RentRecords(int count)
    {
        lock (_records)
        {
            for (var i = _records.Count - 1; i >= 0; i--)
            {
                if (_records[i].Length >= count)
                {
                    var found = _records[i];
                    _records.RemoveAt(i);
                    return found;
                }
            }
        }

        return new RecordSlice[Math.Max(LeastRecords, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count))];
    }

    /// <summary>Gives room for records back.</summary>
    public static void Return(RecordSlice[] records)
    {
        if (records.Length < LeastRecords || records.Length * System.Runtime.CompilerServices.Unsafe.SizeOf<RecordSlice>() > LargestKept)
        {
            return;
        }

        lock (_records)
        {
            if (_records.Count < MostKept)
            {
                _records.Add(records);
            }
        }
    }

    /// <summary>Gives a buffer back.</summary>
    public static void Return(byte[] buffer)
    {
        if (buffer.Length is > 0 and <= LargestKept)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
