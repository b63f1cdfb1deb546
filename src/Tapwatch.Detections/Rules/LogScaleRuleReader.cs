// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Rules.Yaml;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Detections.Rules;

/// <summary>
/// Reads what LogScale exports as YAML, as it is: alerts (filter, aggregate and older ones), scheduled searches, correlation rules of Falcon Next-Gen SIEM, and
/// saved queries. The query stands under <c>queryString</c>, <c>query</c>, <c>search.filter</c> or <c>cql</c>; in a resource of the Humio operator below <c>spec</c>.
/// </summary>
static class LogScaleRuleReader
{
    const string Schemas = "https://schemas.humio.com/";

    static readonly string[] _alerting =
    [
        "actionNames", "actions", "throttleTimeMillis", "throttleTimeSeconds", "searchIntervalSeconds", "queryTimestampType", "schedule", "triggerMode",
        "timeOfTrigger", "backfillLimit", "queryStart",
    ];

    static readonly string[] _resources = ["HumioAlert", "HumioFilterAlert", "HumioAggregateAlert", "HumioScheduledSearch"];

    /// <summary>Whether a document comes from LogScale but is neither rule nor query: a dashboard, a parser, the manifest of a package.</summary>
    public static bool IsOther(YamlMapping mapping) =>
        Schema(mapping) is { } schema ? schema.StartsWith(Schemas, StringComparison.Ordinal) && Query(mapping) is null
        : mapping["name"] is YamlScalar { Text: var name } && name.Contains('/', StringComparison.Ordinal) && mapping["version"] is not null && mapping["type"] is not null;

    /// <summary>Whether a YAML text may be a query that others call, told without taking it apart: folders of rules hold thousands of texts and hardly any query.</summary>
    /// <remarks>Its schema must say "humio", which YAML can write otherwise only by the number of a character or over two lines, both behind a backslash.</remarks>
    public static bool MayBeSavedQuery(string text)
    {
        if (text.Contains("humio", StringComparison.Ordinal))
        {
            return true;
        }

        for (var at = text.IndexOf('\\'); at >= 0 && at + 1 < text.Length; at = text.IndexOf('\\', at + 1))
        {
            if (text[at + 1] is 'x' or 'u' or 'U' or '\n' or '\r' or '\u0085' or '\u2028' or '\u2029')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether it is a query that others call, with its name and text.</summary>
    public static (string Name, YamlScalar Text)? SavedQuery(YamlMapping mapping) =>
        Schema(mapping) is { } schema && schema.StartsWith(Schemas + "query/", StringComparison.Ordinal) && Query(mapping) is { } text && mapping["name"] is YamlScalar name
            ? (name.Text.Trim(), text)
            : null;

    /// <summary>Whether it is a rule.</summary>
    public static bool IsRule(YamlMapping mapping) =>
        SavedQuery(mapping) is null
        && (mapping["kind"] is YamlScalar { Text: var kind } && _resources.Contains(kind) && mapping["spec"] is YamlMapping spec ? Query(spec) is not null
            : Query(mapping) is not null
                && (mapping["queryString"] is not null || mapping["query"] is YamlMapping || mapping["cql"] is not null || mapping["search"] is YamlMapping
                    || (Schema(mapping)?.StartsWith(Schemas, StringComparison.Ordinal) ?? false)
                    || (mapping["query"] is not null && Array.Exists(_alerting, k => mapping[k] is not null))));

    /// <summary>The rule, or null when it is unusable; messages say why.</summary>
    public static Detection? Read(YamlMapping document, DiagnosticBag messages)
    {
        var mapping = document["kind"] is YamlScalar { Text: var kind } && _resources.Contains(kind) && document["spec"] is YamlMapping spec ? spec : document;
        var fields = new YamlFields(mapping, messages);
        var query = Query(mapping)!;
        var name = messages.Source.Name;
        var title = fields.Text("name") ?? fields.Text("title") ?? Path.GetFileNameWithoutExtension(name);
        var detection = new Detection
        {
            Id = fields.Text("id") ?? fields.Text("resource_id") ?? title,
            Title = title,
            Description = fields.Text("description") ?? "",
            Severity = ReadSeverity(fields),
            Status = fields.Text("status"),
            Author = fields.Value("author") is YamlScalar author ? author.Text : null,
            Tactics = Texts(fields, "tactic", "tactics"),
            Techniques = [.. Texts(fields, "technique", "techniques", "mitre_ids", "mitre_attack").Select(static t => t.Split(':')[^1].Trim())],
            Origin = name,
            Rules = [new Rule(RuleLanguage.Cql, new SourceText(name, query.Text)) { Placement = QueryPlacement.Of(query, messages.Source) }],
        };
        return messages.HasErrors ? null : detection;
    }

    static string? Schema(YamlMapping mapping) => (mapping["$schema"] as YamlScalar)?.Text.Trim();

    static YamlScalar? Query(YamlMapping mapping) =>
        Text(mapping["queryString"]) ?? Text(mapping["query"]) ?? Text((mapping["query"] as YamlMapping)?["queryString"]) ?? Text((mapping["search"] as YamlMapping)?["filter"]) ?? Text(mapping["cql"]);

    static YamlScalar? Text(YamlValue? value) => value is YamlScalar { IsNull: false } scalar && scalar.Text.Trim().Length > 0 ? scalar : null;

    static List<string> Texts(YamlFields fields, params IReadOnlyList<string> keys) => [.. keys.Where(k => fields.Value(k) is YamlScalar or YamlSequence).SelectMany(fields.Texts)];

    // Next-Gen SIEM counts from 10 (informational) to 90 (critical); elsewhere it is a word, or nothing.
    static Severity ReadSeverity(YamlFields fields)
    {
        var text = fields.Value("severity") is YamlScalar scalar ? scalar.Text.Trim() : "";
        if (int.TryParse(text, out var number))
        {
            text = number switch { >= 90 => "critical", >= 70 => "high", >= 50 => "medium", >= 30 => "low", _ => "informational" };
        }

        return Severity.TryParse(text, out var severity) ? severity : Severity.Default;
    }
}
