// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Aggregates;

/// <summary>Standard deviation of the values that are known, in one pass without loss of digits (Welford).</summary>
sealed class DeviationAccumulator(bool isSample) : Accumulator
{
    long[] _counts = [];
    double[] _means = [];
    double[] _squares = [];

    public override long ApproximateBytes => 24L * _counts.Length;

    public override void Grow(int count)
    {
        Array.Resize(ref _counts, Room(_counts.Length, count));
        Array.Resize(ref _means, _counts.Length);
        Array.Resize(ref _squares, _counts.Length);
    }

    public override void Add(Column[] arguments, ReadOnlySpan<int> groups)
    {
        var column = arguments[0];
        for (var row = 0; row < groups.Length; row++)
        {
            if (column.IsNull(row))
            {
                continue;
            }

            var group = groups[row];
            var value = column switch
            {
                FixedColumn<long> c => c[row],
                FixedColumn<double> c => c[row],
                FixedColumn<decimal> c => (double)c[row],
                _ => double.NaN,
            };
            var off = value - _means[group];
            _means[group] += off / ++_counts[group];
            _squares[group] += off * (value - _means[group]);
        }
    }

    public override Column Build(int count)
    {
        var least = isSample ? 2 : 1;
        var values = new double[count];
        bool[]? nulls = null;
        for (var group = 0; group < count; group++)
        {
            if (_counts[group] < least)
            {
                (nulls ??= new bool[count])[group] = true;
            }
            else
            {
                values[group] = Math.Sqrt(_squares[group] / (isSample ? _counts[group] - 1 : _counts[group]));
            }
        }

        return new FixedColumn<double>(ScalarType.Real, count, values, nulls);
    }
}
