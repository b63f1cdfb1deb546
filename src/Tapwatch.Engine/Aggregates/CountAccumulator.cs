// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Aggregates;

/// <summary>Number of rows that count.</summary>
sealed class CountAccumulator(Func<Column, int, bool> counts) : Accumulator
{
    long[] _counts = [];

    public override long ApproximateBytes => 8L * _counts.Length;

    public override void Grow(int count) => Array.Resize(ref _counts, Room(_counts.Length, count));

    public override void Add(Column[] arguments, ReadOnlySpan<int> groups)
    {
        if (arguments.Length == 0)
        {
            foreach (var group in groups)
            {
                _counts[group]++;
            }

            return;
        }

        for (var row = 0; row < groups.Length; row++)
        {
            _counts[groups[row]] += counts(arguments[0], row) ? 1 : 0;
        }
    }

    public override Column Build(int count) => new FixedColumn<long>(ScalarType.Long, count, _counts, null);
}
