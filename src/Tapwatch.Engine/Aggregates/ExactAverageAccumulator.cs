// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Aggregates;

/// <summary>Mean of values summed exactly: of times and durations one of their kind, of decimals a decimal; null of none.</summary>
sealed class ExactAverageAccumulator(ScalarType type) : Accumulator
{
    Int128[] _ticks = [];
    decimal[] _decimals = [];
    long[] _counts = [];

    public override long ApproximateBytes => 40L * _counts.Length;

    public override void Grow(int count)
    {
        Array.Resize(ref _counts, Room(_counts.Length, count));
        Array.Resize(ref _ticks, _counts.Length);
        Array.Resize(ref _decimals, _counts.Length);
    }

    public override void Add(Column[] arguments, ReadOnlySpan<int> groups)
    {
        for (var row = 0; row < groups.Length; row++)
        {
            if (arguments[0].IsNull(row))
            {
                continue;
            }

            _counts[groups[row]]++;
            if (arguments[0] is FixedColumn<long> ticks)
            {
                _ticks[groups[row]] += ticks[row];
            }
            else
            {
                _decimals[groups[row]] += ((FixedColumn<decimal>)arguments[0])[row];
            }
        }
    }

    public override Column Build(int count)
    {
        var nulls = Array.ConvertAll(_counts, static c => c == 0);
        return type == ScalarType.Decimal
            ? new FixedColumn<decimal>(type, count, [.. _decimals.Zip(_counts, static (sum, n) => n == 0 ? 0 : sum / n)], nulls)
            : new FixedColumn<long>(type, count, [.. _ticks.Zip(_counts, static (sum, n) => n == 0 ? 0 : (long)(sum / n))], nulls);
    }
}

/// <summary>Mean of whole numbers, whose sum wraps as that of 64-bit integers does (as Kusto's avg()); NaN of none.</summary>
sealed class WholeAverageAccumulator : Accumulator
{
    long[] _sums = [];
    long[] _counts = [];

    public override long ApproximateBytes => 16L * _sums.Length;

    public override void Grow(int count)
    {
        Array.Resize(ref _sums, Room(_sums.Length, count));
        Array.Resize(ref _counts, _sums.Length);
    }

    public override void Add(Column[] arguments, ReadOnlySpan<int> groups)
    {
        var column = (FixedColumn<long>)arguments[0];
        for (var row = 0; row < groups.Length; row++)
        {
            if (!column.IsNull(row))
            {
                _sums[groups[row]] = unchecked(_sums[groups[row]] + column[row]);
                _counts[groups[row]]++;
            }
        }
    }

    public override Column Build(int count)
    {
        var values = new double[count];
        for (var group = 0; group < count; group++)
        {
            values[group] = _counts[group] == 0 ? double.NaN : (double)_sums[group] / _counts[group];
        }

        return new FixedColumn<double>(ScalarType.Real, count, values, null);
    }
}
