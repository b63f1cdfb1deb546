// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.Json;
using Tapwatch.Records.Columns;

namespace Tapwatch.Detections.Outputs;

/// <summary>One value of a column as text or as JSON, in the forms the program promises for results.</summary>
static class Cell
{
    const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    /// <summary>The value as text: null for null, dynamic values as their JSON.</summary>
    public static string? Text(Column column, int row)
    {
        if (column.IsNull(row))
        {
            return null;
        }

        return column.Type switch
        {
            ScalarType.String or ScalarType.Dynamic => Encoding.UTF8.GetString(((TextColumn)column)[row]),
            ScalarType.Bool => ((FixedColumn<bool>)column)[row] ? "true" : "false",
            ScalarType.Real => Real(((FixedColumn<double>)column)[row]),
            ScalarType.Decimal => ((FixedColumn<decimal>)column)[row].ToString(CultureInfo.InvariantCulture),
            ScalarType.Guid => ((FixedColumn<Guid>)column)[row].ToString("D"),
            ScalarType.DateTime => Time(((FixedColumn<long>)column)[row]),
            ScalarType.TimeSpan => new TimeSpan(((FixedColumn<long>)column)[row]).ToString("c", CultureInfo.InvariantCulture),
            _ => ((FixedColumn<long>)column)[row].ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Writes the value as JSON: decimals, times, durations, NaN and infinities as strings, dynamic values as they are.</summary>
    public static void Write(Utf8JsonWriter writer, Column column, int row)
    {
        if (column.IsNull(row))
        {
            writer.WriteNullValue();
            return;
        }

        switch (column.Type)
        {
            case ScalarType.Bool:
                writer.WriteBooleanValue(((FixedColumn<bool>)column)[row]);
                break;
            case ScalarType.Int or ScalarType.Long:
                writer.WriteNumberValue(((FixedColumn<long>)column)[row]);
                break;
            case ScalarType.Real when double.IsFinite(((FixedColumn<double>)column)[row]):
                writer.WriteNumberValue(((FixedColumn<double>)column)[row]);
                break;
            case ScalarType.String:
                WriteText(writer, ((TextColumn)column)[row]);
                break;
            case ScalarType.Dynamic:
                WriteJson(writer, ((TextColumn)column)[row]);
                break;
            default:
                writer.WriteStringValue(Text(column, row));
                break;
        }
    }

    /// <summary>A time in UTC, with as many digits of the second as it has.</summary>
    public static string Time(DateTime time) => Time(time.Ticks);

    static string Time(long ticks) => new DateTime(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), DateTimeKind.Utc).ToString(TimeFormat, CultureInfo.InvariantCulture);

    static string Real(double value) => double.IsNaN(value) ? "NaN" : double.IsPositiveInfinity(value) ? "Infinity" : double.IsNegativeInfinity(value) ? "-Infinity"
        : value.ToString("R", CultureInfo.InvariantCulture);

    // Logs hold bytes that are no UTF-8; the writer takes only what is. Such bytes become U+FFFD.
    static void WriteText(Utf8JsonWriter writer, ReadOnlySpan<byte> text)
    {
        if (System.Text.Unicode.Utf8.IsValid(text))
        {
            writer.WriteStringValue(text);
        }
        else
        {
            writer.WriteStringValue(Encoding.UTF8.GetString(text));
        }
    }

    static void WriteJson(Utf8JsonWriter writer, ReadOnlySpan<byte> json)
    {
        if (IsJson(json))
        {
            writer.WriteRawValue(json, skipInputValidation: true);
        }
        else
        {
            WriteText(writer, json);
        }
    }

    static bool IsJson(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = 512 });
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
