// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Aggregates;

/// <summary>The least or greatest value; NaN where one of them is NaN (as Kusto's min and max). Or what stands in the second argument in its row; NaN is passed over.</summary>
sealed class ExtremeAccumulator(ScalarType key, ScalarType type, bool greatest) : Accumulator
{
    readonly GroupValues _keys = GroupValues.For(key);
    readonly GroupValues _values = GroupValues.For(type);
    bool[] _any = [];
    bool[] _undefined = [];
    bool[] _waiting = [];

    public override long ApproximateBytes => _keys.ApproximateBytes + _values.ApproximateBytes + (3L * _any.Length);

    public override void Grow(int count)
    {
        Array.Resize(ref _any, Room(_any.Length, count));
        Array.Resize(ref _undefined, _any.Length);
        Array.Resize(ref _waiting, _any.Length);
        _keys.Grow(count);
        _values.Grow(count);
    }

    public override void Add(Column[] arguments, ReadOnlySpan<int> groups)
    {
        var (keys, values) = (arguments[0], arguments[^1]);
        for (var row = 0; row < groups.Length; row++)
        {
            var group = groups[row];
            if (keys.IsNull(row) || _undefined[group])
            {
                continue;
            }

            if (keys is FixedColumn<double> reals && double.IsNaN(reals[row]))
            {
                if (arguments.Length == 1)
                {
                    _undefined[group] = true;
                    _values.Set(group, values, row);
                }
                else if (!_any[group] && !_waiting[group])
                {
                    // Where there is nothing but NaN, its row stands.
                    _waiting[group] = true;
                    _values.Set(group, values, row);
                }
            }
            else if (!_any[group] || Beats(keys, row, group))
            {
                _any[group] = true;
                _keys.Set(group, keys, row);
                _values.Set(group, values, row);
            }
        }
    }

    public override Column Build(int count) => _values.Build(type, count);

    bool Beats(Column keys, int row, int group)
    {
        var order = _keys.Compare(keys, row, group);
        return greatest ? order > 0 : order < 0;
    }
}
