// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.Columns;

/// <summary>Builds a <see cref="TextColumn"/>: values are copied, or, over a chunk that was read, referred to where they stand.</summary>
public sealed class TextColumnBuilder : ColumnBuilder
{
    readonly byte[] _data;

    // Room is made with the first row: most builders of a plan never get one.
    byte[] _extra = [];
    int _extraLength;
    int[] _starts = [];
    int[] _lengths = [];
    int _count;

    /// <summary>A builder that copies every value.</summary>
    public TextColumnBuilder(ScalarType type)
        : this(type, [])
    {
    }

    /// <summary>A builder whose values may be slices of <paramref name="data"/>, which must stay as it is while the column lives.</summary>
    public TextColumnBuilder(ScalarType type, byte[] data)
    {
        Type = type;
        _data = data;
    }

    /// <inheritdoc/>
    public override ScalarType Type { get; }

    /// <inheritdoc/>
    public override int Count => _count;

    /// <inheritdoc/>
    public override long ApproximateBytes => (8L * _count) + _extraLength;

    /// <summary>Appends a copy of <paramref name="value"/>.</summary>
    public void Append(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        Commit(value.Length);
    }

    /// <summary>Appends the slice of the chunk that starts at <paramref name="start"/>.</summary>
    public void AppendSlice(int start, int length)
    {
        Grow();
        _starts[_count] = start;
        _lengths[_count++] = length;
    }

    /// <summary>Room for at least <paramref name="size"/> bytes to write the next value into; <see cref="Commit"/> makes it a row.</summary>
    public Span<byte> Reserve(int size)
    {
        if (_extra.Length - _extraLength < size)
        {
            Array.Resize(ref _extra, (int)Math.Min(Array.MaxLength, Math.Max((long)_extraLength + size, Math.Max(64, _extra.Length * 2L))));
        }

        return _extra.AsSpan(_extraLength);
    }

    /// <summary>Makes the first <paramref name="length"/> bytes of what <see cref="Reserve"/> gave the next row.</summary>
    public void Commit(int length)
    {
        Grow();
        _starts[_count] = ~_extraLength;
        _lengths[_count++] = length;
        _extraLength += length;
    }

    /// <inheritdoc/>
    public override void AppendNull()
    {
        Grow();
        _lengths[_count++] = -1;
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
            Append(((TextColumn)column)[row]);
        }
    }

    /// <inheritdoc/>
    public override Column Build()
    {
        var column = new TextColumn(Type, _count, _data, _extra, _starts, _lengths);
        (_extra, _extraLength, _starts, _lengths, _count) = ([], 0, [], [], 0);
        return column;
    }

    void Grow()
    {
        if (_count == _starts.Length)
        {
            Array.Resize(ref _starts, Math.Max(FewRows, _count * 2));
            Array.Resize(ref _lengths, _starts.Length);
        }
    }
}
