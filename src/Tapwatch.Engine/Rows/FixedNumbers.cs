// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Rows;

/// <summary>Numbers values of at most 64 bits.</summary>
sealed class FixedNumbers(ScalarType type) : ValueNumbers
{
    readonly NumberTable _table = new();
    readonly ColumnBuilder _values = ColumnBuilder.For(type);
    ulong[] _bits = [];

    public override long ApproximateBytes => _table.ApproximateBytes + _values.ApproximateBytes;

    protected override int Known => _table.Count;

    protected override void NumberValues(Column column, Span<int> numbers)
    {
        if (_bits.Length < numbers.Length)
        {
            _bits = new ulong[numbers.Length];
        }

        Encode(column, _bits.AsSpan(0, numbers.Length));
        if (Nulls(column) is not null)
        {
            NumberWithNulls(column, numbers);
            return;
        }

        _table.Number(_bits.AsSpan(0, numbers.Length), numbers);
        var known = _values.Count;
        for (var row = 0; row < numbers.Length; row++)
        {
            var number = Shift(numbers[row]);
            if (number == known)
            {
                _values.AppendFrom(column, row);
                known++;
            }

            numbers[row] = number;
        }
    }

    void NumberWithNulls(Column column, Span<int> numbers)
    {
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

            numbers[row] = Shift(_table.GetOrAdd(_bits[row], out var added));
            if (added)
            {
                _values.AppendFrom(column, row);
            }
        }
    }

    public override Column Build() => _values.Build();

    static bool[]? Nulls(Column column) => column switch
    {
        FixedColumn<long> longs => longs.Nulls,
        FixedColumn<double> reals => reals.Nulls,
        _ => ((FixedColumn<bool>)column).Nulls,
    };

    static void Encode(Column column, Span<ulong> bits)
    {
        switch (column)
        {
            case FixedColumn<long> longs:
                for (var row = 0; row < bits.Length; row++)
                {
                    bits[row] = (ulong)longs[row];
                }

                break;
            case FixedColumn<double> reals:
                for (var row = 0; row < bits.Length; row++)
                {
                    var real = reals[row];
                    bits[row] = BitConverter.DoubleToUInt64Bits(real == 0 ? 0 : double.IsNaN(real) ? double.NaN : real);
                }

                break;
            default:
                var bools = (FixedColumn<bool>)column;
                for (var row = 0; row < bits.Length; row++)
                {
                    bits[row] = bools[row] ? 1UL : 0;
                }

                break;
        }
    }
}
