// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Engine.Text;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Operators;

/// <summary>The values of a column that stand for many texts each.</summary>
interface IKeyPatterns
{
    /// <summary>Adds the rows whose pattern the text meets, the best first, until there are so many.</summary>
    void Find(ReadOnlySpan<byte> text, long most, List<int> found);

    /// <summary>As <see cref="Find"/>, among some rows.</summary>
    void FindAmong(List<int> rows, ReadOnlySpan<byte> text, long most, List<int> found);
}

/// <summary>Wildcards. Several that match come in the order of their texts (LogScale, match: Unicode order).</summary>
sealed class GlobPatterns : IKeyPatterns
{
    const int MostRemembered = 65536;

    readonly WildcardPattern?[] _patterns;
    readonly int[] _rank;
    readonly List<int> _order;
    readonly FoldedText? _folding;
    readonly Dictionary<string, int[]> _remembered = new(StringComparer.Ordinal);

    public GlobPatterns(TextColumn column, bool ignoreCase)
    {
        _folding = ignoreCase ? new FoldedText() : null;
        _patterns = new WildcardPattern?[column.Count];
        for (var row = 0; row < column.Count; row++)
        {
            if (!column.IsNull(row))
            {
                _patterns[row] = new WildcardPattern(ignoreCase ? CaseFolding.Fold(column[row]) : column[row], (byte)'*', -1);
            }
        }

        _order = [.. Enumerable.Range(0, column.Count).Where(r => _patterns[r] is not null)];
        _order.Sort((a, b) => column[a].SequenceCompareTo(column[b]) is not 0 and var order ? order : a.CompareTo(b));
        _rank = new int[column.Count];
        for (var i = 0; i < _order.Count; i++)
        {
            _rank[_order[i]] = i;
        }
    }

    public void Find(ReadOnlySpan<byte> text, long most, List<int> found)
    {
        // The same few values come again and again.
        if (_remembered.GetAlternateLookup<ReadOnlySpan<char>>() is var lookup && text.Length <= 512)
        {
            Span<char> characters = stackalloc char[512];
            var key = characters[..Encoding.UTF8.GetChars(text, characters)];
            if (!lookup.TryGetValue(key, out var rows))
            {
                FindAmong(_order, text, most, found);
                if (_remembered.Count == MostRemembered)
                {
                    _remembered.Clear();
                }

                lookup[key] = found.ToArray();
                return;
            }

            found.AddRange(rows);
            return;
        }

        FindAmong(_order, text, most, found);
    }

    public void FindAmong(List<int> rows, ReadOnlySpan<byte> text, long most, List<int> found)
    {
        if (!ReferenceEquals(rows, _order))
        {
            rows.Sort((a, b) => _rank[a].CompareTo(_rank[b]));
        }

        var sought = _folding is null ? text : _folding.Of(text);
        foreach (var row in rows)
        {
            if (found.Count >= most)
            {
                return;
            }

            if (_patterns[row] is { } pattern && pattern.Matches(sought))
            {
                found.Add(row);
            }
        }
    }
}

/// <summary>Ranges of addresses. They nest or lie apart, so each knows the next wider one around it.</summary>
sealed class RangePatterns : IKeyPatterns
{
    readonly AddressRange?[] _ranges;
    readonly UInt128[] _starts;
    readonly int[] _rows;
    readonly int[] _around;

    public RangePatterns(TextColumn column)
    {
        _ranges = new AddressRange?[column.Count];
        for (var row = 0; row < column.Count; row++)
        {
            _ranges[row] = column.IsNull(row) ? null : AddressRange.TryParse(Encoding.UTF8.GetString(column[row]).Trim());
        }

        // By first address, the wider before the narrower; of equal ones the last row is the innermost.
        var order = Enumerable.Range(0, column.Count).Where(r => _ranges[r] is not null).ToArray();
        Array.Sort(order, (a, b) => First(a).CompareTo(First(b)) is not 0 and var start ? start
            : _ranges[a]!.Prefix.CompareTo(_ranges[b]!.Prefix) is not 0 and var width ? width : a.CompareTo(b));
        _rows = order;
        _starts = Array.ConvertAll(order, First);
        _around = new int[order.Length];
        var open = new Stack<int>();
        for (var i = 0; i < order.Length; i++)
        {
            while (open.Count > 0 && !_ranges[order[open.Peek()]]!.Contains(_starts[i]))
            {
                open.Pop();
            }

            _around[i] = open.Count > 0 ? open.Peek() : -1;
            open.Push(i);
        }
    }

    public void Find(ReadOnlySpan<byte> text, long most, List<int> found)
    {
        if (!AddressRange.TryParseAddress(text, out var address))
        {
            return;
        }

        var at = Array.BinarySearch(_starts, address);
        if (at < 0)
        {
            at = ~at - 1;
        }

        while (at >= 0 && at + 1 < _starts.Length && _starts[at + 1] == address)
        {
            at++;
        }

        for (; at >= 0 && found.Count < most; at = _around[at])
        {
            if (_ranges[_rows[at]]!.Contains(address))
            {
                found.Add(_rows[at]);
            }
        }
    }

    public void FindAmong(List<int> rows, ReadOnlySpan<byte> text, long most, List<int> found)
    {
        if (!AddressRange.TryParseAddress(text, out var address))
        {
            return;
        }

        rows.RemoveAll(r => _ranges[r] is not { } range || !range.Contains(address));
        rows.Sort((a, b) => _ranges[b]!.Prefix.CompareTo(_ranges[a]!.Prefix) is not 0 and var width ? width : b.CompareTo(a));
        found.AddRange(rows.Take((int)Math.Min(most, rows.Count)));
    }

    UInt128 First(int row)
    {
        var range = _ranges[row]!;
        return range.Prefix == 0 ? 0 : range.Network >> (128 - range.Prefix) << (128 - range.Prefix);
    }
}
