// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Rows;

/// <summary>Numbers text by its bytes.</summary>
sealed class TextNumbers(ScalarType type) : ValueNumbers
{
    readonly KeyTable _table = new();

    public override long ApproximateBytes => _table.ApproximateBytes;

    protected override int Known => _table.Count;

    protected override void NumberValues(Column column, Span<int> numbers)
    {
        var texts = (TextColumn)column;
        if (texts.IsConstant && numbers.Length > 0)
        {
            numbers.Fill(Number(texts, 0));
            return;
        }

        NumberEach(texts, numbers);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void NumberEach(TextColumn texts, Span<int> numbers)
    {
        for (var row = 0; row < numbers.Length; row++)
        {
            numbers[row] = Number(texts, row);
        }
    }

    public override Column Build()
    {
        var (bytes, ends) = _table.Content;
        var (starts, lengths) = (new int[Count], new int[Count]);
        var start = 0;
        for (var entry = 0; entry < Known; entry++)
        {
            (starts[Shift(entry)], lengths[Shift(entry)]) = (start, ends[entry] - start);
            start = ends[entry];
        }

        if (Null < lengths.Length)
        {
            lengths[Null] = -1;
        }

        return new TextColumn(type, Count, bytes, [], starts, lengths);
    }

    /// <summary>The value of a number, as a column of one row that shares nothing.</summary>
    public Column Value(int number)
    {
        var builder = new TextColumnBuilder(type);
        if (number == Null)
        {
            builder.AppendNull();
        }
        else
        {
            builder.Append(_table[number - (number > Null ? 1 : 0)]);
        }

        return builder.Build();
    }

    int Number(TextColumn texts, int row) => texts.IsNull(row) ? NumberNull() : Shift(_table.GetOrAdd(texts[row], out _));
}
