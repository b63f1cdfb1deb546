// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Rows;

/// <summary>Numbers values of any type by the bytes they are encoded in.</summary>
sealed class EncodedNumbers(ScalarType type) : ValueNumbers
{
    readonly KeyTable _table = new();
    readonly KeyEncoder _encoder = new();
    readonly ColumnBuilder _values = ColumnBuilder.For(type);
    readonly Column[] _column = new Column[1];

    public override long ApproximateBytes => _table.ApproximateBytes + _values.ApproximateBytes;

    protected override int Known => _table.Count;

    protected override void NumberValues(Column column, Span<int> numbers)
    {
        _column[0] = column;
        for (var row = 0; row < numbers.Length; row++)
        {
            if (column.IsNull(row))
            {
                if (NumberNull() == _values.Count)
                {
                    _values.AppendNull();
                }

                numbers[row] = Null;
                continue;
            }

            numbers[row] = Shift(_table.GetOrAdd(_encoder.Encode(_column, row), out var added));
            if (added)
            {
                _values.AppendFrom(column, row);
            }
        }
    }

    public override Column Build() => _values.Build();
}
