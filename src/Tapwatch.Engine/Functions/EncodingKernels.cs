// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Base64, percent signs, digests: bytes to bytes.</summary>
static class EncodingKernels
{
    delegate int Digest(ReadOnlySpan<byte> text, Span<byte> digest);

    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(Encodings.ToBase64, ToBase64),
        PerRow(Encodings.FromBase64, FromBase64),
        PerRow(Encodings.ToUrl, static (in a, r) => ToUrl(a.Text(0), "%20"u8, r)),
        PerRow(Encodings.ToUrlForm, static (in a, r) => ToUrl(a.Text(0), "+"u8, r)),
        PerRow(Encodings.FromUrl, FromUrl),
        PerRow(Encodings.Sha256, static _ => Hex(SHA256.HashData)),
        PerRow(Encodings.Sha512, static _ => Hex(SHA512.HashData)),
#pragma warning disable CA5350, CA5351 // Digests as the language defines them; nothing is secured by them.
        PerRow(Encodings.Sha1, static _ => Hex(SHA1.HashData)),
        PerRow(Encodings.Md5, static _ => Hex(MD5.HashData)),
#pragma warning restore CA5350, CA5351
    ];

    static Kernel Hex(Digest digest) => (in a, r) =>
    {
        Span<byte> bytes = stackalloc byte[SHA512.HashSizeInBytes];
        bytes = bytes[..digest(a.Text(0), bytes)];
        var room = r.Reserve(2 * bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            (room[2 * i], room[(2 * i) + 1]) = (Digit(bytes[i] >> 4), Digit(bytes[i] & 15));
        }

        r.Commit(2 * bytes.Length);
    };

    // Hexadecimal digits in lower case, as Kusto writes them.
    static byte Digit(int value) => (byte)(value < 10 ? '0' + value : 'a' + value - 10);

    static void ToBase64(in Arguments a, Result r)
    {
        var text = a.Text(0);
        Base64.EncodeToUtf8(text, r.Reserve(Base64.GetMaxEncodedToUtf8Length(text.Length)), out _, out var written);
        r.Commit(written);
    }

    static Kernel FromBase64(CallSite site)
    {
        var padded = new byte[256];
        return (in a, r) =>
        {
            // The padding may be missing.
            var text = a.Text(0).Trim(" \t\r\n"u8);
            var length = (text.Length + 3) / 4 * 4;
            if (padded.Length < length)
            {
                padded = new byte[2 * length];
            }

            text.CopyTo(padded);
            padded.AsSpan(text.Length, length - text.Length).Fill((byte)'=');
            var room = r.Reserve(length);
            if (Base64.DecodeFromUtf8(padded.AsSpan(0, length), room, out _, out var written) == System.Buffers.OperationStatus.Done && Utf8.IsValid(room[..written]))
            {
                r.Commit(written);
            }
            else
            {
                r.SetNull();
            }
        };
    }

    static bool IsPlain(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~';

    static void ToUrl(ReadOnlySpan<byte> text, ReadOnlySpan<byte> space, Result r)
    {
        var room = r.Reserve(3 * text.Length);
        var length = 0;
        foreach (var b in text)
        {
            if (IsPlain(b))
            {
                room[length++] = b;
            }
            else if (b == ' ')
            {
                space.CopyTo(room[length..]);
                length += space.Length;
            }
            else
            {
                (room[length], room[length + 1], room[length + 2]) = ((byte)'%', Digit(b >> 4), Digit(b & 15));
                length += 3;
            }
        }

        r.Commit(length);
    }

    // A plus is a space; bytes behind percent signs that are no UTF-8 stay as they are written.
    static void FromUrl(in Arguments a, Result r)
    {
        var text = a.Text(0);
        var room = r.Reserve(text.Length);
        var length = 0;
        Span<byte> rune = stackalloc byte[4];
        while (!text.IsEmpty)
        {
            var bytes = 0;
            while (bytes < 4 && IsEscape(text, 3 * bytes))
            {
                rune[bytes] = (byte)((Value(text[(3 * bytes) + 1]) << 4) | Value(text[(3 * bytes) + 2]));
                bytes++;
            }

            if (bytes > 0 && Rune.DecodeFromUtf8(rune[..bytes], out _, out var used) == System.Buffers.OperationStatus.Done)
            {
                rune[..used].CopyTo(room[length..]);
                length += used;
                text = text[(3 * used)..];
            }
            else
            {
                room[length++] = text[0] == '+' ? (byte)' ' : text[0];
                text = text[1..];
            }
        }

        r.Commit(length);
    }

    static bool IsEscape(ReadOnlySpan<byte> text, int at) =>
        at + 2 < text.Length && text[at] == '%' && char.IsAsciiHexDigit((char)text[at + 1]) && char.IsAsciiHexDigit((char)text[at + 2]);

    static int Value(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
