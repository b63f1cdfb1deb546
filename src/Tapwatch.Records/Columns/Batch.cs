// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.Columns;

/// <summary>A bundle of rows, column by column; the unit in which data moves from readers through operators.</summary>
/// <remarks>A batch from a scan shares the reader's buffer and is valid until the operator it was handed to returns; who keeps rows copies them.</remarks>
public sealed class Batch(int count, Column[] columns)
{
    /// <summary>Number of rows.</summary>
    public int Count { get; } = count;

    /// <summary>The columns, all of <see cref="Count"/> rows.</summary>
    public Column[] Columns { get; } = columns;

    /// <summary>The batch of the given rows, in that order.</summary>
    public Batch Gather(ReadOnlySpan<int> rows)
    {
        var columns = new Column[Columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Columns[i].Gather(rows);
        }

        return new Batch(rows.Length, columns);
    }
}
