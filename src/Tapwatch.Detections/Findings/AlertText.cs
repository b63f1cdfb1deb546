// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Tapwatch.Detections.Rules;

namespace Tapwatch.Detections.Findings;

/// <summary>Makes of a finding's rows what its rule wants an alert to say. Of several rows the first fills the texts, as in Sentinel.</summary>
static class AlertText
{
    /// <summary>The finding with title, description, severity, tactics and details of its rows.</summary>
    public static Finding Apply(AlertSettings? settings, IReadOnlyList<EvidenceRow> rows, Finding finding)
    {
        if (settings is null || rows.Count == 0)
        {
            return finding;
        }

        string? First(string? column) => column is null ? null : rows[0].Value(column);
        return finding with
        {
            Title = AlertTemplate.Fill(settings.Title, First) ?? finding.Title,
            Description = AlertTemplate.Fill(settings.Description, First) ?? finding.Description,
            Severity = First(settings.SeverityColumn) is { } word && Severity.TryParse(word, out var severity) ? severity : finding.Severity,
            Tactics = First(settings.TacticsColumn) is { Length: > 0 } tactics ? Texts(tactics) : finding.Tactics,
            Details =
            [
                .. settings.CustomDetails.Select(d => Detail(d.Key, rows.Select(r => r.Value(d.Value)))),
                .. settings.Properties.Select(p => Detail(p.Key, [First(p.Value)])),
            ],
        };
    }

    static KeyValuePair<string, IReadOnlyList<string>> Detail(string name, IEnumerable<string?> values) =>
        new(name, [.. values.OfType<string>().Where(static v => v.Length > 0).Distinct(StringComparer.Ordinal)]);

    // A JSON array of texts, or texts with commas between.
    static string[] Texts(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind == JsonValueKind.Array)
            {
                return [.. document.RootElement.EnumerateArray().Select(static e => e.ToString())];
            }
        }
        catch (JsonException)
        {
            // Not JSON: a list for people.
        }

        return text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
