// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Tapwatch.Detections.Findings;
using Tapwatch.Detections.Rules;

namespace Tapwatch.Detections.Outputs;

/// <summary>Findings as SARIF 2.1.0 (OASIS): code scanning services show them beside the log file.</summary>
static class FindingSarif
{
    public static void Write(IReadOnlyList<Finding> findings, TextWriter output)
    {
        using var text = new JsonText(indented: true);
        var json = text.Writer;
        var rules = findings.Select(static f => f.Detection).DistinctBy(static d => d.Id).ToList();
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, rules);
        json.WriteStartArray("results");
        foreach (var finding in findings)
        {
            WriteResult(json, finding, rules.FindIndex(r => r.Id == finding.Detection.Id));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        output.Write(text.Take());
        output.Write('\n');
    }

    static void WriteTool(Utf8JsonWriter json, List<Detection> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", ProductInfo.Name);
        json.WriteString("version", ProductInfo.Version);
        json.WriteString("informationUri", "https://attack.mitre.org/techniques/T1020/001/");
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            WriteMessage(json, "shortDescription", rule.Title);
            WriteMessage(json, "fullDescription", rule.Description.Length > 0 ? rule.Description : rule.Title);
            if (rule.References.Count > 0)
            {
                json.WriteString("helpUri", rule.References[0]);
            }

            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(rule.Severity));
            json.WriteEndObject();
            json.WriteStartObject("properties");
            json.WriteString("security-severity", SecuritySeverity(rule.Severity));
            json.WriteStartArray("tags");
            json.WriteStringValue("security");
            foreach (var tag in rule.Techniques)
            {
                json.WriteStringValue(tag);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void WriteResult(Utf8JsonWriter json, Finding finding, int rule)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Detection.Id);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", Level(finding.Severity));
        WriteMessage(json, "message", finding.Summary);
        json.WriteStartArray("locations");
        foreach (var origin in finding.Evidence.Select(static e => e.Origin).OfType<RecordOrigin>().Take(1))
        {
            json.WriteStartObject();
            json.WriteStartObject("physicalLocation");
            json.WriteStartObject("artifactLocation");
            json.WriteString("uri", Uri(origin.Source));
            json.WriteEndObject();
            json.WriteStartObject("region");
            json.WriteNumber("startLine", Math.Max(1, origin.Line ?? 1));
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString("tapwatch/v1", finding.Id);
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("security-severity", SecuritySeverity(finding.Severity));
        foreach (var field in Enum.GetValues<ActivityField>().Where(f => finding.Activity[f] is not null))
        {
            json.WriteString(field.Name(), finding.Activity[field]);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void WriteMessage(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    // Each part is escaped by itself: file names may hold any character, and `/` must stay.
    static string Uri(string path) => string.Join('/', path.Replace('\\', '/').Split('/').Select(System.Uri.EscapeDataString));

    static string Level(Severity severity) => severity.Level switch { >= 4 => "error", 3 => "warning", _ => "note" };

    // GitHub reads over 9.0 as critical, 7.0 to 8.9 as high, 4.0 to 6.9 as medium, below as low.
    static string SecuritySeverity(Severity severity) =>
        (severity.Level switch { 5 => 9.5, 4 => 8.0, 3 => 5.5, 2 => 3.0, _ => 0.5 }).ToString("0.0", CultureInfo.InvariantCulture);
}
