// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Aggregates;

/// <summary>Variance or standard deviation of the values that are known, in one pass without loss of digits (Welford).</summary>
/// <param name="root">Whether it is the deviation, the root of the variance.</param>
/// <param name="ofAll">Whether the values are all there are, not a sample.</param>
/// <param name="orNull">Whether too few values give null instead of 0.</param>
sealed class VarianceAccumulator(bool root, bool ofAll, bool orNull = false) : Accumulator
{
    double[] _means = [];
    double[] _squares = [];
    long[] _counts = [];

    public override long ApproximateBytes => 24L * _means.Length;

    public override void Grow(int count)
    {
        Array.Resize(ref _means, Room(_means.Length, count));
        Array.Resize(ref _squares, _means.Length);
        Array.Resize(ref _counts, _means.Length);
    }

    public override void Add(Column[] arguments, ReadOnlySpan<int> groups)
    {
        var column = arguments[0];
        for (var row = 0; row < groups.Length; row++)
        {
            if (!column.IsNull(row))
            {
                var group = groups[row];
                var value = column switch
                {
                    FixedColumn<double> c => c[row],
                    FixedColumn<long> c => c[row],
                    FixedColumn<decimal> c => (double)c[row],
                    _ => double.NaN,
                };
                var distance = value - _means[group];
                _means[group] += distance / ++_counts[group];
                _squares[group] += distance * (value - _means[group]);
            }
        }
    }

    public override Column Build(int count)
    {
        var results = new double[count];
        bool[]? nulls = null;
        for (var group = 0; group < count; group++)
        {
            var divisor = ofAll ? _counts[group] : _counts[group] - 1;
            if (divisor <= 0 && orNull)
            {
                (nulls ??= new bool[count])[group] = true;
                continue;
            }

            var variance = divisor > 0 ? _squares[group] / divisor : 0;
            results[group] = root ? Math.Sqrt(variance) : variance;
        }

        return new FixedColumn<double>(ScalarType.Real, count, results, nulls);
    }
}
