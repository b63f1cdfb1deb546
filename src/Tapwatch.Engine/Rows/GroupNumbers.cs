// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Rows;

/// <summary>Numbers combinations of values in order of first appearance: each column's values, then, column by column, the pairs of numbers.</summary>
sealed class GroupNumbers
{
    readonly ValueNumbers[] _values;
    readonly PairNumbers[] _pairs;

    // Of each group, the number of its value in each column; one column alone needs none.
    readonly int[][] _parts;
    readonly int[][] _numbers;

    public GroupNumbers(IReadOnlyList<ScalarType> types)
    {
        _values = [.. types.Select(ValueNumbers.For)];
        _pairs = [.. types.Skip(1).Select(static _ => new PairNumbers())];
        _parts = [.. types.Select(static _ => Array.Empty<int>())];
        _numbers = [.. types.Select(static _ => Array.Empty<int>())];
    }

    /// <summary>Groups so far.</summary>
    public int Count => _pairs.Length == 0 ? _values[0].Count : _pairs[^1].Count;

    /// <summary>Bytes held, roughly.</summary>
    public long ApproximateBytes
    {
        get
        {
            var bytes = 0L;
            foreach (var values in _values)
            {
                bytes += values.ApproximateBytes;
            }

            foreach (var pairs in _pairs)
            {
                bytes += pairs.ApproximateBytes;
            }

            foreach (var parts in _parts)
            {
                bytes += 4L * parts.Length;
            }

            return bytes;
        }
    }

    /// <summary>The group of every row.</summary>
    public void Number(ReadOnlySpan<Column> keys, Span<int> groups)
    {
        _values[0].Number(keys[0], groups);
        if (keys.Length == 1)
        {
            return;
        }

        Keep(0, groups);
        var before = Count;
        for (var i = 1; i < keys.Length; i++)
        {
            Keep(i, groups);
            var numbers = _numbers[i].AsSpan(0, groups.Length);
            _values[i].Number(keys[i], numbers);
            _pairs[i - 1].Number(groups, i == 1 ? _values[0].Count : _pairs[i - 2].Count, numbers, _values[i].Count);
        }

        Remember(groups, before);
    }

    /// <summary>The values of each key column, one row per group.</summary>
    public Column[] Build()
    {
        if (_pairs.Length == 0)
        {
            return [_values[0].Build()];
        }

        var columns = new Column[_values.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = _values[i].Build().Gather(_parts[i].AsSpan(0, Count));
        }

        return columns;
    }

    /// <summary>Makes room for the numbers of a column; those of the first are what the groups are now.</summary>
    void Keep(int column, ReadOnlySpan<int> groups)
    {
        if (_numbers[column].Length < groups.Length)
        {
            _numbers[column] = new int[groups.Length];
        }

        if (column == 0)
        {
            groups.CopyTo(_numbers[0]);
        }
    }

    /// <summary>Writes down what the new groups are made of.</summary>
    void Remember(ReadOnlySpan<int> groups, int before)
    {
        if (Count == before)
        {
            return;
        }

        for (var i = 0; i < _parts.Length; i++)
        {
            if (_parts[i].Length < Count)
            {
                Array.Resize(ref _parts[i], Math.Max(Count, _parts[i].Length * 2));
            }

            var (parts, numbers) = (_parts[i], _numbers[i]);
            for (var row = 0; row < groups.Length; row++)
            {
                if (groups[row] >= before)
                {
                    parts[groups[row]] = numbers[row];
                }
            }
        }
    }
}
