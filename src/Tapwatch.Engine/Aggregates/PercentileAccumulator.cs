// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Rows;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Aggregates;

/// <summary>The value at a rank; keeps all values.</summary>
sealed class PercentileAccumulator(ScalarType type) : Accumulator
{
    readonly ColumnBuilder _values = ColumnBuilder.For(type);
    readonly List<List<int>> _rows = [];
    double[] _ranks = [];

    public override long ApproximateBytes => _values.ApproximateBytes + (8L * _values.Count);

    public override void Grow(int count)
    {
        while (_rows.Count < count)
        {
            _rows.Add([]);
        }

        Array.Resize(ref _ranks, Room(_ranks.Length, count));
    }

    public override void Add(Column[] arguments, ReadOnlySpan<int> groups)
    {
        var ranks = (FixedColumn<double>)arguments[1];
        for (var row = 0; row < groups.Length; row++)
        {
            if (!arguments[0].IsNull(row))
            {
                _ranks[groups[row]] = ranks.IsNull(row) ? 0 : ranks[row];
                _rows[groups[row]].Add(_values.Count);
                _values.AppendFrom(arguments[0], row);
            }
        }
    }

    public override Column Build(int count)
    {
        var values = _values.Build();
        var result = ColumnBuilder.For(type);
        for (var group = 0; group < count; group++)
        {
            var rows = _rows[group];
            if (rows.Count == 0)
            {
                result.AppendNull();
                continue;
            }

            rows.Sort((a, b) => ValueOrder.Compare(values, a, values, b));
            var rank = (int)Math.Clamp(Math.Ceiling(_ranks[group] / 100 * rows.Count) - 1, 0, rows.Count - 1);
            result.AppendFrom(values, rows[rank]);
        }

        return result.Build();
    }
}
