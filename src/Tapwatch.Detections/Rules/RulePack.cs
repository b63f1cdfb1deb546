// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Rules.Yaml;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Detections.Rules;

/// <summary>Everything loaded from some files or folders of rules, and every message about them.</summary>
/// <param name="Detections">What can be used.</param>
/// <param name="Diagnostics">What cannot, and what is odd.</param>
sealed record RulePack(IReadOnlyList<Detection> Detections, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>The detections built into the program.</summary>
    public static RulePack BuiltIn() => Load(RuleFile.BuiltIn("rules"), []);

    /// <summary>What is at the given paths: files, or folders with all below them.</summary>
    public static RulePack At(IEnumerable<string> paths)
    {
        var files = new List<RuleFile>();
        var messages = new List<Diagnostic>();
        foreach (var path in paths)
        {
            try
            {
                var before = files.Count;
                files.AddRange(RuleFiles.Find(path));
                if (files.Count == before)
                {
                    messages.Add(Messages.NoRules(default) with { Source = new SourceText(path, "") });
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                messages.Add(Messages.UnreadableRule(default, e.Message) with { Source = new SourceText(path, "") });
            }
        }

        return Load(files, messages);
    }

    /// <summary>The rules among the given files.</summary>
    public static RulePack Load(IReadOnlyList<RuleFile> files, List<Diagnostic> messages)
    {
        var detections = new List<Detection>();
        var byId = new Dictionary<string, Detection>(StringComparer.OrdinalIgnoreCase);
        var folders = files.Where(static f => f.Name == DetectionReader.FileName).Select(static f => f.Folder).ToHashSet(StringComparer.Ordinal);
        var byFolder = folders.Count == 0 ? null : files.ToLookup(static f => f.Folder, StringComparer.Ordinal);
        foreach (var file in files.DistinctBy(static f => f.Path))
        {
            var inFolder = InDetection(file.Folder, folders);
            if (file.Name == DetectionReader.FileName)
            {
                AddYaml(file, [.. byFolder![file.Folder]]);
            }
            else if (inFolder || SavedFunctions.Is(file.Path))
            {
                // Its tests, guide and queries are read with the detection.
            }
            else if (file.Extension is ".yaml" or ".yml")
            {
                AddYaml(file, null);
            }
            else if (RuleTexts.LanguageOf(file) is { } language && RuleTexts.TryRead(file, messages) is { } text)
            {
                Add(Bare(file, new Rule(language, text)), text, default);
            }
        }

        return new RulePack(detections, messages);

        void AddYaml(RuleFile file, IReadOnlyList<RuleFile>? folder)
        {
            if (RuleTexts.TryRead(file, messages) is not { } source)
            {
                return;
            }

            var bag = new DiagnosticBag(source);
            var mapping = YamlReader.Read(bag) as YamlMapping;
            Detection? detection = null;
            if (mapping is not null && folder is not null)
            {
                detection = DetectionReader.Read(mapping, folder, bag, messages);
            }
            else if (mapping is not null && LogScaleRuleReader.IsRule(mapping))
            {
                detection = LogScaleRuleReader.Read(mapping, bag);
            }
            else if (mapping is not null && (LogScaleRuleReader.SavedQuery(mapping) is not null || LogScaleRuleReader.IsOther(mapping)))
            {
                // Saved queries are read with the packages; dashboards, parsers and manifests are no rules.
            }
            else if (mapping is not null && SentinelRuleReader.IsRule(mapping))
            {
                detection = SentinelRuleReader.Read(mapping, bag);
            }
            else if (!bag.HasErrors)
            {
                bag.Add(Messages.NotARule(default));
            }

            messages.AddRange(bag.ToList());
            if (detection is not null)
            {
                Add(detection, source, (mapping!["id"] ?? mapping).Span);
            }
        }

        void Add(Detection detection, SourceText source, SourceSpan at)
        {
            if (byId.TryAdd(detection.Id, detection))
            {
                detections.Add(detection);
            }
            else
            {
                messages.Add(Messages.DuplicateId(at, detection.Id, byId[detection.Id].Origin) with { Source = source });
            }
        }
    }

    static bool InDetection(string folder, HashSet<string> detections)
    {
        for (var at = folder; !string.IsNullOrEmpty(at); at = Path.GetDirectoryName(at))
        {
            if (detections.Contains(at))
            {
                return true;
            }
        }

        return detections.Contains("");
    }

    static Detection Bare(RuleFile file, Rule rule) => new() { Id = file.Path.Replace('\\', '/'), Title = file.Name, Rules = [rule], Origin = file.Path };
}
