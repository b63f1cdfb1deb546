// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Rows;
using Tapwatch.Plan.Algebra;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Operators;

/// <summary>The right rows of a join, found by the keys of a left row.</summary>
sealed class JoinedRows
{
    readonly Join _join;
    readonly int[] _equal;
    readonly Column[] _equalLeft;
    readonly int _pattern;
    readonly IKeyPatterns? _patterns;
    readonly KeyTable _table = new();
    readonly KeyEncoder _encoder = new();
    readonly List<int> _chain = [];
    readonly int[] _first;
    readonly int[] _next;

    public JoinedRows(Join join, Batch rows, Column[] keys)
    {
        _join = join;
        Rows = rows;
        _equal = [.. Enumerable.Range(0, join.Keys.Count).Where(i => join.Keys[i].Comparison == KeyComparison.Equal)];
        _equalLeft = new Column[_equal.Length];
        _pattern = join.Keys.ToList().FindIndex(static k => k.Comparison != KeyComparison.Equal);
        if (_pattern >= 0)
        {
            _patterns = join.Keys[_pattern].Comparison == KeyComparison.InRange
                ? new RangePatterns((TextColumn)keys[_pattern])
                : new GlobPatterns((TextColumn)keys[_pattern], join.Keys[_pattern].Comparison == KeyComparison.GlobIgnoreCase);
        }

        var equal = Array.ConvertAll(_equal, i => keys[i]);
        var groups = new int[rows.Count];
        for (var row = 0; row < groups.Length; row++)
        {
            groups[row] = HasNullThatMeetsNone(equal, row) ? -1 : _table.GetOrAdd(_encoder.Encode(equal, row), out _);
        }

        // Rows of one key form a chain, in their order or, to take from the end, in the opposite.
        (_first, _next) = (new int[_table.Count], new int[rows.Count]);
        Array.Fill(_first, -1);
        var fromTheEnd = join.Choice is { FromTheEnd: true };
        for (var i = 0; i < rows.Count; i++)
        {
            var row = fromTheEnd ? i : rows.Count - 1 - i;
            if (groups[row] >= 0)
            {
                _next[row] = _first[groups[row]];
                _first[groups[row]] = row;
            }
        }
    }

    public Batch Rows { get; }

    /// <summary>How many different keys there are.</summary>
    public int Groups => _table.Count;

    /// <summary>Adds the rows that a left row takes; gives the number of its key, -1 when it meets none.</summary>
    public int Find(Column[] keys, int row, List<int> found)
    {
        for (var i = 0; i < _equal.Length; i++)
        {
            _equalLeft[i] = keys[_equal[i]];
        }

        if (HasNullThatMeetsNone(_equalLeft, row) || (_pattern >= 0 && keys[_pattern].IsNull(row)))
        {
            return -1;
        }

        var group = _table.Find(_encoder.Encode(_equalLeft, row));
        if (group < 0)
        {
            return -1;
        }

        var most = _join.Choice?.Most ?? long.MaxValue;
        if (_patterns is null)
        {
            for (var match = _first[group]; match >= 0 && found.Count < most; match = _next[match])
            {
                found.Add(match);
            }

            return group;
        }

        var text = ((TextColumn)keys[_pattern])[row];
        if (_equal.Length == 0)
        {
            _patterns.Find(text, most, found);
            return group;
        }

        _chain.Clear();
        for (var match = _first[group]; match >= 0; match = _next[match])
        {
            _chain.Add(match);
        }

        _patterns.FindAmong(_chain, text, most, found);
        return group;
    }

    bool HasNullThatMeetsNone(Column[] keys, int row)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            if (!_join.Keys[_equal[i]].NullsMatch && keys[i].IsNull(row))
            {
                return true;
            }
        }

        return false;
    }
}
