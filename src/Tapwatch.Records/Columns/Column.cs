// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.Columns;

/// <summary>One column of a <see cref="Batch"/>: values of one type, any of which may be null. Immutable once built.</summary>
public abstract class Column(ScalarType type, int count)
{
    /// <summary>The type of every value.</summary>
    public ScalarType Type { get; } = type;

    /// <summary>Number of rows.</summary>
    public int Count { get; } = count;

    /// <summary>Whether the value at <paramref name="row"/> is null (missing, unknown).</summary>
    public abstract bool IsNull(int row);

    /// <summary>Whether values stand in the given buffer, so that it must stay as it is.</summary>
    public virtual bool RefersTo(byte[] buffer) => false;

    /// <summary>A column of the values at <paramref name="rows"/>, in that order. Text is shared, not copied.</summary>
    public abstract Column Gather(ReadOnlySpan<int> rows);

    /// <summary>A column in which the value of the first row of this one stands for all.</summary>
    public abstract Column Repeat(int count);

    /// <summary>This column under another type that is held the same way (long as datetime, string as dynamic).</summary>
    public abstract Column As(ScalarType type);
}
