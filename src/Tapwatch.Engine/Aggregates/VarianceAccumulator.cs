// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Aggregates;

/// <summary>Variance or standard deviation, in one pass (Welford).</summary>
sealed class VarianceAccumulator(bool root, bool ofAll) : Accumulator
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
        var values = (FixedColumn<double>)arguments[0];
        for (var row = 0; row < groups.Length; row++)
        {
            if (!values.IsNull(row))
            {
                var group = groups[row];
                var distance = values[row] - _means[group];
                _means[group] += distance / ++_counts[group];
                _squares[group] += distance * (values[row] - _means[group]);
            }
        }
    }

    public override Column Build(int count)
    {
        var results = new double[count];
        for (var group = 0; group < count; group++)
        {
            var divisor = ofAll ? _counts[group] : _counts[group] - 1;
            var variance = divisor > 0 ? _squares[group] / divisor : 0;
            results[group] = root ? Math.Sqrt(variance) : variance;
        }

        return new FixedColumn<double>(ScalarType.Real, count, results, null);
    }
}
