// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Tapwatch.Detections.Findings;
using Tapwatch.Detections.Rules;

namespace Tapwatch.Detections.Outputs;

/// <summary>
/// A finding as OCSF Detection Finding (class 2004, schema 1.5.0, profile <c>cloud</c>): https://schema.ocsf.io/1.5.0/classes/detection_finding.
/// What has no place there stands under <c>unmapped</c> in our own words.
/// </summary>
static partial class OcsfFinding
{
    const string SchemaVersion = "1.5.0";

    static readonly string[] _confidences = ["unknown", "low", "medium", "high"];

    /// <summary>Writes one object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="now">Stands in for the time of a finding whose records say none; the schema demands one.</param>
    public static void Write(Utf8JsonWriter json, Finding finding, DateTime now)
    {
        json.WriteStartObject();
        json.WriteNumber("class_uid", 2004);
        json.WriteString("class_name", "Detection Finding");
        json.WriteNumber("category_uid", 2);
        json.WriteString("category_name", "Findings");
        json.WriteNumber("activity_id", 1);
        json.WriteString("activity_name", "Create");
        json.WriteNumber("type_uid", 200401);
        json.WriteString("type_name", "Detection Finding: Create");
        json.WriteNumber("time", Milliseconds(finding.First ?? now));
        if (finding.First is { } first)
        {
            json.WriteString("time_dt", Cell.Time(first));
            json.WriteNumber("start_time", Milliseconds(first));
            json.WriteNumber("end_time", Milliseconds(finding.Last ?? first));
        }

        json.WriteNumber("severity_id", finding.Severity.Level);
        json.WriteString("severity", Title(finding.Severity.Name));
        var confidence = Math.Max(0, Array.IndexOf(_confidences, finding.Detection.Confidence ?? ""));
        json.WriteNumber("confidence_id", confidence);
        json.WriteString("confidence", Title(_confidences[confidence]));
        json.WriteNumber("status_id", 1);
        json.WriteString("status", "New");
        json.WriteBoolean("is_alert", true);
        json.WriteString("message", finding.Summary);
        WriteMetadata(json, finding);
        WriteInfo(json, finding);
        WriteCloud(json, finding.Activity);
        WriteDevice(json, finding.Activity);
        WriteResources(json, finding);
        WriteEvidences(json, finding);
        WriteObservables(json, finding);
        WriteUnmapped(json, finding);
        json.WriteEndObject();
    }

