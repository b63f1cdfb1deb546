// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Tapwatch.Detections.Findings;
using Tapwatch.Detections.Rules;

namespace Tapwatch.Detections.Outputs;

/// <summary>Findings as CSV.</summary>
static class FindingCsv
{
    static readonly CsvColumn[] _columns =
    [
        new("time", static f => Time(f.First)),
        new("last_time", static f => Time(f.Last)),
        new("severity", static f => f.Severity.Name),
        new("confidence", static f => f.Detection.Confidence),
        new("detection", static f => f.Detection.Id),
        new("title", static f => f.Title),
        .. Array.FindAll([.. ActivityFields.Names], static n => n is not ("time" or "resources")).Select(static n => new CsvColumn(n, f => f.Activity[n])),
        new("resources", static f => string.Join(' ', f.Activity.Resources)),
        new("entities", static f => string.Join("; ", f.Entities)),
        new("details", static f => string.Join("; ", f.Details.Where(static d => d.Value.Count > 0).Select(static d => $"{d.Key}={string.Join(',', d.Value)}"))),
        new("techniques", static f => string.Join(' ', f.Detection.Techniques)),
        new("languages", static f => string.Join(' ', f.Languages.Select(static l => l.ShortName()))),
        new("records", static f => f.Evidence.Count.ToString(CultureInfo.InvariantCulture)),
        new("source", static f => f.Evidence[0].Origin?.Source),
        new("position", static f => f.Evidence[0].Origin?.Position?.ToString(CultureInfo.InvariantCulture)),
        new("line", static f => f.Evidence[0].Origin?.Line?.ToString(CultureInfo.InvariantCulture)),
        new("raw", static f => f.Evidence[0].Raw),
        new("id", static f => f.Id),
    ];

    public static void Write(IEnumerable<Finding> findings, TextWriter output)
    {
        output.Write(string.Join(',', _columns.Select(static c => c.Name)));
        output.Write('\n');
        foreach (var finding in findings)
        {
            output.Write(string.Join(',', _columns.Select(c => SafeText.ForCsv(c.Value(finding) ?? ""))));
            output.Write('\n');
        }
    }

    static string? Time(DateTime? time) => time is { } known ? Cell.Time(known) : null;
}

/// <summary>A column of the list of findings.</summary>
sealed record CsvColumn(string Name, Func<Finding, string?> Value);
