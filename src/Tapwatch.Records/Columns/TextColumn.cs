// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Tapwatch.Records.Columns;

/// <summary>A column of UTF-8 text: strings, or the JSON text of dynamic values. Values are slices, mostly of the input itself.</summary>
/// <remarks>
/// A row is a start and a length. Starts that are not negative point into the chunk that was read;
/// negative ones, complemented, into text that had to be made (unescaped, computed). A length of -1 is null.
/// As in <see cref="FixedColumn{T}"/>, a mask of 0 lets one value stand for all rows.
/// </remarks>
public sealed class TextColumn(ScalarType type, int count, byte[] data, byte[] extra, int[] starts, int[] lengths, bool constant = false) : Column(type, count)
{
    readonly byte[] _data = data;
    readonly byte[] _extra = extra;
    readonly int[] _starts = starts;
    readonly int[] _lengths = lengths;
    readonly int _mask = constant ? 0 : -1;

    /// <summary>The value at <paramref name="row"/>; empty when null.</summary>
    public ReadOnlySpan<byte> this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            row &= _mask;
            var length = _lengths[row];
            if (length <= 0)
            {
                return default;
            }

            var start = _starts[row];
            return start >= 0 ? _data.AsSpan(start, length) : _extra.AsSpan(~start, length);
        }
    }

    /// <summary>Whether one value stands for all rows.</summary>
    public bool IsConstant => _mask == 0;

    /// <inheritdoc/>
    public override bool IsNull(int row) => _lengths[row & _mask] < 0;

    /// <inheritdoc/>
    public override bool RefersTo(byte[] buffer) => _data == buffer || _extra == buffer;

    /// <summary>This column with an empty text in place of every null.</summary>
    public TextColumn NullAsEmpty()
    {
        var used = _lengths.AsSpan(0, _mask == 0 ? 1 : Count);
        foreach (var length in used)
        {
            if (length < 0)
            {
                var lengths = new int[used.Length];
                for (var row = 0; row < lengths.Length; row++)
                {
                    lengths[row] = Math.Max(0, used[row]);
                }

                return new TextColumn(Type, Count, _data, _extra, _starts, lengths, _mask == 0);
            }
        }

        return this;
    }

    /// <inheritdoc/>
    public override Column Gather(ReadOnlySpan<int> rows)
    {
        if (_mask == 0)
        {
            return new TextColumn(Type, rows.Length, _data, _extra, _starts, _lengths, constant: true);
        }

        var starts = new int[rows.Length];
        var lengths = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            starts[i] = _starts[rows[i]];
            lengths[i] = _lengths[rows[i]];
        }

        return new TextColumn(Type, rows.Length, _data, _extra, starts, lengths);
    }

    /// <summary>Bytes of all values together.</summary>
    public long Size
    {
        get
        {
            var size = 0L;
            foreach (var length in _lengths.AsSpan(0, _mask == 0 ? 1 : Count))
            {
                size += Math.Max(0, length);
            }

            return size;
        }
    }

    /// <summary>This column with text of its own: it does not refer to the chunk any more.</summary>
    public TextColumn Detach()
    {
        var own = new byte[Size];
        var starts = new int[_mask == 0 ? 1 : Count];
        var at = 0;
        for (var row = 0; row < starts.Length; row++)
        {
            starts[row] = at;
            var value = this[row];
            value.CopyTo(own.AsSpan(at));
            at += value.Length;
        }

        return new TextColumn(Type, Count, own, [], starts, _lengths, _mask == 0);
    }

    /// <inheritdoc/>
    public override Column Repeat(int count) => new TextColumn(Type, count, _data, _extra, _starts, _lengths, constant: true);

    /// <inheritdoc/>
    public override Column As(ScalarType type) => type == Type ? this : new TextColumn(type, Count, _data, _extra, _starts, _lengths, _mask == 0);
}
