// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Aggregates;

/// <summary>One value per group, null at first, that may be replaced.</summary>
abstract class GroupValues
{
    public abstract long ApproximateBytes { get; }

    public abstract void Grow(int count);

    public abstract void Set(int group, Column column, int row);

    /// <summary>The order of a value that is not null against the one kept.</summary>
    public abstract int Compare(Column column, int row, int group);

    public abstract Column Build(ScalarType type, int count);

    public static GroupValues For(ScalarType type) => type switch
    {
        ScalarType.Bool => new FixedGroupValues<bool>(),
        ScalarType.Real => new FixedGroupValues<double>(),
        ScalarType.Decimal => new FixedGroupValues<decimal>(),
        ScalarType.Guid => new FixedGroupValues<Guid>(),
        ScalarType.String or ScalarType.Dynamic => new TextGroupValues(),
        _ => new FixedGroupValues<long>(),
    };
}

sealed class FixedGroupValues<T> : GroupValues
    where T : unmanaged, IComparable<T>
{
    T[] _values = [];
    bool[] _nulls = [];

    public override unsafe long ApproximateBytes => (long)_values.Length * (sizeof(T) + 1);

    public override void Grow(int count)
    {
        var have = _values.Length;
        if (count > have)
        {
            Array.Resize(ref _values, Math.Max(count, have * 2));
            Array.Resize(ref _nulls, _values.Length);
            _nulls.AsSpan(have).Fill(true);
        }
    }

    public override void Set(int group, Column column, int row)
    {
        _nulls[group] = column.IsNull(row);
        _values[group] = ((FixedColumn<T>)column)[row];
    }

    public override int Compare(Column column, int row, int group) => ((FixedColumn<T>)column)[row].CompareTo(_values[group]);

    public override Column Build(ScalarType type, int count) => new FixedColumn<T>(type, count, _values, _nulls);
}

sealed class TextGroupValues : GroupValues
{
    byte[]?[] _values = [];
    int[] _lengths = [];
    long _bytes;

    public override long ApproximateBytes => _bytes + (12L * _values.Length);

    public override void Grow(int count)
    {
        var have = _values.Length;
        if (count > have)
        {
            Array.Resize(ref _values, Math.Max(count, have * 2));
            Array.Resize(ref _lengths, _values.Length);
            _lengths.AsSpan(have).Fill(-1);
        }
    }

    public override void Set(int group, Column column, int row)
    {
        if (column.IsNull(row))
        {
            _lengths[group] = -1;
            return;
        }

        var text = ((TextColumn)column)[row];
        var place = _values[group];
        if (place is null || place.Length < text.Length)
        {
            _bytes += text.Length + 24 - (place?.Length ?? 0);
            _values[group] = place = new byte[text.Length];
        }

        text.CopyTo(place);
        _lengths[group] = text.Length;
    }

    public override int Compare(Column column, int row, int group) =>
        ((TextColumn)column)[row].SequenceCompareTo(_values[group].AsSpan(0, _lengths[group]));

    public override Column Build(ScalarType type, int count)
    {
        var builder = new TextColumnBuilder(type);
        for (var group = 0; group < count; group++)
        {
            if (_lengths[group] < 0)
            {
                builder.AppendNull();
            }
            else
            {
                builder.Append(_values[group].AsSpan(0, _lengths[group]));
            }
        }

        return builder.Build();
    }
}
