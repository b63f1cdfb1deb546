// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Runtime.CompilerServices;
using Tapwatch.Records.Columns;
using Tapwatch.Records.Json;

namespace Tapwatch.Records.Extraction;

/// <summary>Takes the values found in records, one column per request, and becomes a batch. Made text goes into one array that all columns share.</summary>
sealed class FieldSink(FieldForm[] forms) : IBufferWriter<byte>
{
    const int Missing = -1;
    const int Unseen = -2;

    readonly int[][] _starts = new int[forms.Length][];
    readonly int[][] _lengths = new int[forms.Length][];
    readonly bool[] _constant = new bool[forms.Length];
    byte[] _extra = [];
    int _extraLength;
    int _rows;
    int _row;

    /// <summary>How a request wants its value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FieldForm Form(int request) => forms[request];

    /// <summary>Begins a batch.</summary>
    public void Begin(int rows)
    {
        _rows = rows;
        _extra = [];
        _extraLength = 0;
        for (var i = 0; i < forms.Length; i++)
        {
            _constant[i] = false;
            _starts[i] = new int[rows];
            _lengths[i] = new int[rows];
            _lengths[i].AsSpan().Fill(Unseen);
        }
    }

    /// <summary>Begins a row.</summary>
    public void BeginRow(int row) => _row = row;

    /// <summary>Whether the request has its value in this row; the first one stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Has(int request) => _lengths[request][_row] != Unseen;

    /// <summary>The value is a slice of the chunk.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetSlice(int request, int start, int length)
    {
        _starts[request][_row] = start;
        _lengths[request][_row] = length;
    }

    /// <summary>The value is a slice of the chunk, unless the request has one in this row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySetSlice(int request, int start, int length)
    {
        ref var known = ref _lengths[request][_row];
        if (known != Unseen)
        {
            return false;
        }

        known = length;
        _starts[request][_row] = start;
        return true;
    }

    /// <summary>The value is null.</summary>
    public void SetNull(int request) => _lengths[request][_row] = Missing;

    /// <summary>The value is text that was made or must be decoded; for a JSON request it becomes a JSON string.</summary>
    public void SetText(int request, ReadOnlySpan<byte> text)
    {
        var start = _extraLength;
        if (forms[request] == FieldForm.Json)
        {
            Write("\""u8);
            JsonText.Escape(text, this);
            Write("\""u8);
        }
        else
        {
            Write(text);
        }

        SetWritten(request, start);
    }

    /// <summary>The value is the content of a JSON string with escapes.</summary>
    public void SetUnescaped(int request, ReadOnlySpan<byte> escaped)
    {
        var start = _extraLength;
        Advance(JsonText.Unescape(escaped, GetSpan(escaped.Length + 4)));
        SetWritten(request, start);
    }

    /// <summary>Where the next made text begins.</summary>
    public int Mark => _extraLength;

    /// <summary>The value is what was written since <paramref name="start"/>.</summary>
    public void SetWritten(int request, int start)
    {
        _starts[request][_row] = ~start;
        _lengths[request][_row] = _extraLength - start;
    }

    /// <summary>One value for all rows of this batch.</summary>
    public void SetConstant(int request, ReadOnlySpan<byte> text)
    {
        _constant[request] = true;
        (_starts[request], _lengths[request]) = (new int[1], new int[1]);
        _row = 0;
        SetText(request, text);
    }

    /// <summary>The batch; <paramref name="data"/> is what slices refer to.</summary>
    public Batch Build(byte[] data)
    {
        var columns = new Column[forms.Length];
        for (var i = 0; i < forms.Length; i++)
        {
            var type = forms[i] == FieldForm.Json ? ScalarType.Dynamic : ScalarType.String;
            columns[i] = new TextColumn(type, _rows, data, _extra, _starts[i], _lengths[i], _constant[i]);
        }

        return new Batch(_rows, columns);
    }

    public void Advance(int count) => _extraLength += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _extra.AsMemory(_extraLength);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _extra.AsSpan(_extraLength);
    }

    /// <summary>Appends to the text being made.</summary>
    public void Write(ReadOnlySpan<byte> text)
    {
        text.CopyTo(GetSpan(text.Length));
        _extraLength += text.Length;
    }

    void Reserve(int size)
    {
        size = Math.Max(size, 1);
        if (_extra.Length - _extraLength < size)
        {
            Array.Resize(ref _extra, (int)Math.Min(Array.MaxLength, Math.Max((long)_extraLength + size, Math.Max(1024, _extra.Length * 2L))));
        }
    }
}
