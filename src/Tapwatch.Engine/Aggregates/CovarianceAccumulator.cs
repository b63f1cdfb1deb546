// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Aggregates;

/// <summary>How two numbers vary together, over the rows that have both; in one pass without loss of digits.</summary>
/// <param name="ofAll">Whether the rows are all there are, not a sample.</param>
sealed class CovarianceAccumulator(bool ofAll) : Accumulator
{
    double[] _meansX = [];
    double[] _meansY = [];
    double[] _products = [];
    long[] _counts = [];

    public override long ApproximateBytes => 32L * _counts.Length;

    public override void Grow(int count)
    {
        Array.Resize(ref _counts, Room(_counts.Length, count));
        Array.Resize(ref _meansX, _counts.Length);
        Array.Resize(ref _meansY, _counts.Length);
        Array.Resize(ref _products, _counts.Length);
    }

    public override void Add(Column[] arguments, ReadOnlySpan<int> groups)
    {
        var (first, second) = ((FixedColumn<double>)arguments[0], (FixedColumn<double>)arguments[1]);
        for (var row = 0; row < groups.Length; row++)
        {
            if (!first.IsNull(row) && !second.IsNull(row))
            {
                var group = groups[row];
                var distance = first[row] - _meansX[group];
                _meansX[group] += distance / ++_counts[group];
                _meansY[group] += (second[row] - _meansY[group]) / _counts[group];
                _products[group] += distance * (second[row] - _meansY[group]);
            }
        }
    }

    public override Column Build(int count)
    {
        var results = new double[count];
        for (var group = 0; group < count; group++)
        {
            var divisor = ofAll ? _counts[group] : _counts[group] - 1;
            results[group] = divisor > 0 ? _products[group] / divisor : 0;
        }

        return new FixedColumn<double>(ScalarType.Real, count, results, null);
    }
}
