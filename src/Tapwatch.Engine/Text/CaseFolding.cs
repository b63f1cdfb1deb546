// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text;

namespace Tapwatch.Engine.Text;

/// <summary>
/// Simple case folding of every script (Unicode CaseFolding.txt, status C and S): texts that differ in case only have the same folded form.
/// The dotless i and the I with a dot fold to nothing but themselves; accents stay.
/// </summary>
static class CaseFolding
{
    const int KelvinSign = 0x212A;
    const int LongS = 0x017F;
    const int CapitalSharpS = 0x1E9E;
    const int DottedCapitalI = 0x0130;
    const int DotlessI = 0x0131;

    public static Rune Fold(Rune rune) => rune.Value switch
    {
        < 0x80 => new Rune(rune.Value is >= 'A' and <= 'Z' ? rune.Value | 0x20 : rune.Value),
        KelvinSign => new Rune('k'),
        LongS => new Rune('s'),
        CapitalSharpS => new Rune(0xDF),
        DottedCapitalI or DotlessI => rune,
        _ => Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune)),
    };

    /// <summary>Folds UTF-8 into <paramref name="target"/>, which has room for three bytes for every two of the text and four more. Bytes that are no UTF-8 stay.</summary>
    public static int Fold(ReadOnlySpan<byte> text, Span<byte> target)
    {
        if (Ascii.ToLower(text, target, out var done) == OperationStatus.Done)
        {
            return done;
        }

        text = text[done..];
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(text, out var rune, out var length) == OperationStatus.Done)
            {
                done += Fold(rune).EncodeToUtf8(target[done..]);
            }
            else
            {
                text[..length].CopyTo(target[done..]);
                done += length;
            }

            text = text[length..];
        }

        return done;
    }

    /// <summary>The folded form of a text that is known beforehand.</summary>
    public static byte[] Fold(ReadOnlySpan<byte> text)
    {
        var target = new byte[RoomFor(text.Length)];
        return target[..Fold(text, target)];
    }

    // Folding makes some two-byte letters three bytes long (U+023A to U+2C65).
    public static int RoomFor(int length) => length + (length / 2) + 4;
}
