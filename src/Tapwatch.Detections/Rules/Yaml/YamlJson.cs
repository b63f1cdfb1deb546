// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Tapwatch.Detections.Outputs;

namespace Tapwatch.Detections.Rules.Yaml;

/// <summary>Writes a YAML value as JSON, by YAML's core schema: what stands there plainly as a number, truth value or null is one.</summary>
static class YamlJson
{
    public static string Write(YamlValue value)
    {
        using var text = new JsonText();
        Write(text.Writer, value);
        return text.Take();
    }

    static void Write(Utf8JsonWriter json, YamlValue value)
    {
        switch (value)
        {
            case YamlMapping mapping:
                json.WriteStartObject();
                foreach (var entry in mapping.Entries)
                {
                    json.WritePropertyName(entry.Key.Text);
                    Write(json, entry.Value);
                }

                json.WriteEndObject();
                break;
            case YamlSequence sequence:
                json.WriteStartArray();
                foreach (var item in sequence.Items)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case YamlScalar { IsNull: true }:
                json.WriteNullValue();
                break;
            case YamlScalar { Plain: true, Text: "true" or "True" or "TRUE" }:
                json.WriteBooleanValue(true);
                break;
            case YamlScalar { Plain: true, Text: "false" or "False" or "FALSE" }:
                json.WriteBooleanValue(false);
                break;
            case YamlScalar { Plain: true } scalar when long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number):
                json.WriteNumberValue(number);
                break;
            case YamlScalar { Plain: true } scalar when double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case YamlScalar scalar:
                json.WriteStringValue(scalar.Text);
                break;
        }
    }
}
