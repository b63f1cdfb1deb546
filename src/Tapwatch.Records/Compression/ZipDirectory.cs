// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Tapwatch.Records.Compression;

/// <summary>A piece of a zip archive that begins with the local header of an entry and ends where the next one begins, or the directory.</summary>
/// <param name="Start">Where it begins in the file.</param>
/// <param name="End">Where it ends.</param>
/// <param name="EntriesBefore">Entries before it.</param>
readonly record struct ZipPart(long Start, long End, int EntriesBefore);

/// <summary>
/// The directory at the end of a zip archive, by which its entries can be read side by side, and those behind a damaged one too. Used only if it fits the file:
/// the entries begin at its beginning, none reaches into another. Else the archive is read by its local headers alone, as one from a pipe is.
/// </summary>
/// <remarks>Layout: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.12 to 4.3.16.</remarks>
static class ZipDirectory
{
    const uint EndSignature = 0x06054B50;
    const uint WideLocatorSignature = 0x07064B50;
    const uint WideEndSignature = 0x06064B50;
    const uint HeaderSignature = 0x02014B50;
    const int EndSize = 22;
    const int WideLocatorSize = 20;
    const int WideEndSize = 56;
    const int HeaderSize = 46;
    const int LocalHeaderSize = 30;
    const int LongestComment = ushort.MaxValue;
    const long LargestDirectory = 64 << 20;

    /// <summary>The entries in the order they are stored; <see langword="null"/> if the directory cannot be used.</summary>
    public static IReadOnlyList<ZipPart>? Read(SafeFileHandle file)
    {
        try
        {
            var length = RandomAccess.GetLength(file);
            return Locate(file, length) is var (start, size, count) && ReadAt(file, start, (int)size) is { } directory ? Parts(directory, start, count) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    static (long Start, long Size, long Count)? Locate(SafeFileHandle file, long length)
    {
        var tailSize = (int)Math.Min(length, EndSize + LongestComment);
        if (tailSize < EndSize || ReadAt(file, length - tailSize, tailSize) is not { } tail)
        {
            return null;
        }

        for (var at = tailSize - EndSize; at >= 0; at--)
        {
            if (Number(tail, at) != EndSignature || BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 20)) != tailSize - at - EndSize)
            {
                continue;
            }

            long count = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 10));
            long size = Number(tail, at + 12);
            long start = Number(tail, at + 16);
            var end = length - tailSize + at;
            if (count == ushort.MaxValue || size == uint.MaxValue || start == uint.MaxValue)
            {
                if (LocateWide(file, end) is not var (wideStart, wideSize, wideCount, wideEnd))
                {
                    return null;
                }

                (start, size, count, end) = (wideStart, wideSize, wideCount, wideEnd);
            }

            return start > 0 && size is > 0 and <= LargestDirectory && start + size == end && count is >= 0 && count <= size / HeaderSize ? (start, size, count) : null;
        }

        return null;
    }

    static (long Start, long Size, long Count, long End)? LocateWide(SafeFileHandle file, long end)
    {
        if (end < WideLocatorSize || ReadAt(file, end - WideLocatorSize, WideLocatorSize) is not { } locator || Number(locator, 0) != WideLocatorSignature)
        {
            return null;
        }

        var place = BinaryPrimitives.ReadInt64LittleEndian(locator.AsSpan(8));
        if (place < 0 || place > end - WideLocatorSize - WideEndSize || ReadAt(file, place, WideEndSize) is not { } record || Number(record, 0) != WideEndSignature)
        {
            return null;
        }

        return (BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48)), BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(40)), BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(32)), place);
    }

    static ZipPart[]? Parts(byte[] directory, long directoryStart, long count)
    {
        var entries = new (long Start, long Size)[count];
        var at = 0;
        for (var i = 0; i < entries.Length; i++)
        {
            if (at + HeaderSize > directory.Length || Number(directory, at) != HeaderSignature)
            {
                return null;
            }

            var nameSize = BinaryPrimitives.ReadUInt16LittleEndian(directory.AsSpan(at + 28));
            var extraSize = BinaryPrimitives.ReadUInt16LittleEndian(directory.AsSpan(at + 30));
            var commentSize = BinaryPrimitives.ReadUInt16LittleEndian(directory.AsSpan(at + 32));
            var next = at + HeaderSize + nameSize + extraSize + commentSize;
            if (next > directory.Length)
            {
                return null;
            }

            var (size, start) = Wide(directory.AsSpan(at + HeaderSize + nameSize, extraSize), Number(directory, at + 24), Number(directory, at + 20), Number(directory, at + 42));
            if (size < 0 || start < 0)
            {
                return null;
            }

            entries[i] = (start, size);
            at = next;
        }

        Array.Sort(entries, static (x, y) => x.Start.CompareTo(y.Start));
        var parts = new ZipPart[entries.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var end = i + 1 < parts.Length ? entries[i + 1].Start : directoryStart;
            if (end - entries[i].Start - LocalHeaderSize < entries[i].Size)
            {
                // It reaches into the next one: such archives are made to expand without end.
                return null;
            }

            parts[i] = new ZipPart(entries[i].Start, end, i);
        }

        return parts.Length > 0 && parts[0].Start == 0 ? parts : null;
    }

    /// <summary>Stored size and place of an entry, from its extra field where they are too large for the header.</summary>
    static (long Size, long Start) Wide(ReadOnlySpan<byte> extra, long plain, long size, long start)
    {
        while (extra.Length >= 4)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (4 + length > extra.Length)
            {
                return (-1, -1);
            }

            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == 1)
            {
                // Only what did not fit stands here, in this order.
                var fields = extra.Slice(4, length);
                _ = plain == uint.MaxValue && Take(ref fields, ref plain);
                return (size != uint.MaxValue || Take(ref fields, ref size)) && (start != uint.MaxValue || Take(ref fields, ref start)) ? (size, start) : (-1, -1);
            }

            extra = extra[(4 + length)..];
        }

        return (size, start);
    }

    static bool Take(ref ReadOnlySpan<byte> fields, ref long value)
    {
        if (fields.Length < sizeof(long))
        {
            return false;
        }

        value = BinaryPrimitives.ReadInt64LittleEndian(fields);
        fields = fields[sizeof(long)..];
        return true;
    }

    static uint Number(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    static byte[]? ReadAt(SafeFileHandle file, long offset, int size)
    {
        var bytes = new byte[size];
        for (var filled = 0; filled < size;)
        {
            var count = RandomAccess.Read(file, bytes.AsSpan(filled), offset + filled);
            if (count == 0)
            {
                return null;
            }

            filled += count;
        }

        return bytes;
    }
}
