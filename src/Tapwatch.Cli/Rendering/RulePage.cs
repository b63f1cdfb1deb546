// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Outputs;
using Tapwatch.Detections.Rules;

namespace Tapwatch.Cli.Rendering;

/// <summary>All about one detection.</summary>
static class RulePage
{
    public static void Write(Detection detection, TextWriter output)
    {
        Lines($"{detection.Title}\n");
        Field("id", detection.Id);
        Field("severity", detection.Severity.Name);
        foreach (var rule in detection.SeverityWhen)
        {
            Field("", $"{rule.Severity.Name} when {string.Join(" and ", rule.When.Select(static c => $"{Detections.Findings.ActivityFields.Names[(int)c.Field]} is {string.Join(" or ", c.Values)}"))}");
        }

        Field("confidence", detection.Confidence);
        Field("status", detection.Status);
        Field("ATT&CK", string.Join(", ", detection.Tactics.Concat(detection.Techniques)));
        Field("platforms", string.Join(", ", detection.Platforms));
        Field("data", string.Join(", ", detection.DataSources));
        foreach (var (vendor, tables) in detection.RequiredTables)
        {
            Field("tables", $"{vendor}: {string.Join(", ", tables)}");
        }

        Field("author", detection.Author);
        Field("from", detection.Origin);
        Paragraph(detection.Description);
        List("False positives", detection.FalsePositives);
        List("References", detection.References);
        foreach (var rule in detection.Rules)
        {
            Lines($"\n{rule.Language.ShortName().ToUpperInvariant()} ({rule.Text.Name})\n");
            foreach (var line in rule.Text.Text.TrimEnd().Split('\n'))
            {
                Lines("    " + line.TrimEnd('\r'));
            }
        }

        if (detection.ReadGuide() is { } guide)
        {
            Lines("\n" + guide.TrimEnd());
        }

        void Lines(string text) => output.WriteLine(SafeText.ForTerminalLines(text));

        void Paragraph(string text)
        {
            if (text.Length > 0)
            {
                Lines("\n" + text);
            }
        }

        void Field(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                Lines($"  {name,-11} {value}");
            }
        }

        void List(string title, IReadOnlyList<string> items)
        {
            if (items.Count > 0)
            {
                Lines($"\n{title}");
                foreach (var item in items)
                {
                    Lines($"  - {item}");
                }
            }
        }
    }
}
