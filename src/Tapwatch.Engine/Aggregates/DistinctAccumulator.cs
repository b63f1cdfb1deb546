// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using Tapwatch.Engine.Rows;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Aggregates;

/// <summary>Number of different known values, exact.</summary>
sealed class DistinctAccumulator : Accumulator
{
    readonly KeyTable _seen = new();
    readonly GroupKeys _keys = new();
    long[] _counts = [];

    public override long ApproximateBytes => _seen.ApproximateBytes + (8L * _counts.Length);

    public override void Grow(int count) => Array.Resize(ref _counts, Room(_counts.Length, count));

    public override void Add(Column[] arguments, ReadOnlySpan<int> groups)
    {
        for (var row = 0; row < groups.Length; row++)
        {
            if (!arguments[0].IsNull(row))
            {
                _seen.GetOrAdd(_keys.Encode(groups[row], arguments[0], row), out var added);
                _counts[groups[row]] += added ? 1 : 0;
            }
        }
    }

    public override Column Build(int count) => new FixedColumn<long>(ScalarType.Long, count, _counts, null);
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
