// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.Csv;

/// <summary>Cuts CSV (RFC 4180) into rows and cells.</summary>
static class CsvCells
{
    /// <summary>Where the row that begins at 0 ends (its line break, or the end of the text); -1 if it goes on past the data.</summary>
    /// <param name="text">The rest of the input as far as it is read.</param>
    /// <param name="ended">Whether there is no more.</param>
    /// <param name="unclosed">Where the quote stands that the end of the text leaves open; -1 if there is none.</param>
    public static int RowEnd(ReadOnlySpan<byte> text, bool ended, out int unclosed)
    {
        unclosed = -1;
        var quoted = false;
        var opened = 0;
        for (var at = 0; ;)
        {
            var hit = quoted ? text[at..].IndexOf((byte)'"') : text[at..].IndexOfAny((byte)'"', (byte)'\n');
            if (hit < 0)
            {
                unclosed = quoted && ended ? opened : -1;
                return ended ? text.Length : -1;
            }

            at += hit;
            if (text[at] == (byte)'\n')
            {
                return at;
            }

            // A doubled quote closes and opens again.
            quoted = !quoted;
            opened = at++;
        }
    }

    /// <summary>The next cell, quotes and all; <paramref name="at"/> goes behind its comma, or past the end after the last one.</summary>
    public static ReadOnlySpan<byte> Next(ReadOnlySpan<byte> row, ref int at)
    {
        var start = at;
        var quoted = false;
        while (at < row.Length && (quoted || row[at] != (byte)','))
        {
            quoted ^= row[at] == (byte)'"';
            at++;
        }

        return row[start..at++];
    }

    /// <summary>The content of a cell: without its quotes, doubled quotes single.</summary>
    public static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> cell)
    {
        if (cell.Length < 2 || cell[0] != (byte)'"' || cell[^1] != (byte)'"')
        {
            return cell;
        }

        cell = cell[1..^1];
        if (cell.IndexOf((byte)'"') < 0)
        {
            return cell;
        }

        var single = new byte[cell.Length];
        var length = 0;
        for (var i = 0; i < cell.Length; i++)
        {
            single[length++] = cell[i];
            if (cell[i] == (byte)'"' && i + 1 < cell.Length && cell[i + 1] == (byte)'"')
            {
                i++;
            }
        }

        return single.AsSpan(0, length);
    }
}
