// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Records.Json;

namespace Tapwatch.Records.Csv;

/// <summary>The columns of an exported table, and so what its rows are.</summary>
sealed unsafe class TableColumns
{
    readonly byte[][] _keys;

    TableColumns(List<byte[]> names, bool asRows)
    {
        // Every name as it stands before a value: "name":
        _keys = [.. names.Select(n => (byte[])[(byte)'"', .. EscapedName(n), (byte)'"', (byte)':'])];
        Kind = asRows ? RecordKinds.Row
            : names.Any(n => n.AsSpan().SequenceEqual("OperationNameValue"u8)) ? RecordKinds.AzureActivity
            : -1;
    }

    /// <summary>The kind of the rows, or -1.</summary>
    public int Kind { get; }

    /// <summary>Number of columns.</summary>
    public int Count => _keys.Length;

    /// <summary>The name of a column as a JSON key, with quotes and colon.</summary>
    public ReadOnlySpan<byte> Key(int column) => _keys[column];

    /// <summary>From the array of a Log Analytics answer: <c>[{"name":"TimeGenerated","type":"datetime"},…]</c>.</summary>
    public static TableColumns? FromJson(byte* p, int start, int end)
    {
        var names = new List<byte[]>();
        var at = JsonScan.SkipBlanks(p, start + 1, end);
        while (at < end && p[at] == (byte)'{')
        {
            var members = new JsonMembers(p, at + 1, end);
            byte[]? name = null;
            while (members.NextKey() && members.SkipValue())
            {
                if (members.Key.SequenceEqual("name"u8) && p[members.ValueStart] == (byte)'"')
                {
                    name = [.. new ReadOnlySpan<byte>(p + members.ValueStart + 1, members.ValueEnd - members.ValueStart - 2)];
                }
            }

            if (members.Status != JsonMembers.Ended || name is null)
            {
                return null;
            }

            names.Add(name);
            at = JsonScan.SkipBlanks(p, members.Position, end);
            if (at < end && p[at] == (byte)',')
            {
                at = JsonScan.SkipBlanks(p, at + 1, end);
            }
        }

        return names.Count == 0 ? null : new TableColumns(names, asRows: false);
    }

    /// <summary>From the first line of a CSV file; <see langword="null"/> if that is no header of a table that is read here.</summary>
    /// <param name="line">The line.</param>
    /// <param name="anyTable">Whether any header will do.</param>
    public static TableColumns? FromHeader(ReadOnlySpan<byte> line, bool anyTable)
    {
        if (!anyTable && line.IndexOf("OperationNameValue"u8) < 0)
        {
            return null;
        }

        var names = new List<byte[]>();
        var at = 0;
        while (at <= line.Length)
        {
            var cell = CsvCells.Next(line, ref at);
            var name = Encoding.UTF8.GetString(CsvCells.Unquote(cell)).Trim();

            // The portal adds the zone to names of times: "TimeGenerated [UTC]".
            var zone = name.IndexOf(" [", StringComparison.Ordinal);
            names.Add(Encoding.UTF8.GetBytes(zone > 0 && name.EndsWith(']') ? name[..zone] : name));
        }

        var columns = new TableColumns(names, anyTable);
        return columns.Kind < 0 ? null : columns;
    }

    static byte[] EscapedName(byte[] name)
    {
        var writer = new System.Buffers.ArrayBufferWriter<byte>();
        JsonText.Escape(name, writer);
        return writer.WrittenSpan.ToArray();
    }
}
