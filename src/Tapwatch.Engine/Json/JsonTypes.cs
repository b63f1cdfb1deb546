// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Json;

/// <summary>The type JSON values have in common.</summary>
static class JsonTypes
{
    /// <summary>Whole numbers are longs, with others reals; values of several kinds, of none, and arrays and objects stay dynamic.</summary>
    public static ScalarType Common(TextColumn values)
    {
        ScalarType? common = null;
        for (var row = 0; row < values.Count; row++)
        {
            if (values.IsNull(row) || JsonElements.IsNull(values[row]))
            {
                continue;
            }

            var type = Of(values[row]);
            if (common is null || (common == ScalarType.Long && type == ScalarType.Real))
            {
                common = type;
            }
            else if (common != type && !(common == ScalarType.Real && type == ScalarType.Long))
            {
                return ScalarType.Dynamic;
            }
        }

        return common ?? ScalarType.Dynamic;
    }

    static ScalarType Of(ReadOnlySpan<byte> json)
    {
        json = json.TrimStart(" \t\r\n"u8);
        return json.Length == 0 ? ScalarType.Dynamic : json[0] switch
        {
            (byte)'"' => ScalarType.String,
            (byte)'t' or (byte)'f' => ScalarType.Bool,
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => json.IndexOfAny(".eE"u8) >= 0 ? ScalarType.Real : ScalarType.Long,
            _ => ScalarType.Dynamic,
        };
    }
}
