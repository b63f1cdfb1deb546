// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tapwatch.Detections.Outputs;

/// <summary>A JSON value built in memory and written to a text as one piece.</summary>
sealed class JsonText : IDisposable
{
    // Relaxed: letters of any script and quotes of shells stay readable; control characters are still escaped.
    static readonly JsonWriterOptions _compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true, MaxDepth = 600 };
    static readonly JsonWriterOptions _indented = _compact with { Indented = true };

    // What cannot be seen or turns the direction of writing; the encoder lets it through.
    static readonly SearchValues<char> _unseen = SearchValues.Create(
        "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff");

    readonly ArrayBufferWriter<byte> _buffer = new(1024);

    public JsonText(bool indented = false) => Writer = new Utf8JsonWriter(_buffer, indented ? _indented : _compact);

    /// <summary>Writes the value.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>The text so far; the next value begins anew.</summary>
    public string Take()
    {
        Writer.Flush();
        var text = Encoding.UTF8.GetString(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
        Writer.Reset(_buffer);
        return text.AsSpan().ContainsAny(_unseen) ? Escape(text) : text;
    }

    // Outside of its strings JSON is ASCII, so each of these stands in a string and may be written as an escape.
    static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 32);
        foreach (var c in text)
        {
            if (_unseen.Contains(c))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            }
            else
            {
                escaped.Append(c);
            }
        }

        return escaped.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => Writer.Dispose();
}
