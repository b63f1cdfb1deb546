// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Tapwatch.Detections.Findings;
using Tapwatch.Detections.Rules;

namespace Tapwatch.Detections.Outputs;

/// <summary>Findings as CSV.</summary>
static class FindingCsv
{
    static readonly (string Name, Func<Finding, string?> Value)[] _columns =
    [
        ("time", static f => Time(f.First)),
        ("last_time", static f => Time(f.Last)),
        ("severity", static f => f.Severity.Name),
        ("confidence", static f => f.Detection.Confidence),
        ("detection", static f => f.Detection.Id),
        ("title", static f => f.Detection.Title),
        .. Enum.GetValues<ActivityField>()
            .Except([ActivityField.Time, ActivityField.Resources])
            .Select(static field => (field.Name(), (Func<Finding, string?>)(f => f.Activity[field]))),
        ("resources", static f => string.Join(' ', f.Activity.Resources)),
        ("techniques", static f => string.Join(' ', f.Detection.Techniques)),
        ("languages", static f => string.Join(' ', f.Languages.Select(static l => l.ShortName()))),
        ("records", static f => f.Evidence.Count.ToString(CultureInfo.InvariantCulture)),
        ("source", static f => f.Evidence[0].Origin?.Source),
        ("position", static f => f.Evidence[0].Origin?.Position?.ToString(CultureInfo.InvariantCulture)),
        ("line", static f => f.Evidence[0].Origin?.Line?.ToString(CultureInfo.InvariantCulture)),
        ("raw", static f => f.Evidence[0].Raw),
        ("id", static f => f.Id),
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
