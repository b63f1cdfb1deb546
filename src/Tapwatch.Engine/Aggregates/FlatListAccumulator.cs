// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Json;
using Tapwatch.Engine.Rows;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Aggregates;

/// <summary>JSON array of the dynamic values of a group, all or each once, up to so many; of arrays their elements, of null a JSON null.</summary>
sealed class FlatListAccumulator(bool distinct) : Accumulator
{
    readonly KeyTable _seen = new();
    JsonBuilder?[] _lists = [];
    long[] _counts = [];
    byte[] _key = new byte[64];
    long _bytes;

    public override long ApproximateBytes => _seen.ApproximateBytes + _bytes + (16L * _lists.Length);

    public override void Grow(int count)
    {
        Array.Resize(ref _lists, Room(_lists.Length, count));
        Array.Resize(ref _counts, _lists.Length);
    }

    public override void Add(Column[] arguments, ReadOnlySpan<int> groups)
    {
        var (values, most, conditions) = ((TextColumn)arguments[0], (FixedColumn<long>)arguments[1], (FixedColumn<bool>)arguments[2]);
        for (var row = 0; row < groups.Length; row++)
        {
            if (conditions.IsNull(row) || !conditions[row])
            {
                continue;
            }

            var value = values.IsNull(row) ? "null"u8 : values[row];
            var elements = new JsonMembers(value);
            while (elements.IsArray && elements.MoveNext())
            {
                Add(groups[row], elements.Value, most[row]);
            }

            if (!elements.IsArray)
            {
                Add(groups[row], value, most[row]);
            }
        }
    }

    void Add(int group, ReadOnlySpan<byte> value, long most)
    {
        if (_counts[group] >= most || (distinct && !IsNew(group, value)))
        {
            return;
        }

        var list = _lists[group] ??= new JsonBuilder();
        var before = list.Length;
        list.Raw(before == 0 ? "["u8 : ","u8);
        list.Raw(value);
        _counts[group]++;
        _bytes += list.Length - before;
    }

    bool IsNew(int group, ReadOnlySpan<byte> value)
    {
        if (_key.Length < value.Length + 4)
        {
            _key = new byte[value.Length * 2];
        }

        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(_key, group);
        value.CopyTo(_key.AsSpan(4));
        _seen.GetOrAdd(_key.AsSpan(0, value.Length + 4), out var added);
        return added;
    }

    public override Column Build(int count)
    {
        var builder = new TextColumnBuilder(ScalarType.Dynamic);
        for (var group = 0; group < count; group++)
        {
            if (_lists[group] is { } list)
            {
                list.Raw("]"u8);
                builder.Append(list.Written);
            }
            else
            {
                builder.Append("[]"u8);
            }
        }

        return builder.Build();
    }
}
