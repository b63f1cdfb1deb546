// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Tapwatch.Detections.Findings;
using Tapwatch.Detections.Outputs;
using Tapwatch.Detections.Rules;

namespace Tapwatch.Cli.Rendering;

/// <summary>Findings for people: a few labelled lines each, which any width of terminal can show.</summary>
static class FindingTable
{
    const string TimeFormat = "yyyy-MM-dd HH:mm:ss'Z'";

    /// <summary>Writes all findings in their order.</summary>
    public static void Write(IReadOnlyList<Finding> findings, TextWriter output, bool colour)
    {
        var style = new Style(colour);
        foreach (var finding in findings)
        {
            Write(finding, output, style);
        }
    }

    static void Write(Finding finding, TextWriter output, Style style)
    {
        var a = finding.Activity;
        var level = finding.Severity.Name.ToUpperInvariant().PadRight(8);
        output.WriteLine($"{style.Severity(finding.Severity.Level, level[..8])} {style.Bold(Safe(finding.Title))}");
        Line("when", When(finding));
        Line("what", Join(" ", a[ActivityField.Operation], Join(", ", a[ActivityField.Action], a[ActivityField.Outcome]) is { } how ? $"({how})" : null));
        Line("who", Join(" ", a[ActivityField.Actor], Prefixed("from ", a[ActivityField.Address])));
        Line("with", a[ActivityField.Client]);
        Line("where", Join(" ", a[ActivityField.Platform], a[ActivityField.Account] == a[ActivityField.Device] ? null : a[ActivityField.Account], a[ActivityField.Region], a[ActivityField.Device]));
        if (a[ActivityField.MirrorSource] is not null || a[ActivityField.MirrorDestination] is not null)
        {
            Line("copies", $"{a[ActivityField.MirrorSource] ?? "?"} -> {a[ActivityField.MirrorDestination] ?? "?"}");
        }

        Line("mirror", a[ActivityField.Mirror]);
        Line("why", a[ActivityField.Reason]);
        foreach (var (entity, i) in finding.Entities.Select(static (e, i) => (e, i)))
        {
            Line(i == 0 ? "entities" : "", entity.ToString());
        }

        foreach (var ((name, values), i) in finding.Details.Where(static d => d.Value.Count > 0).Select(static (d, i) => (d, i)))
        {
            Line(i == 0 ? "details" : "", $"{name}: {string.Join(", ", values)}");
        }

        Line("rule", Join(" ", finding.Detection.Id, Join(" ", [.. finding.Detection.Techniques]), $"[{string.Join(' ', finding.Languages.Select(static l => l.ShortName()))}]"));
        foreach (var (evidence, i) in finding.Evidence.Take(3).Select(static (e, i) => (e, i)))
        {
            Line(i == 0 ? "seen in" : "", Where(evidence, i == 2 ? finding.Evidence.Count - 3 : 0));
        }

        foreach (var raw in finding.Evidence.Select(static e => e.Raw).OfType<string>())
        {
            Line("raw", raw);
        }

        output.WriteLine();

        void Line(string label, string? text)
        {
            if (!string.IsNullOrEmpty(text))
            {
                output.WriteLine($"  {style.Dim(label.PadRight(8))} {Safe(text)}");
            }
        }
    }

    static string? When(Finding finding)
    {
        if (finding.First is not { } first)
        {
            return null;
        }

        var text = first.ToString(TimeFormat, CultureInfo.InvariantCulture);
        return finding.Last is { } last && last > first ? $"{text} to {last.ToString(last.Date == first.Date ? "HH:mm:ss'Z'" : TimeFormat, CultureInfo.InvariantCulture)}" : text;
    }

    static string? Where(Evidence evidence, int more)
    {
        if (evidence.Origin is not { } origin)
        {
            return "a row without a record behind it";
        }

        var line = origin.Line is { } number && origin.Position is not null ? string.Create(CultureInfo.InvariantCulture, $" (line {number})") : "";
        return more > 0 ? $"{origin}{line} and {Words.Count(more, "more record")}" : origin + line;
    }

    static string? Join(string separator, params string?[] parts)
    {
        var present = parts.Where(static p => !string.IsNullOrEmpty(p)).ToArray();
        return present.Length == 0 ? null : string.Join(separator, present);
    }

    static string? Prefixed(string prefix, string? text) => text is null ? null : prefix + text;

    static string Safe(string text) => SafeText.ForTerminal(text);
}
