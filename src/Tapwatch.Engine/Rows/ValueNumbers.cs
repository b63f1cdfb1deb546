// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Rows;

/// <summary>
/// Numbers the values of a column in order of first appearance, so that what groups and counts them handles small numbers only.
/// Null is a value; NaN equals itself, 0 equals -0, and 1.0 equals 1.00: the first that came stands for all.
/// </summary>
abstract class ValueNumbers
{
    const int None = int.MaxValue;

    // Who numbered values before, and for each, by its numbers, ours and one, or 0.
    readonly List<TextNumbering> _numberings = [];
    readonly List<int[]> _translations = [];

    // Null has no entry in the tables: from its number on, those of other values are one higher.
    int _null = None;

    /// <summary>How many values there are so far.</summary>
    public int Count => Known + (_null == None ? 0 : 1);

    /// <summary>The number of null; beyond all others as long as there was none.</summary>
    public int Null => _null;

    /// <summary>Bytes held, roughly.</summary>
    public abstract long ApproximateBytes { get; }

    /// <summary>Values other than null.</summary>
    protected abstract int Known { get; }

    /// <summary>Makes the numbers for a type.</summary>
    public static ValueNumbers For(ScalarType type) => type switch
    {
        ScalarType.String or ScalarType.Dynamic => new TextNumbers(type),
        ScalarType.Decimal or ScalarType.Guid => new EncodedNumbers(type),
        _ => new FixedNumbers(type),
    };

    /// <summary>The number of the value in every row.</summary>
    public void Number(Column column, Span<int> numbers)
    {
        if (column is NumberedTexts numbered)
        {
            Translate(numbered, numbers);
        }
        else
        {
            NumberValues(column, numbers);
        }
    }

    /// <summary>The number of the value in every row of a column that holds values.</summary>
    protected abstract void NumberValues(Column column, Span<int> numbers);

    /// <summary>The values in the order of their numbers.</summary>
    public abstract Column Build();

    /// <summary>The number of null, which now has one.</summary>
    protected int NumberNull()
    {
        if (_null == None)
        {
            _null = Known;
        }

        return _null;
    }

    /// <summary>The number of the value at this place of the table.</summary>
    protected int Shift(int entry) => entry + (entry >= _null ? 1 : 0);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Translate(NumberedTexts column, Span<int> numbers)
    {
        var others = column.Numbers;
        var translation = TranslationFrom(column.Numbering, column.Known);
        for (var row = 0; row < numbers.Length; row++)
        {
            ref var number = ref translation[others[row]];
            if (number == 0)
            {
                NumberValues(column.Numbering.Value(others[row]), numbers.Slice(row, 1));
                number = numbers[row] + 1;
            }

            numbers[row] = number - 1;
        }
    }

    int[] TranslationFrom(TextNumbering numbering, int known)
    {
        var i = _numberings.IndexOf(numbering);
        if (i < 0)
        {
            i = _numberings.Count;
            _numberings.Add(numbering);
            _translations.Add([]);
        }

        var to = _translations[i];
        if (to.Length < known)
        {
            Array.Resize(ref to, Math.Max(known, to.Length * 2));
            _translations[i] = to;
        }

        return to;
    }
}
