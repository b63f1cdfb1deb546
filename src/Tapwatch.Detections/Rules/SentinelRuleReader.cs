// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Rules.Yaml;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Detections.Rules;

/// <summary>
/// Reads Sentinel analytics and hunting rules in the YAML form of the Azure-Sentinel repository, as they are:
/// keys of no use here are taken without a word, others are warned about.
/// </summary>
static class SentinelRuleReader
{
    static readonly string[] _triggers = ["gt", "lt", "eq", "ne"];
    static readonly string[] _longTriggers = ["GreaterThan", "LessThan", "Equal", "NotEqual"];

    /// <summary>Whether this is such a rule: a mapping with a query.</summary>
    public static bool IsRule(YamlMapping mapping) => mapping["query"] is YamlScalar { IsNull: false };

    /// <summary>The rule, or null when it is unusable; messages say why.</summary>
    public static Detection? Read(YamlMapping mapping, DiagnosticBag messages)
    {
        var fields = new YamlFields(mapping, messages);
        var query = fields.Scalar("query")!;
        var name = messages.Source.Name;
        var schedule = ReadSchedule(fields);
        var detection = new Detection
        {
            Id = fields.Text("id") ?? Path.GetFileNameWithoutExtension(name),
            Title = fields.Required("name"),
            Description = fields.Text("description") ?? fields.Text("descriptionDetailed") ?? "",
            Severity = DetectionReader.ReadSeverity(fields, messages, "severity") ?? Severity.Default,
            Status = fields.Text("status"),
            Author = fields.Value("author") is YamlScalar author ? author.Text : null,
            Tactics = fields.Texts("tactics"),
            Techniques = fields.Texts("relevantTechniques"),
            DataSources = ReadConnectors(fields),
            RequiredTables = ReadTables(fields),
            Schedule = schedule,
            Alert = SentinelAlertReader.Read(fields, schedule),
            Origin = name,
            Rules = [new Rule(RuleLanguage.Kql, new SourceText(name, query.Text)) { Placement = QueryPlacement.Of(query, messages.Source) }],
        };

        // The rest of the schema: what an alert looks like in Sentinel, and how the rule is published.
        fields.Ignore(
            "kind", "version", "metadata", "tags", "requiredDataConnectors", "sentinelEntitiesMappings", "incidentConfiguration", "enabled",
            "displayName", "templateVersion", "alertRuleTemplateName", "subTechniques", "queryResultsAggregationSettings", "author", "descriptionDetailed");
        fields.ReportUnknown();
        return messages.HasErrors ? null : detection;
    }

    static RuleSchedule? ReadSchedule(YamlFields fields)
    {
        var frequency = fields.Duration("queryFrequency");
        var period = fields.Duration("queryPeriod");
        var word = fields.Word("triggerOperator", [.. _triggers, .. _longTriggers]) ?? "gt";
        var threshold = fields.Number("triggerThreshold") ?? 0;
        var longForm = Array.IndexOf(_longTriggers, word);
        var trigger = longForm >= 0 ? _triggers[longForm] : word;
        return frequency is null && period is null && trigger == "gt" && threshold == 0 ? null : new RuleSchedule(frequency, period, trigger, threshold);
    }

    static List<string> ReadConnectors(YamlFields fields) =>
        [.. fields.Mappings("requiredDataConnectors").Select(static c => c.Text("connectorId")).OfType<string>()];

    static KeyValuePair<string, IReadOnlyList<string>>[] ReadTables(YamlFields fields)
    {
        var tables = fields.Mappings("requiredDataConnectors").SelectMany(static c => c.Texts("dataTypes")).Distinct(StringComparer.Ordinal).ToArray();
        return tables.Length == 0 ? [] : [new("sentinel", tables)];
    }
}
