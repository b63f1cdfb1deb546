// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text;
using Tapwatch.Engine.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Json;

/// <summary>Writes JSON text into memory of its own, which is used again and again.</summary>
sealed class JsonBuilder
{
    static readonly SearchValues<byte> _escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(static i => (byte)i), (byte)'"', (byte)'\\']);
    byte[] _bytes = new byte[256];
    byte[] _scratch = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Takes back what was written behind a length.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Forgets what was written beyond so many bytes.</summary>
    public void CutTo(int length) => Length = length;

    public void Raw(ReadOnlySpan<byte> json)
    {
        json.CopyTo(Room(json.Length));
        Length += json.Length;
    }

    public void Number(long value)
    {
        value.TryFormat(Room(20), out var length, default, System.Globalization.CultureInfo.InvariantCulture);
        Length += length;
    }

    /// <summary>Writes bytes in base64, without quotes.</summary>
    public void Base64(ReadOnlySpan<byte> bytes)
    {
        System.Buffers.Text.Base64.EncodeToUtf8(bytes, Room(System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(bytes.Length)), out _, out var length);
        Length += length;
    }

    /// <summary>Writes a JSON string. Bytes that are no UTF-8 stay as they are.</summary>
    public void Text(ReadOnlySpan<byte> text)
    {
        Raw("\""u8);
        Inner(text);
        Raw("\""u8);
    }

    /// <summary>Writes a JSON string.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_scratch.Length < most)
        {
            _scratch = new byte[most * 2];
        }

        Text(_scratch.AsSpan(0, Encoding.UTF8.GetBytes(text, _scratch)));
    }

    /// <summary>Writes what stands between the quotes of a JSON string.</summary>
    public void Inner(ReadOnlySpan<byte> text)
    {
        for (var at = text.IndexOfAny(_escaped); at >= 0; at = text.IndexOfAny(_escaped))
        {
            Raw(text[..at]);
            Escape(text[at]);
            text = text[(at + 1)..];
        }

        Raw(text);
    }

    /// <summary>Writes a value as JSON: times and GUIDs as strings, a dynamic as it is, null as <c>null</c>.</summary>
    public void Value(Column column, int row)
    {
        if (column.IsNull(row))
        {
            Raw("null"u8);
            return;
        }

        switch (column)
        {
            case TextColumn text when column.Type == ScalarType.Dynamic:
                Raw(text[row]);
                break;
            case TextColumn text:
                Text(text[row]);
                break;
            case FixedColumn<bool> flags:
                Raw(flags[row] ? "true"u8 : "false"u8);
                break;
            case FixedColumn<double> reals when !double.IsFinite(reals[row]):
            case FixedColumn<Guid> or FixedColumn<decimal>:
            case { Type: ScalarType.DateTime or ScalarType.TimeSpan }:
                Raw("\""u8);
                Length += ValueText.Write(column, row, Room(ValueText.Longest));
                Raw("\""u8);
                break;
            default:
                Length += ValueText.Write(column, row, Room(ValueText.Longest));
                break;
        }
    }

    /// <summary>Writes a real, always with a point or an exponent; as a string when it is not finite.</summary>
    public void Real(double value)
    {
        Raw(double.IsFinite(value) ? [] : "\""u8);
        Length += ValueText.Real(value, Room(ValueText.Longest));
        Raw(double.IsFinite(value) ? [] : "\""u8);
    }

    public void Whole(long value) => Length += ValueText.Whole(value, Room(ValueText.Longest));

    void Escape(byte b)
    {
        switch (b)
        {
            case (byte)'"':
                Raw("\\\""u8);
                break;
            case (byte)'\\':
                Raw("\\\\"u8);
                break;
            case (byte)'\n':
                Raw("\\n"u8);
                break;
            case (byte)'\r':
                Raw("\\r"u8);
                break;
            case (byte)'\t':
                Raw("\\t"u8);
                break;
            default:
                Length += Encoding.ASCII.GetBytes($"\\u{b:x4}", Room(6));
                break;
        }
    }

    Span<byte> Room(int size)
    {
        if (_bytes.Length - Length < size)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max((long)Length + size, 2L * _bytes.Length)));
        }

        return _bytes.AsSpan(Length);
    }
}
