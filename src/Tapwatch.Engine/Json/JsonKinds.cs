// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Json;

/// <summary>What kinds of values there are in JSON, in Kusto's words.</summary>
static class JsonKinds
{
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> json) => json.IsEmpty ? "null"u8 : json[0] switch
    {
        (byte)'"' => "string"u8,
        (byte)'[' => "array"u8,
        (byte)'{' => "dictionary"u8,
        (byte)'t' or (byte)'f' => "bool"u8,
        (byte)'n' => "null"u8,
        _ => json.IndexOfAny(".eE"u8) < 0 ? "long"u8 : "double"u8,
    };
}