    static void WriteMetadata(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject("metadata");
        json.WriteString("version", SchemaVersion);
        json.WriteString("uid", finding.Id);
        json.WriteStartObject("product");
        json.WriteString("name", ProductInfo.Name);
        json.WriteString("vendor_name", ProductInfo.Name);
        json.WriteString("version", ProductInfo.Version);
        json.WriteEndObject();
        json.WriteStartArray("profiles");
        json.WriteStringValue("cloud");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteInfo(Utf8JsonWriter json, Finding finding)
    {
        var detection = finding.Detection;
        json.WriteStartObject("finding_info");
        json.WriteString("uid", finding.Id);
        json.WriteString("title", finding.Title);
        WriteText(json, "desc", finding.Description);
        json.WriteStartObject("analytic");
        json.WriteString("uid", detection.Id);
        json.WriteString("name", detection.Title);
        json.WriteNumber("type_id", 1);
        json.WriteString("type", "Rule");
        json.WriteEndObject();
        WriteAttacks(json, finding);
        WriteTexts(json, "data_sources", detection.DataSources);
        if (finding.First is { } first)
        {
            json.WriteNumber("first_seen_time", Milliseconds(first));
            json.WriteNumber("last_seen_time", Milliseconds(finding.Last ?? first));
        }

        json.WriteNumber("related_events_count", finding.Evidence.Count);
        json.WriteEndObject();
    }

    static void WriteAttacks(Utf8JsonWriter json, Finding finding)
    {
        var detection = finding.Detection;
        if (detection.Techniques.Count == 0 && finding.Tactics.Count == 0)
        {
            return;
        }

        json.WriteStartArray("attacks");
        foreach (var technique in detection.Techniques.DefaultIfEmpty(""))
        {
            json.WriteStartObject();
            if (AttackNames.TacticOf(technique, finding.Tactics) is { } known)
            {
                json.WriteStartObject("tactic");
                WriteText(json, "uid", known.Id);
                json.WriteString("name", known.Name);
                json.WriteEndObject();
            }

            if (technique.Length > 0)
            {
                var dot = technique.IndexOf('.', StringComparison.Ordinal);
                WriteTechnique(json, "technique", dot < 0 ? technique : technique[..dot]);
                if (dot >= 0)
                {
                    WriteTechnique(json, "sub_technique", technique);
                }
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void WriteTechnique(Utf8JsonWriter json, string name, string id)
    {
        json.WriteStartObject(name);
        json.WriteString("uid", id);
        WriteText(json, "name", AttackNames.Technique(id));
        json.WriteEndObject();
    }

    static void WriteCloud(Utf8JsonWriter json, Activity activity)
    {
        if (activity[ActivityField.Platform] is not ("aws" or "azure" or "gcp"))
        {
            return;
        }

        json.WriteStartObject("cloud");
        json.WriteString("provider", activity[ActivityField.Platform] switch { "aws" => "AWS", "azure" => "Azure", _ => "GCP" });
        WriteText(json, "region", activity[ActivityField.Region]);
        if (activity[ActivityField.Account] is { } account)
        {
            json.WriteStartObject("account");
            json.WriteString("uid", account);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    static void WriteDevice(Utf8JsonWriter json, Activity activity)
    {
        if (activity[ActivityField.Device] is { } device)
        {
            json.WriteStartObject("device");
            json.WriteNumber("type_id", 99);
            json.WriteString("type", "Network device");
            json.WriteString("hostname", device);
            json.WriteEndObject();
        }
    }

    static void WriteResources(Utf8JsonWriter json, Finding finding)
    {
        var activity = finding.Activity;
        var mapped = finding.Entities.Where(static e => e.Type == "AzureResource").SelectMany(static e => e.Identifiers.Select(static i => i.Value)).Except(activity.Resources, StringComparer.OrdinalIgnoreCase).ToArray();
        if (activity.Resources.Count == 0 && mapped.Length == 0)
        {
            return;
        }

        json.WriteStartArray("resources");
        foreach (var resource in activity.Resources)
        {
            json.WriteStartObject();
            json.WriteString("uid", resource);
            var role = resource == activity[ActivityField.Mirror] ? "mirror"
                : resource == activity[ActivityField.MirrorSource] ? "mirror source"
                : resource == activity[ActivityField.MirrorDestination] ? "mirror destination" : null;
            WriteText(json, "type", role);
            json.WriteEndObject();
        }

        foreach (var resource in mapped)
        {
            json.WriteStartObject();
            json.WriteString("uid", resource);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void WriteUnmapped(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject("unmapped");
        json.WriteString("detection", finding.Detection.Id);
        WriteText(json, "severity", finding.Severity.Word);
        WriteTexts(json, "languages", [.. finding.Languages.Select(static l => l.ShortName())]);
        foreach (var field in Enum.GetValues<ActivityField>().Except([ActivityField.Time, ActivityField.Resources]))
        {
            WriteText(json, field.Name(), finding.Activity[field]);
        }

        WriteTexts(json, "resources", finding.Activity.Resources);
        WriteEntities(json, finding);
        json.WriteEndObject();
    }

    static void WriteEntities(Utf8JsonWriter json, Finding finding)
    {
        if (finding.Entities.Count > 0)
        {
            json.WriteStartArray("entities");
            foreach (var entity in finding.Entities)
            {
                json.WriteStartObject();
                json.WriteString("type", entity.Type);
                foreach (var (identifier, value) in entity.Identifiers.DistinctBy(static i => i.Key).Where(static i => i.Key != "type"))
                {
                    json.WriteString(identifier, value);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (finding.Details.Count > 0)
        {
            json.WriteStartObject("details");
            foreach (var (name, values) in finding.Details.DistinctBy(static d => d.Key))
            {
                WriteTexts(json, name, values);
            }

            json.WriteEndObject();
        }
    }

    static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }

    static void WriteNumber(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }
    }

    static long Milliseconds(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    static string Title(string word) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(word);
}
