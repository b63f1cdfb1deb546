// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Rows;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Aggregates;

/// <summary>The value at a rank, each value counting as often as its weight says; keeps all values.</summary>
sealed class WeightedPercentileAccumulator(ScalarType type) : Accumulator
{
    readonly ColumnBuilder _values = ColumnBuilder.For(type);
    readonly List<long> _weights = [];
    readonly List<List<int>> _rows = [];
    double[] _ranks = [];

    public override long ApproximateBytes => _values.ApproximateBytes + (16L * _values.Count);

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
        var (weights, ranks) = ((FixedColumn<long>)arguments[1], (FixedColumn<double>)arguments[2]);
        for (var row = 0; row < groups.Length; row++)
        {
            if (!arguments[0].IsNull(row) && !weights.IsNull(row) && weights[row] > 0)
            {
                _ranks[groups[row]] = ranks.IsNull(row) ? 0 : ranks[row];
                _rows[groups[row]].Add(_values.Count);
                _values.AppendFrom(arguments[0], row);
                _weights.Add(weights[row]);
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
            var total = 0.0;
            foreach (var row in rows)
            {
                total += _weights[row];
            }

            var wanted = Math.Ceiling(Math.Clamp(_ranks[group], 0, 100) / 100 * total);
            var (sum, at) = ((double)_weights[rows[0]], 0);
            while (sum < wanted && at + 1 < rows.Count)
            {
                sum += _weights[rows[++at]];
            }

            result.AppendFrom(values, rows[at]);
        }

        return result.Build();
    }
}
