// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Aggregates;

/// <summary>The first or last value that is known.</summary>
sealed class PickAccumulator(ScalarType type, bool last) : Accumulator
{
    readonly GroupValues _values = GroupValues.For(type);
    bool[] _any = [];

    public override long ApproximateBytes => _values.ApproximateBytes + _any.Length;

    public override void Grow(int count)
    {
        Array.Resize(ref _any, Room(_any.Length, count));
        _values.Grow(count);
    }

    public override void Add(Column[] arguments, ReadOnlySpan<int> groups)
    {
        for (var row = 0; row < groups.Length; row++)
        {
            if ((last || !_any[groups[row]]) && !arguments[0].IsNull(row))
            {
                _any[groups[row]] = true;
                _values.Set(groups[row], arguments[0], row);
            }
        }
    }

    public override Column Build(int count) => _values.Build(type, count);
}
