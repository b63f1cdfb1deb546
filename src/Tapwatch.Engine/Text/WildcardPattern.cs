// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Tapwatch.Engine.Text;

/// <summary>A pattern over a whole text: pieces with any run of characters between them. In a piece a hole stands for one character.</summary>
sealed class WildcardPattern
{
    readonly byte[][] _pieces;
    readonly int _hole;

    /// <param name="pattern">The pattern, UTF-8.</param>
    /// <param name="any">The byte that stands for any run.</param>
    /// <param name="hole">The byte that stands for one character; -1: none does.</param>
    public WildcardPattern(ReadOnlySpan<byte> pattern, byte any, int hole)
    {
        _hole = hole;
        var pieces = new List<byte[]>();
        foreach (var range in pattern.Split(any))
        {
            pieces.Add(pattern[range].ToArray());
        }

        _pieces = [.. pieces];
    }

    public bool Matches(ReadOnlySpan<byte> text)
    {
        var at = MatchAt(text, _pieces[0]);
        if (at < 0 || _pieces.Length == 1)
        {
            return at == text.Length;
        }

        text = text[at..];
        for (var i = 1; i < _pieces.Length - 1; i++)
        {
            var end = FindEnd(text, _pieces[i]);
            if (end < 0)
            {
                return false;
            }

            text = text[end..];
        }

        return MatchesEnd(text, _pieces[^1]);
    }

    /// <summary>Where the piece ends when it matches at the start of the text; -1 when it does not.</summary>
    int MatchAt(ReadOnlySpan<byte> text, ReadOnlySpan<byte> piece)
    {
        if (!HasHole(piece))
        {
            return text.StartsWith(piece) ? piece.Length : -1;
        }

        var at = 0;
        foreach (var b in piece)
        {
            if (at >= text.Length)
            {
                return -1;
            }

            if (b == _hole)
            {
                Rune.DecodeFromUtf8(text[at..], out _, out var length);
                at += length;
            }
            else if (text[at++] != b)
            {
                return -1;
            }
        }

        return at;
    }

    int FindEnd(ReadOnlySpan<byte> text, ReadOnlySpan<byte> piece)
    {
        if (!HasHole(piece))
        {
            var found = text.IndexOf(piece);
            return found < 0 ? -1 : found + piece.Length;
        }

        for (var start = 0; start <= text.Length;)
        {
            var end = MatchAt(text[start..], piece);
            if (end >= 0)
            {
                return start + end;
            }

            if (start == text.Length)
            {
                break;
            }

            Rune.DecodeFromUtf8(text[start..], out _, out var length);
            start += length;
        }

        return -1;
    }

    bool MatchesEnd(ReadOnlySpan<byte> text, ReadOnlySpan<byte> piece)
    {
        if (!HasHole(piece))
        {
            return text.EndsWith(piece);
        }

        // Backwards, a hole takes the last character before it.
        for (var i = piece.Length - 1; i >= 0; i--)
        {
            if (text.IsEmpty)
            {
                return false;
            }

            if (piece[i] == _hole)
            {
                Rune.DecodeLastFromUtf8(text, out _, out var length);
                text = text[..^length];
            }
            else if (text[^1] != piece[i])
            {
                return false;
            }
            else
            {
                text = text[..^1];
            }
        }

        return true;
    }

    bool HasHole(ReadOnlySpan<byte> piece) => _hole >= 0 && piece.Contains((byte)_hole);
}
