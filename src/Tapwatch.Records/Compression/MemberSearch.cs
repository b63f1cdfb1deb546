// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Tapwatch.Records.Compression;

/// <summary>Looks for places in a gzip file where a member seems to begin. Compressed data can look so too.</summary>
static class MemberSearch
{
    const int HeaderSize = 10;
    const int Piece = 128 << 10;

    /// <summary>The first such place; -1 if there is none.</summary>
    /// <param name="file">The file.</param>
    /// <param name="from">Where members may begin.</param>
    /// <param name="to">Where they may not any more.</param>
    /// <param name="cancellation">Ends the search with none.</param>
    public static long Find(SafeFileHandle file, long from, long to, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            while (from < to && !cancellation.IsCancellationRequested)
            {
                var count = RandomAccess.Read(file, buffer.AsSpan(0, (int)Math.Min(Piece, to - from + HeaderSize - 1)), from);
                if (Find(buffer.AsSpan(0, count)) is var at and >= 0)
                {
                    return from + at;
                }

                if (count < HeaderSize)
                {
                    break;
                }

                from += count - HeaderSize + 1;
            }

            return -1;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Where in some bytes a member seems to begin; -1 if nowhere.</summary>
    internal static int Find(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; ; at++)
        {
            var next = bytes[at..].IndexOf((ReadOnlySpan<byte>)[0x1F, 0x8B, 8]);
            at += next;
            if (next < 0 || bytes.Length - at < HeaderSize)
            {
                return -1;
            }

            if (IsHeader(bytes[at..]))
            {
                return at;
            }
        }
    }

    /// <summary>Flags that mean something, the usual words on how hard was compressed, a known system.</summary>
    static bool IsHeader(ReadOnlySpan<byte> bytes) => (bytes[3] & 0xE0) == 0 && bytes[8] is 0 or 2 or 4 && bytes[9] is <= 13 or 255;
}
