// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Json;

namespace Tapwatch.Engine.Functions;

/// <summary>How series and what is found in them become JSON.</summary>
static class SeriesWriting
{
    public static void Numbers(this JsonBuilder json, ReadOnlySpan<double> numbers)
    {
        json.Raw("["u8);
        for (var i = 0; i < numbers.Length; i++)
        {
            json.Raw(i > 0 ? ","u8 : []);
            json.RealOrNull(numbers[i]);
        }

        json.Raw("]"u8);
    }

    public static void RealOrNull(this JsonBuilder json, double number)
    {
        if (double.IsNaN(number))
        {
            json.Raw("null"u8);
        }
        else
        {
            json.Real(number);
        }
    }

    /// <summary>Begins the member of an object whose name needs no escapes.</summary>
    public static JsonBuilder Member(this JsonBuilder json, ReadOnlySpan<byte> name)
    {
        json.Raw(json.Written is [.., (byte)'{'] ? "\""u8 : ",\""u8);
        json.Raw(name);
        json.Raw("\":"u8);
        return json;
    }
}
