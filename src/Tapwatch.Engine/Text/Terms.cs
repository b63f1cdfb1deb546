// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text;

namespace Tapwatch.Engine.Text;

/// <summary>Terms: runs of letters and digits of any script. A phrase is found as a term when neither of its ends cuts one.</summary>
static class Terms
{
    public static bool Contains(ReadOnlySpan<byte> text, ReadOnlySpan<byte> phrase)
    {
        if (phrase.IsEmpty)
        {
            return true;
        }

        var (headIsWord, tailIsWord) = (StartsWithWord(phrase), EndsWithWord(phrase));
        for (var from = 0; ;)
        {
            var at = text[from..].IndexOf(phrase);
            if (at < 0)
            {
                return false;
            }

            at += from;
            if (!(headIsWord && EndsWithWord(text[..at])) && !(tailIsWord && StartsWithWord(text[(at + phrase.Length)..])))
            {
                return true;
            }

            from = at + 1;
        }
    }

    public static bool StartsWithWord(ReadOnlySpan<byte> text) =>
        !text.IsEmpty && (text[0] < 0x80
            ? char.IsAsciiLetterOrDigit((char)text[0])
            : Rune.DecodeFromUtf8(text, out var rune, out _) == OperationStatus.Done && Rune.IsLetterOrDigit(rune));

    public static bool EndsWithWord(ReadOnlySpan<byte> text) =>
        !text.IsEmpty && (text[^1] < 0x80
            ? char.IsAsciiLetterOrDigit((char)text[^1])
            : Rune.DecodeLastFromUtf8(text, out var rune, out _) == OperationStatus.Done && Rune.IsLetterOrDigit(rune));
}
