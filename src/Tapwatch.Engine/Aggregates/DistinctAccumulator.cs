// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using Tapwatch.Engine.Rows;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Aggregates;

/// <summary>Number of different known values, exact.</summary>
sealed class DistinctAccumulator(ScalarType type) : Accumulator
{
    readonly ValueNumbers _values = ValueNumbers.For(type);
    readonly GroupSets _seen = new();
    int[] _numbers = [];

    public override long ApproximateBytes => _values.ApproximateBytes + _seen.ApproximateBytes;

    public override void Grow(int count) => _seen.Grow(count);

    public override void Add(Column[] arguments, ReadOnlySpan<int> groups)
    {
        if (_numbers.Length < groups.Length)
        {
            _numbers = new int[groups.Length];
        }

        var numbers = _numbers.AsSpan(0, groups.Length);
        _values.Number(arguments[0], numbers);
        _seen.Add(groups, numbers, _values.Null);
    }

    public override Column Build(int count) => new FixedColumn<long>(ScalarType.Long, count, _seen.Count(count), null);
}

/// <summary>Encodes a value together with the group it stands in, so that one table serves all groups.</summary>
sealed class GroupKeys
{
    readonly KeyEncoder _encoder = new();
    readonly Column[] _column = new Column[1];
    byte[] _bytes = new byte[64];

    public ReadOnlySpan<byte> Encode(int group, Column column, int row)
    {
        _column[0] = column;
        var value = _encoder.Encode(_column, row);
        if (_bytes.Length < value.Length + 4)
        {
            _bytes = new byte[value.Length * 2];
        }

        BinaryPrimitives.WriteInt32LittleEndian(_bytes, group);
        value.CopyTo(_bytes.AsSpan(4));
        return _bytes.AsSpan(0, value.Length + 4);
    }
}
