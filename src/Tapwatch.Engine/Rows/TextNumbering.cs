// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Rows;

/// <summary>
/// Numbers the texts of one column on the thread that has them at hand. Who puts rows together then goes through small numbers,
/// and has the text of each once; the buffers that were read stay with the thread that read them.
/// </summary>
sealed class TextNumbering(ScalarType type)
{
    // Of a column with more different values most would have to be handed over after all.
    const int MostValues = 1 << 14;
    const int MostBytes = 4 << 20;

    readonly object _lock = new();
    readonly TextNumbers _values = new(type);
    bool _isFull;

    /// <summary>The column by numbers, or as it is. By one thread.</summary>
    public Column Number(Column column)
    {
        if (_isFull || column is not TextColumn { IsConstant: false })
        {
            return column;
        }

        var numbers = new int[column.Count];
        lock (_lock)
        {
            _values.Number(column, numbers);
        }

        _isFull = _values.Count > MostValues || _values.ApproximateBytes > MostBytes;
        return new NumberedTexts(type, numbers, this, _values.Count);
    }

    /// <summary>The value of a number, as a column of one row. By any thread.</summary>
    public Column Value(int number)
    {
        lock (_lock)
        {
            return _values.Value(number);
        }
    }
}
