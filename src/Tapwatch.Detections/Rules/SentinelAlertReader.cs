// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Rules.Yaml;

namespace Tapwatch.Detections.Rules;

/// <summary>Reads what a Sentinel rule says of its alerts: entity mappings, custom details, overrides, grouping, suppression.</summary>
static class SentinelAlertReader
{
    static readonly string[] _groupings = ["SingleAlert", "AlertPerResult"];

    /// <summary>The settings, or null when the rule has none.</summary>
    public static AlertSettings? Read(YamlFields fields, RuleSchedule? schedule)
    {
        var overrides = fields.Mapping("alertDetailsOverride");
        var settings = new AlertSettings
        {
            Entities = [.. fields.Mappings("entityMappings").Select(Entity).OfType<EntityMapping>()],
            CustomDetails = Pairs(fields.Mapping("customDetails")),
            Title = overrides?.Text("alertDisplayNameFormat"),
            Description = overrides?.Text("alertDescriptionFormat"),
            SeverityColumn = Column(overrides, "alertSeverityColumnName"),
            TacticsColumn = Column(overrides, "alertTacticsColumnName"),
            Properties = [.. (overrides?.Mappings("alertDynamicProperties") ?? []).Select(Property).OfType<KeyValuePair<string, string>>()],
            Together = Together(fields, schedule),
        };
        overrides?.ReportUnknown();
        return settings.Together is null && !settings.Columns.Any() && settings.Title is null && settings.Description is null ? null : settings;
    }

    static EntityMapping? Entity(YamlFields fields)
    {
        var type = fields.Required("entityType");
        var columns = fields.Mappings("fieldMappings").Select(static f => new KeyValuePair<string, string>(f.Required("identifier"), f.Required("columnName"))).Where(static f => f.Key.Length > 0 && f.Value.Length > 0).ToArray();
        return type.Length > 0 && columns.Length > 0 ? new EntityMapping(type, columns) : null;
    }

    static KeyValuePair<string, string>? Property(YamlFields fields)
    {
        var pair = new KeyValuePair<string, string>(fields.Required("alertProperty"), fields.Required("value"));
        return pair.Key.Length > 0 && pair.Value.Length > 0 ? pair : null;
    }

    static string? Column(YamlFields? fields, string key) => fields?.Text(key) is { Length: > 0 } column ? column : null;

    static KeyValuePair<string, string>[] Pairs(YamlFields? fields) => fields is null
        ? []
        : [.. fields.Entries().Select(e => new KeyValuePair<string, string>(e.Key.Text, fields.Text(e.Key.Text) ?? "")).Where(static p => p.Value.Length > 0)];

    // Rows of one run are one alert unless each is to be one; while alerts are suppressed there is no other. A scan has no runs: rows that follow one
    // another within the time between two runs, or within that of the suppression, are one.
    static TimeSpan? Together(YamlFields fields, RuleSchedule? schedule)
    {
        var grouping = fields.Mapping("eventGroupingSettings")?.Word("aggregationKind", _groupings);
        var suppressed = fields.Text("suppressionEnabled") is { } enabled && bool.TryParse(enabled, out var isOn) && isOn;
        var duration = fields.Duration("suppressionDuration") ?? TimeSpan.FromHours(5);
        TimeSpan? together = grouping == "SingleAlert" ? schedule?.Frequency ?? TimeSpan.FromMinutes(1) : null;
        return suppressed && (together is null || duration > together) ? duration : together;
    }
}
