// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using Tapwatch.Records.Csv;
using Tapwatch.Records.Json;

namespace Tapwatch.Records.Framing;

/// <content>Rows of exported tables, which become JSON objects of their columns.</content>
sealed unsafe partial class Framer
{
    const int LongestHeader = 64 << 10;

    TableColumns? _csv;
    bool _headerSeen;

    /// <summary>At the very beginning: whether the first line is the header of a table.</summary>
    Step? StartTable(byte* p)
    {
        if (p[_position] is (byte)'{' or (byte)'[' or (byte)'<' || (_csv is null && _headerSeen))
        {
            return null;
        }

        var text = new ReadOnlySpan<byte>(p + _position, _filled - _position);
        var end = text.IndexOf((byte)'\n');
        if (end < 0)
        {
            if (!_ended && _filled - _position < LongestHeader)
            {
                return Step.NeedMore;
            }

            end = text.Length;
        }

        _headerSeen = true;
        _csv = TableColumns.FromHeader(text[..end].TrimEnd((byte)'\r'), _options.AsRows);
        if (_csv is null)
        {
            return null;
        }

        _position = Math.Min(_position + end + 1, _filled);
        return Step.Done;
    }

    Step TakeRow(byte* p)
    {
        while (_position < _filled && p[_position] is (byte)'\n' or (byte)'\r')
        {
            _position++;
        }

        if (_position == _filled)
        {
            return Step.NeedMore;
        }

        if (_converted.IsFull)
        {
            return Step.Full;
        }

        var text = new ReadOnlySpan<byte>(p + _position, _filled - _position);
        var end = CsvCells.RowEnd(text, _ended, out var unclosed);
        if (end < 0)
        {
            return Step.NeedMore;
        }

        var line = LineAt(_position);
        if (unclosed >= 0)
        {
            AddProblem(ReadProblemCodes.OpenQuote, _position + unclosed, line, "a quote in this row is never closed; all that follows it is read as one cell");
        }

        var row = text[..end].TrimEnd((byte)'\r');
        var start = _converted.Length;
        var at = 0;
        var columns = _csv!;
        WriteByte((byte)'{');
        for (var column = 0; column < columns.Count && at <= row.Length; column++)
        {
            var cell = CsvCells.Unquote(CsvCells.Next(row, ref at));
            if (!cell.IsEmpty)
            {
                WriteKey(columns, column, start);
                WriteByte((byte)'"');
                JsonText.Escape(cell, _converted);
                WriteByte((byte)'"');
            }
        }

        WriteByte((byte)'}');
        Add(columns.Kind, start, _converted.Length, line);
        _position += end;
        return Step.Done;
    }

    /// <summary>Takes a row of a Log Analytics answer: an array of values in the order of the columns.</summary>
    Step TakeJsonRow(byte* p)
    {
        var columns = _columns!;
        if (_converted.IsFull || (!_converted.InUse && _chunk.Count > 0))
        {
            return Step.Full;
        }

        var start = _position;
        var end = JsonScan.SkipValue(p, start, _filled);
        if (end < 0)
        {
            return Fail(end);
        }

        var line = LineAt(start);
        _position = end;
        if (columns.Kind < 0)
        {
            AddUnrecognised("table row", p, start, end, line);
            return Step.Done;
        }

        var written = _converted.Length;
        var at = start + 1;
        WriteByte((byte)'{');
        for (var column = 0; column < columns.Count; column++)
        {
            at = JsonScan.SkipBlanks(p, at, end);
            var after = JsonScan.SkipValue(p, at, end);
            if (after < 0)
            {
                break;
            }

            WriteKey(columns, column, written);
            _converted.Write(new ReadOnlySpan<byte>(p + at, after - at));
            at = JsonScan.SkipBlanks(p, after, end);
            at += at < end && p[at] == (byte)',' ? 1 : 0;
        }

        WriteByte((byte)'}');
        Add(columns.Kind, written, _converted.Length, line);
        return Step.Done;
    }

    void WriteKey(TableColumns columns, int column, int start)
    {
        if (_converted.Length > start + 1)
        {
            WriteByte((byte)',');
        }

        _converted.Write(columns.Key(column));
    }

    void WriteByte(byte value)
    {
        _converted.GetSpan(1)[0] = value;
        _converted.Advance(1);
    }
}
