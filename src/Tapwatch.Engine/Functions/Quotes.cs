// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Functions;

/// <summary>Reads texts that may stand in quotes; <paramref name="marks"/> holds opening and closing ones in turn, <paramref name="escapes"/> what takes a quote its meaning.</summary>
sealed class Quotes(string marks, string escapes)
{
    readonly byte[] _marks = [.. marks.Select(static c => (byte)c)];
    readonly byte[] _escapes = [.. escapes.Select(static c => (byte)c)];
    byte[] _plain = [];

    public bool Begins(ReadOnlySpan<byte> text) => text.Length > 0 && Closing(text[0]) is not null;

    /// <summary>
    /// What stands before one of two delimiters, without white space around it, or within quotes. <paramref name="ended"/> is the length of the
    /// delimiter it ends at, 0 at the end of the text; the text goes on with that delimiter.
    /// </summary>
    public ReadOnlySpan<byte> Read(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> delimiter, ReadOnlySpan<byte> other, out int ended)
    {
        text = text.TrimStart(" \t\r\n"u8);
        var quoted = Begins(text);
        var inside = quoted ? Inside(ref text) : default;
        var (at, atOther) = (IndexOf(text, delimiter), IndexOf(text, other));
        var first = atOther < at ? atOther : at;
        ended = first == text.Length ? 0 : first == at ? delimiter.Length : other.Length;
        var plain = text[..first].Trim(" \t\r\n"u8);
        text = text[first..];
        return quoted ? inside : plain;
    }

    /// <summary>The text in the quotes it begins with; the text goes on behind them.</summary>
    public ReadOnlySpan<byte> Inside(ref ReadOnlySpan<byte> text)
    {
        var closing = Closing(text[0])!.Value;
        var escaped = false;
        var length = 0;
        if (_plain.Length < text.Length)
        {
            _plain = new byte[text.Length * 2];
        }

        for (var i = 1; i < text.Length; i++)
        {
            var b = text[i];
            if (!escaped && _escapes.AsSpan().Contains(b))
            {
                escaped = true;
                continue;
            }

            if (!escaped && b == closing)
            {
                text = text[(i + 1)..];
                return _plain.AsSpan(0, length).ToArray();
            }

            escaped = false;
            _plain[length++] = b;
        }

        // Never closed: the quote was none.
        var rest = text;
        text = default;
        return rest;
    }

    byte? Closing(byte opening)
    {
        for (var i = 0; i + 1 < _marks.Length; i += 2)
        {
            if (_marks[i] == opening)
            {
                return _marks[i + 1];
            }
        }

        return null;
    }

    static int IndexOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> delimiter) =>
        delimiter.Length == 0 ? text.Length : text.IndexOf(delimiter) is >= 0 and var at ? at : text.Length;
}
