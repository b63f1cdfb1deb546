// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Findings;
using Tapwatch.Detections.Rules.Yaml;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Detections.Rules;

/// <summary>Reads a detection folder: <c>detection.yaml</c> and the queries, tests and guide beside it.</summary>
static class DetectionReader
{
    /// <summary>The name that makes a folder a detection.</summary>
    public const string FileName = "detection.yaml";

    static readonly string[] _confidences = ["low", "medium", "high"];
    static readonly string[] _severityKeys = ["when", "severity"];
    static readonly string[] _statuses = ["stable", "test", "experimental", "deprecated"];

    /// <summary>The detection, or null when the metadata is unusable; messages say why.</summary>
    public static Detection? Read(YamlMapping mapping, IReadOnlyList<RuleFile> folder, DiagnosticBag messages, ICollection<Diagnostic> others)
    {
        var fields = new YamlFields(mapping, messages);
        var id = fields.Required("id");
        var detection = new Detection
        {
            Id = id,
            Title = fields.Required("title"),
            Description = fields.Text("description") ?? "",
            Severity = ReadSeverity(fields, messages, "severity") ?? Severity.Default,
            Confidence = fields.Word("confidence", _confidences),
            Status = fields.Word("status", _statuses),
            Author = fields.Text("author"),
            Platforms = fields.Texts("platforms"),
            DataSources = fields.Texts("data_sources"),
            FalsePositives = fields.Texts("false_positives"),
            References = fields.Texts("references"),
            GroupBy = ReadGroupBy(fields, messages),
            GroupWithin = fields.Duration("group_within") ?? TimeSpan.FromMinutes(10),
            SeverityWhen = ReadSeverityWhen(fields, messages),
            RequiredTables = ReadTables(fields),
            Origin = Path.GetDirectoryName(messages.Source.Name) ?? messages.Source.Name,
            IsFolder = true,
            Guide = folder.FirstOrDefault(static f => f.Name == "guide.md"),
            Tests = folder.FirstOrDefault(static f => f.Name == "tests.yaml"),
            Rules = [.. RuleTexts.Read(folder, others)],
        };
        var attack = fields.Mapping("attack");
        if (attack is not null)
        {
            detection = detection with { Tactics = attack.Texts("tactics"), Techniques = AttackIds.Read(attack, "techniques", messages) };
            attack.ReportUnknown();
        }

        fields.ReportUnknown();
        if (id.Length > 0 && detection.Rules.Count == 0)
        {
            messages.Add(Messages.NoQuery(fields.Span, id));
        }

        return messages.HasErrors ? null : detection;
    }

    /// <summary>A severity, or null when there is none or it is no known word.</summary>
    public static Severity? ReadSeverity(YamlFields fields, DiagnosticBag messages, string key)
    {
        if (fields.Scalar(key) is not { } scalar)
        {
            return null;
        }

        if (Severity.TryParse(scalar.Text, out var severity))
        {
            return severity;
        }

        messages.Add(Messages.BadValue(
            scalar.Span, key, scalar.Text, "one of " + string.Join(", ", Severity.Words.Select(static w => $"`{w}`")), NearestName.Find(scalar.Text, Severity.Words)));
        return null;
    }

    static List<ActivityField> ReadGroupBy(YamlFields fields, DiagnosticBag messages)
    {
        var result = new List<ActivityField>();
        var list = fields.Value("group_by");
        foreach (var name in fields.Texts("group_by"))
        {
            if (ActivityFields.TryParse(name, out var field))
            {
                result.Add(field);
            }
            else
            {
                messages.Add(Messages.BadValue(list!.Span, "group_by", name, "a field of an activity", NearestName.Find(name, ActivityFields.Names)));
            }
        }

        return result;
    }

    static List<SeverityRule> ReadSeverityWhen(YamlFields fields, DiagnosticBag messages)
    {
        var result = new List<SeverityRule>();
        foreach (var entry in fields.Mappings("severity_when"))
        {
            var severity = ReadSeverity(entry, messages, "severity");
            var when = entry.Mapping("when");
            if (severity is null || when is null)
            {
                foreach (var key in _severityKeys.Where(k => entry.Value(k) is null))
                {
                    messages.Add(Messages.MissingKey(entry.Span, key));
                }

                continue;
            }

            var conditions = new List<FieldCondition>();
            foreach (var (key, value) in when.Entries())
            {
                if (ActivityFields.TryParse(key.Text, out var field))
                {
                    conditions.Add(new FieldCondition(field, when.Texts(key.Text)));
                }
                else
                {
                    messages.Add(Messages.BadValue(key.Span, "when", key.Text, "a field of an activity", NearestName.Find(key.Text, ActivityFields.Names)));
                }
            }

            entry.ReportUnknown();
            result.Add(new SeverityRule(conditions, severity.Value));
        }

        return result;
    }

    static List<KeyValuePair<string, IReadOnlyList<string>>> ReadTables(YamlFields fields)
    {
        var result = new List<KeyValuePair<string, IReadOnlyList<string>>>();
        if (fields.Mapping("required_tables") is { } tables)
        {
            foreach (var entry in tables.Entries())
            {
                result.Add(new(entry.Key.Text, tables.Texts(entry.Key.Text)));
            }
        }

        return result;
    }
}
