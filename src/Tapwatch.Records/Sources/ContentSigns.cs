// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text.Unicode;

namespace Tapwatch.Records.Sources;

/// <summary>Tells by its first bytes what a file is that holds no text.</summary>
static class ContentSigns
{
    /// <summary>First bytes that are looked at.</summary>
    public const int Size = 4096;

    /// <summary>What no text holds: control characters other than tab, line breaks and escape.</summary>
    static readonly SearchValues<byte> _control = SearchValues.Create(
        [1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 29, 31, 127]);

    public static bool IsGzip(ReadOnlySpan<byte> first) => first.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);

    public static bool IsZip(ReadOnlySpan<byte> first) => first.StartsWith((ReadOnlySpan<byte>)[(byte)'P', (byte)'K', 3, 4]) || first.StartsWith((ReadOnlySpan<byte>)[(byte)'P', (byte)'K', 5, 6]);

    /// <summary>Whether it is marked as UTF-16. Two zero bytes after FF FE would be UTF-32; nothing writes logs so.</summary>
    public static bool IsUtf16(ReadOnlySpan<byte> first) => first.Length >= 2 && ((first[0] == 0xFF && first[1] == 0xFE) || (first[0] == 0xFE && first[1] == 0xFF));

    /// <summary>Whether content is read as it stands: not empty, not packed, not encoded otherwise than in UTF-8, and no known kind of binary file.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> content)
    {
        var first = content[..Math.Min(content.Length, Size)];
        return !first.IsEmpty && !IsGzip(first) && !IsZip(first) && OtherCompression(first) is null && !IsUtf16(first) && Binary(first) is null;
    }

    /// <summary>A compression that is not read here.</summary>
    public static string? OtherCompression(ReadOnlySpan<byte> first) =>
        first.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) ? "zstd"
        : first.StartsWith((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]) ? "xz"
        : first.StartsWith("BZh"u8) && first.Length > 9 && first[4..10].SequenceEqual((ReadOnlySpan<byte>)[0x31, 0x41, 0x59, 0x26, 0x53, 0x59]) ? "bzip2"
        : first.StartsWith((ReadOnlySpan<byte>)[(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C]) ? "7z"
        : first.StartsWith((ReadOnlySpan<byte>)[0x04, 0x22, 0x4D, 0x18]) ? "lz4"
        : first.Length > 262 && first[257..262].SequenceEqual("ustar"u8) ? "tar"
        : null;

    /// <summary>What a file of bytes is, or null if it may be text.</summary>
    public static string? Binary(ReadOnlySpan<byte> first)
    {
        if (first.Length >= 4)
        {
            ReadOnlySpan<byte> magic = first[..4];
            if (magic.SequenceEqual((ReadOnlySpan<byte>)[0xD4, 0xC3, 0xB2, 0xA1]) || magic.SequenceEqual((ReadOnlySpan<byte>)[0xA1, 0xB2, 0xC3, 0xD4])
                || magic.SequenceEqual((ReadOnlySpan<byte>)[0x4D, 0x3C, 0xB2, 0xA1]) || magic.SequenceEqual((ReadOnlySpan<byte>)[0xA1, 0xB2, 0x3C, 0x4D])
                || magic.SequenceEqual((ReadOnlySpan<byte>)[0x0A, 0x0D, 0x0D, 0x0A]))
            {
                return "packet capture";
            }

            if (magic.SequenceEqual("PAR1"u8))
            {
                return "Parquet table";
            }

            if (first.StartsWith("ElfFile\0"u8))
            {
                return "Windows event log";
            }

            if (first.StartsWith("LPKSHHRH"u8))
            {
                return "systemd journal";
            }

            if (first.StartsWith("SQLite format 3\0"u8))
            {
                return "SQLite database";
            }
        }

        var zero = first.IndexOf((byte)0);
        return zero < 0 || HoldsLine(first[..zero]) ? null : "binary";
    }

    /// <summary>Whether there is a whole line of text: a log that a crash of its machine filled up with zero bytes still is one.</summary>
    static bool HoldsLine(ReadOnlySpan<byte> first)
    {
        var end = first.LastIndexOf((byte)'\n');
        return end > 0 && first[..end].IndexOfAny(_control) < 0 && Utf8.IsValid(first[..end]);
    }
}
