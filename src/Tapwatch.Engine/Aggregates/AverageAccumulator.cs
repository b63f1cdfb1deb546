// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Aggregates;

/// <summary>Mean of the values that are known.</summary>
sealed class AverageAccumulator(bool nullOfNone) : Accumulator
{
    double[] _sums = [];
    long[] _counts = [];

    public override long ApproximateBytes => 16L * _sums.Length;

    public override void Grow(int count)
    {
        Array.Resize(ref _sums, Room(_sums.Length, count));
        Array.Resize(ref _counts, _sums.Length);
    }

    public override void Add(Column[] arguments, ReadOnlySpan<int> groups)
    {
        var column = arguments[0];
        for (var row = 0; row < groups.Length; row++)
        {
            if (!column.IsNull(row))
            {
                _sums[groups[row]] += Number(column, row);
                _counts[groups[row]]++;
            }
        }
    }

    public override Column Build(int count)
    {
        var values = new double[count];
        bool[]? nulls = null;
        for (var group = 0; group < count; group++)
        {
            values[group] = _sums[group] / _counts[group];
            if (nullOfNone && _counts[group] == 0)
            {
                (nulls ??= new bool[count])[group] = true;
            }
        }

        return new FixedColumn<double>(ScalarType.Real, count, values, nulls);
    }

    static double Number(Column column, int row) => column switch
    {
        FixedColumn<long> c => c[row],
        FixedColumn<double> c => c[row],
        FixedColumn<decimal> c => (double)c[row],
        _ => double.NaN,
    };
}
