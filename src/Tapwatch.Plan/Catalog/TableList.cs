// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Records.Columns;

namespace Tapwatch.Plan.Catalog;

/// <summary>
/// Tables of a vendor of which names and types are known and nothing else: a table's name on a line of its own, below it, indented, its columns as
/// <c>Name</c> (a string) or <c>Name:type</c>. A table is read when it is asked for: a vendor has nine hundred, a query names one.
/// </summary>
public sealed class TableList
{
    /// <summary>The name under which columns stand that every table of the vendor has.</summary>
    public const string Every = "*";

    readonly byte[] _text;

    TableList(string vendor, byte[] text)
    {
        Vendor = vendor;
        _text = text;
    }

    /// <summary>The vendor the tables are of.</summary>
    public string Vendor { get; }

    /// <summary>The names of the tables, in the order of the text.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            var lines = Lines(0).ToArray();
            return lines.Where(static l => l.Length > 0 && l[0] is not ('#' or ' ' or '*') && !l.StartsWith("vendor ", StringComparison.Ordinal));
        }
    }

    /// <summary>The list of a text, or null and why it is none.</summary>
    public static TableList? Read(byte[] text, out string? problem)
    {
        var list = new TableList("", text);
        var first = list.Lines(0).FirstOrDefault(static l => l.Length > 0 && l[0] != '#');
        if (first is null || !first.StartsWith("vendor ", StringComparison.Ordinal))
        {
            problem = "a list of tables begins with `vendor NAME`";
            return null;
        }

        problem = null;
        return new TableList(first["vendor ".Length..].Trim(), text);
    }

    /// <summary>The columns of a table in the vendor's order, or null when it is not listed. A type nobody knows is told of.</summary>
    public IReadOnlyList<ViewColumn>? Find(string table, Action<string>? unknownType = null)
    {
        var name = Encoding.UTF8.GetBytes(table);
        for (var at = 0; at < _text.Length;)
        {
            var hit = _text.AsSpan(at).IndexOf(name);
            if (hit < 0)
            {
                return null;
            }

            var start = at + hit;
            var end = start + name.Length;
            if (name.Length > 0 && (start == 0 || _text[start - 1] == '\n') && (end == _text.Length || _text[end] is (byte)'\n' or (byte)'\r'))
            {
                return Columns(end, unknownType);
            }

            at = start + 1;
        }

        return null;
    }

    List<ViewColumn> Columns(int at, Action<string>? unknownType)
    {
        var columns = new List<ViewColumn>();
        foreach (var line in Lines(at).Skip(1).TakeWhile(static l => l.StartsWith(' ')))
        {
            foreach (var item in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var colon = item.IndexOf(':', StringComparison.Ordinal);
                var type = ScalarType.String;
                if (colon > 0 && !ScalarTypeNames.TryParse(item[(colon + 1)..], out type))
                {
                    unknownType?.Invoke(item[(colon + 1)..]);
                    type = ScalarType.Dynamic;
                }

                columns.Add(new ViewColumn(colon > 0 ? item[..colon] : item, type));
            }
        }

        return columns;
    }

    // The rest of the line the offset is in, and all lines behind it.
    IEnumerable<string> Lines(int at)
    {
        while (at < _text.Length)
        {
            var length = _text.AsSpan(at).IndexOf((byte)'\n');
            var end = length < 0 ? _text.Length : at + length;
            yield return Encoding.UTF8.GetString(_text, at, end - at).TrimEnd('\r');
            at = end + 1;
        }
    }
}
