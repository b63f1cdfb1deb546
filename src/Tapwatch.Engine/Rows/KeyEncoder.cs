// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Rows;

/// <summary>Writes the values of a row as bytes that are the same exactly when the values are: null and NaN equal themselves, 0 equals -0.</summary>
sealed class KeyEncoder
{
    byte[] _bytes = new byte[256];

    /// <summary>The bytes, valid until the next call.</summary>
    public ReadOnlySpan<byte> Encode(Column[] columns, int row)
    {
        var length = 0;
        foreach (var column in columns)
        {
            var text = column is TextColumn texts ? texts[row] : default;
            if (_bytes.Length - length < text.Length + 24)
            {
                Array.Resize(ref _bytes, (_bytes.Length * 2) + text.Length);
            }

            length += Write(column, row, text, _bytes.AsSpan(length));
        }

        return _bytes.AsSpan(0, length);
    }

    public static bool AnyNull(Column[] columns, int row) => Array.Exists(columns, c => c.IsNull(row));

    static int Write(Column column, int row, ReadOnlySpan<byte> text, Span<byte> target)
    {
        if (column.IsNull(row))
        {
            target[0] = 0;
            return 1;
        }

        target[0] = 1;
        var value = target[1..];
        switch (column)
        {
            case TextColumn:
                BinaryPrimitives.WriteInt32LittleEndian(value, text.Length);
                text.CopyTo(value[4..]);
                return 5 + text.Length;
            case FixedColumn<long> c:
                BinaryPrimitives.WriteInt64LittleEndian(value, c[row]);
                return 9;
            case FixedColumn<bool> c:
                value[0] = c[row] ? (byte)1 : (byte)0;
                return 2;
            case FixedColumn<double> c:
                var real = c[row];
                BinaryPrimitives.WriteDoubleLittleEndian(value, real == 0 ? 0 : double.IsNaN(real) ? double.NaN : real);
                return 9;
            case FixedColumn<decimal> c:
                // Dividing by a one with many zeros takes trailing zeros away, so that 1.0 and 1.00 are one key.
                MemoryMarshal.Write(value, c[row] / 1.000000000000000000000000000000000m);
                return 17;
            default:
                MemoryMarshal.Write(value, ((FixedColumn<Guid>)column)[row]);
                return 17;
        }
    }
}
