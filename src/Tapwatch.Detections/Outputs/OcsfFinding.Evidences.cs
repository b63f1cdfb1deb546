// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Tapwatch.Detections.Findings;
using Tapwatch.Detections.Rules;

namespace Tapwatch.Detections.Outputs;

/// <content>What the finding rests on: evidences, actors, rows and observables.</content>
static partial class OcsfFinding
{
    static void WriteEvidences(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartArray("evidences");
        foreach (var evidence in finding.Evidence)
        {
            json.WriteStartObject();
            WriteActor(json, finding.Activity);
            json.WriteStartObject("data");
            if (evidence.Origin is { } origin)
            {
                json.WriteString("source", origin.Source);
                WriteNumber(json, "position", origin.Position);
                WriteNumber(json, "line", origin.Line);
                json.WriteString("kind", origin.Kind);
            }

            WriteText(json, "time", evidence.Time is { } time ? Cell.Time(time) : null);
            WriteText(json, "raw", evidence.Raw);
            WriteRows(json, evidence.Rows);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void WriteActor(Utf8JsonWriter json, Activity activity)
    {
        if (activity[ActivityField.Actor] is { } actor)
        {
            json.WriteStartObject("actor");
            json.WriteStartObject("user");
            json.WriteString("name", actor);
            WriteText(json, "type", activity[ActivityField.ActorType]);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        if (activity[ActivityField.Address] is { } address)
        {
            json.WriteStartObject("src_endpoint");

            // Clouds put names where an address belongs: `AWS Internal`, `cloudformation.amazonaws.com`.
            json.WriteString(System.Net.IPAddress.TryParse(address, out _) ? "ip" : "name", address);
            json.WriteEndObject();
        }

        json.WriteStartObject("api");
        json.WriteString("operation", activity[ActivityField.Operation] ?? "unknown");
        if (activity[ActivityField.Service] is { } service)
        {
            json.WriteStartObject("service");
            json.WriteString("name", service);
            json.WriteEndObject();
        }

        if (activity[ActivityField.Reason] is { } reason)
        {
            json.WriteStartObject("response");
            json.WriteString("error", reason);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (activity[ActivityField.Client] is { } client)
        {
            json.WriteStartObject("http_request");
            json.WriteString("user_agent", client);
            json.WriteEndObject();
        }
    }

    static void WriteRows(Utf8JsonWriter json, IReadOnlyList<EvidenceRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        json.WriteStartArray("rows");
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("language", row.Language.ShortName());
            json.WriteStartObject("columns");
            foreach (var (name, value) in row.Values.DistinctBy(static v => v.Key))
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void WriteObservables(Utf8JsonWriter json, Finding finding)
    {
        var activity = finding.Activity;
        json.WriteStartArray("observables");
        if (activity[ActivityField.Actor] is { } actor)
        {
            Write("evidences[].actor.user.name", 4, "User Name", actor);
        }

        if (activity[ActivityField.Address] is { } address && System.Net.IPAddress.TryParse(address, out _))
        {
            Write("evidences[].src_endpoint.ip", 2, "IP Address", address);
        }

        if (activity[ActivityField.Client] is { } client)
        {
            Write("evidences[].http_request.user_agent", 16, "HTTP User-Agent", client);
        }

        if (activity[ActivityField.Device] is { } device)
        {
            Write("device.hostname", 1, "Hostname", device);
        }

        foreach (var resource in activity.Resources)
        {
            Write("resources[].uid", 10, "Resource UID", resource);
        }

        foreach (var entity in finding.Entities)
        {
            foreach (var (identifier, value) in entity.Identifiers)
            {
                var (typeId, type) = OcsfObservable.TypeOf(entity.Type, identifier, value);
                Write($"unmapped.entities[].{identifier}", typeId, type, value);
            }
        }

        json.WriteEndArray();

        void Write(string name, int typeId, string type, string value)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteNumber("type_id", typeId);
            json.WriteString("type", type);
            json.WriteString("value", value);
            json.WriteEndObject();
        }
    }
}
