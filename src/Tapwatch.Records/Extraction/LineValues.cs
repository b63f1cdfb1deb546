// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Tapwatch.Records.Json;

namespace Tapwatch.Records.Extraction;

/// <summary>How the values of lines are handed over.</summary>
static class LineValues
{
    /// <summary>Bytes that a time or a number needs.</summary>
    public const int ScratchBytes = 40;

    /// <summary>The moment in ISO 8601, with a fraction only if there is one.</summary>
    public static ReadOnlySpan<byte> Time(DateTime moment, Span<byte> scratch)
    {
        moment.TryFormat(scratch, out var written, moment.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
        return scratch[..written];
    }

    /// <summary>The number as text.</summary>
    public static ReadOnlySpan<byte> Number(int value, Span<byte> scratch)
    {
        value.TryFormat(scratch, out var written);
        return scratch[..written];
    }

    /// <summary>Hands over a field's value: text that was made, or else a part of the line that begins at <paramref name="offset"/> of the chunk.</summary>
    public static void Set(FieldSink sink, int request, ReadOnlySpan<byte> line, int offset, Slice slice, ReadOnlySpan<byte> made)
    {
        if (!made.IsEmpty)
        {
            sink.SetText(request, made);
        }
        else if (!slice.Exists)
        {
            sink.SetNull(request);
        }
        else if (sink.Form(request) == FieldForm.Json)
        {
            sink.SetText(request, slice.In(line));
        }
        else
        {
            sink.SetSlice(request, offset + slice.Start, slice.Length);
        }
    }

    /// <summary>Appends <c>"name":"value"</c> to an object being written.</summary>
    public static void WriteMember(FieldSink sink, ref bool any, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        sink.Write(any ? ",\""u8 : "\""u8);
        any = true;
        sink.Write(name);
        sink.Write("\":\""u8);
        JsonText.Escape(value, sink);
        sink.Write("\""u8);
    }
}
