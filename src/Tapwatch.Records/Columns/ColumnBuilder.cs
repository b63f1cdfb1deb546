// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.Columns;

/// <summary>Collects values of one type, row after row, into a <see cref="Column"/>.</summary>
public abstract class ColumnBuilder
{
    /// <summary>Rows that room is first made for.</summary>
    private protected const int FewRows = 4;

    /// <summary>The type of the column to be.</summary>
    public abstract ScalarType Type { get; }

    /// <summary>Rows so far.</summary>
    public abstract int Count { get; }

    /// <summary>Bytes held so far, roughly; operators that keep rows hold this against their limit.</summary>
    public abstract long ApproximateBytes { get; }

    /// <summary>Appends a null.</summary>
    public abstract void AppendNull();

    /// <summary>Appends the value of <paramref name="column"/> (of the same type) at <paramref name="row"/>; text is copied.</summary>
    public abstract void AppendFrom(Column column, int row);

    /// <summary>The column of what was appended. The builder starts anew.</summary>
    public abstract Column Build();

    /// <summary>A builder for <paramref name="type"/>.</summary>
    public static ColumnBuilder For(ScalarType type) => type switch
    {
        ScalarType.Bool => new FixedColumnBuilder<bool>(type),
        ScalarType.Real => new FixedColumnBuilder<double>(type),
        ScalarType.Decimal => new FixedColumnBuilder<decimal>(type),
        ScalarType.Guid => new FixedColumnBuilder<Guid>(type),
        ScalarType.String or ScalarType.Dynamic => new TextColumnBuilder(type),
        _ => new FixedColumnBuilder<long>(type),
    };
}

/// <summary>Builds a <see cref="FixedColumn{T}"/>.</summary>
public sealed class FixedColumnBuilder<T>(ScalarType type) : ColumnBuilder
    where T : unmanaged
{
    // Room is made with the first row: most builders of a plan never get one.
    T[] _values = [];
    bool[]? _nulls;
    int _count;

    /// <inheritdoc/>
    public override ScalarType Type { get; } = type;

    /// <inheritdoc/>
    public override int Count => _count;

    /// <inheritdoc/>
    public override unsafe long ApproximateBytes => (long)_count * (sizeof(T) + 1);

    /// <summary>Appends a value.</summary>
    public void Append(T value)
    {
        Grow();
        _values[_count++] = value;
    }

    /// <inheritdoc/>
    public override void AppendNull()
    {
        Grow();
        _nulls ??= new bool[_values.Length];
        _values[_count] = default;
        _nulls[_count++] = true;
    }

    /// <inheritdoc/>
    public override void AppendFrom(Column column, int row)
    {
        if (column.IsNull(row))
        {
            AppendNull();
        }
        else
        {
            Append(((FixedColumn<T>)column)[row]);
        }
    }

    /// <inheritdoc/>
    public override Column Build()
    {
        var column = new FixedColumn<T>(Type, _count, _values, _nulls);
        (_values, _nulls, _count) = ([], null, 0);
        return column;
    }

    void Grow()
    {
        if (_count == _values.Length)
        {
            Array.Resize(ref _values, Math.Max(FewRows, _count * 2));
            if (_nulls is not null)
            {
                Array.Resize(ref _nulls, _values.Length);
            }
        }
    }
}
