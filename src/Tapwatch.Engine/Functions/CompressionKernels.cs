// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Unicode;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Text compressed and written in base64, there and back.</summary>
static class CompressionKernels
{
    // A few bytes can hold a great deal of nothing.
    const int LongestText = 1 << 24;

    // What is shorter gains nothing, and is stored as it is.
    const int ShortestCompressed = 64;

    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(ByteFunctions.FromGzip, static _ => Unpack(static s => new GZipStream(s, CompressionMode.Decompress))),
        PerRow(ByteFunctions.FromZlib, static _ => Unpack(static s => new ZLibStream(s, CompressionMode.Decompress))),
        PerRow(ByteFunctions.ToGzip, static (in a, r) => Pack(a.Text(0), r, gzip: true)),
        PerRow(ByteFunctions.ToZlib, static (in a, r) => Pack(a.Text(0), r, gzip: false)),
    ];

    static Kernel Unpack(Func<Stream, Stream> open)
    {
        var bytes = new byte[256];
        var text = new byte[4096];
        return (in a, r) =>
        {
            if (!ByteKernels.TryDecode(a.Text(0), ref bytes, out var length) || !TryRead(open, bytes, length, ref text, out var size) || !Utf8.IsValid(text.AsSpan(0, size)))
            {
                r.SetNull();
            }
            else
            {
                r.Set(text.AsSpan(0, size));
            }
        };
    }

    static bool TryRead(Func<Stream, Stream> open, byte[] bytes, int length, ref byte[] text, out int size)
    {
        size = 0;
        try
        {
            using var stream = open(new MemoryStream(bytes, 0, length));
            for (int read; (read = stream.Read(text, size, text.Length - size)) > 0;)
            {
                size += read;
                if (size == text.Length)
                {
                    if (size >= LongestText)
                    {
                        return false;
                    }

                    Array.Resize(ref text, size * 2);
                }
            }

            return length > 0;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            return false;
        }
    }

    static void Pack(ReadOnlySpan<byte> text, Result r, bool gzip)
    {
        using var target = new MemoryStream();
        target.Write(gzip ? [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF] : [0x78, 0x01]);
        if (text.Length < ShortestCompressed)
        {
            // One last block, stored: its length and the same inverted.
            Span<byte> head = stackalloc byte[5];
            head[0] = 1;
            BinaryPrimitives.WriteUInt16LittleEndian(head[1..], (ushort)text.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(head[3..], (ushort)~text.Length);
            target.Write(head);
            target.Write(text);
        }
        else
        {
            using var deflate = new DeflateStream(target, CompressionLevel.Fastest, leaveOpen: true);
            deflate.Write(text);
        }

        Span<byte> tail = stackalloc byte[8];
        if (gzip)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(tail, Crc32(text));
            BinaryPrimitives.WriteUInt32LittleEndian(tail[4..], (uint)text.Length);
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(tail, Adler32(text));
        }

        target.Write(gzip ? tail : tail[..4]);
        var encoded = r.Reserve(System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length((int)target.Length));
        System.Buffers.Text.Base64.EncodeToUtf8(target.GetBuffer().AsSpan(0, (int)target.Length), encoded, out _, out var written);
        r.Commit(written);
    }

    static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
            }
        }

        return ~crc;
    }

    static uint Adler32(ReadOnlySpan<byte> bytes)
    {
        var (low, high) = (1u, 0u);
        foreach (var b in bytes)
        {
            low = (low + b) % 65521;
            high = (high + low) % 65521;
        }

        return (high << 16) | low;
    }
}
