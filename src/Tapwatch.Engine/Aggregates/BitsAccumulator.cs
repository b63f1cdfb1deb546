// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Aggregates;

/// <summary>One bit operation over all values of a group.</summary>
sealed class BitsAccumulator(Func<long, long, long> operation) : Accumulator
{
    long[] _bits = [];
    bool[] _any = [];

    public override long ApproximateBytes => 9L * _bits.Length;

    public override void Grow(int count)
    {
        Array.Resize(ref _bits, Room(_bits.Length, count));
        Array.Resize(ref _any, _bits.Length);
    }

    public override void Add(Column[] arguments, ReadOnlySpan<int> groups)
    {
        var values = (FixedColumn<long>)arguments[0];
        for (var row = 0; row < groups.Length; row++)
        {
            if (!values.IsNull(row))
            {
                var group = groups[row];
                _bits[group] = _any[group] ? operation(_bits[group], values[row]) : values[row];
                _any[group] = true;
            }
        }
    }

    public override Column Build(int count) =>
        new FixedColumn<long>(ScalarType.Long, count, _bits[..count], [.. _any[..count].Select(static a => !a)]);
}
