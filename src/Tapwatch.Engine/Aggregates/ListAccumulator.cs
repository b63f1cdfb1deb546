// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Json;
using Tapwatch.Engine.Rows;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Aggregates;

/// <summary>JSON array of the known values of a group, all or each once, up to so many.</summary>
sealed class ListAccumulator(bool distinct) : Accumulator
{
    readonly KeyTable _seen = new();
    readonly GroupKeys _keys = new();
    JsonBuilder?[] _lists = [];
    long[] _counts = [];
    long _bytes;

    public override long ApproximateBytes => _seen.ApproximateBytes + _bytes + (16L * _lists.Length);

    public override void Grow(int count)
    {
        Array.Resize(ref _lists, Room(_lists.Length, count));
        Array.Resize(ref _counts, _lists.Length);
    }

    public override void Add(Column[] arguments, ReadOnlySpan<int> groups)
    {
        var (values, most) = (arguments[0], (FixedColumn<long>)arguments[1]);
        for (var row = 0; row < groups.Length; row++)
        {
            var group = groups[row];
            if (values.IsNull(row) || _counts[group] >= most[row])
            {
                continue;
            }

            if (distinct)
            {
                _seen.GetOrAdd(_keys.Encode(group, values, row), out var added);
                if (!added)
                {
                    continue;
                }
            }

            var list = _lists[group] ??= new JsonBuilder();
            var before = list.Length;
            list.Raw(before == 0 ? "["u8 : ","u8);
            list.Value(values, row);
            _counts[group]++;
            _bytes += list.Length - before;
        }
    }

    public override Column Build(int count)
    {
        var builder = new TextColumnBuilder(ScalarType.Dynamic);
        for (var group = 0; group < count; group++)
        {
            var list = _lists[group];
            if (list is null)
            {
                builder.Append("[]"u8);
            }
            else
            {
                list.Raw("]"u8);
                builder.Append(list.Written);
            }
        }

        return builder.Build();
    }
}
