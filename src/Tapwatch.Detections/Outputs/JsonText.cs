// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
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
        return text;
    }

    /// <inheritdoc/>
    public void Dispose() => Writer.Dispose();
}
