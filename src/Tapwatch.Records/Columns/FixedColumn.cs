// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.Columns;

/// <summary>A column of fixed-size values: <c>bool</c>, <c>long</c> (also int, datetime, timespan), <c>double</c>, <c>decimal</c>, <c>Guid</c>.</summary>
/// <remarks>
/// Invariant: a constant column holds one value and a <see cref="Mask"/> of 0, any other column holds
/// <see cref="Column.Count"/> values and a mask of -1, so <c>Values[row &amp; Mask]</c> serves both without a branch.
/// </remarks>
public sealed class FixedColumn<T>(ScalarType type, int count, T[] values, bool[]? nulls, bool constant = false) : Column(type, count)
    where T : unmanaged
{
    /// <summary>The values; at null rows the content means nothing.</summary>
    public T[] Values { get; } = values;

    /// <summary>Which rows are null; <see langword="null"/> when none is.</summary>
    public bool[]? Nulls { get; } = nulls;

    /// <summary>-1, or 0 when one value stands for all rows.</summary>
    public int Mask { get; } = constant ? 0 : -1;

    /// <summary>The value at <paramref name="row"/>.</summary>
    public T this[int row] => Values[row & Mask];

    /// <inheritdoc/>
    public override bool IsNull(int row) => Nulls is not null && Nulls[row & Mask];

    /// <inheritdoc/>
    public override Column Gather(ReadOnlySpan<int> rows)
    {
        if (Mask == 0)
        {
            return new FixedColumn<T>(Type, rows.Length, Values, Nulls, constant: true);
        }

        var values = new T[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            values[i] = Values[rows[i]];
        }

        bool[]? nulls = null;
        if (Nulls is not null)
        {
            nulls = new bool[rows.Length];
            for (var i = 0; i < rows.Length; i++)
            {
                nulls[i] = Nulls[rows[i]];
            }
        }

        return new FixedColumn<T>(Type, rows.Length, values, nulls);
    }

    /// <inheritdoc/>
    public override Column Repeat(int count) => new FixedColumn<T>(Type, count, Mask == 0 ? Values : [Values[0]], Nulls is null || Mask == 0 ? Nulls : [Nulls[0]], constant: true);

    /// <inheritdoc/>
    public override Column As(ScalarType type) => type == Type ? this : new FixedColumn<T>(type, Count, Values, Nulls, Mask == 0);
}
