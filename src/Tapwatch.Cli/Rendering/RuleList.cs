// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Outputs;
using Tapwatch.Detections.Rules;

namespace Tapwatch.Cli.Rendering;

/// <summary>Detections, a line each.</summary>
static class RuleList
{
    public static void Write(IReadOnlyList<Detection> detections, Terminal terminal)
    {
        var style = new Style(terminal.Colour);
        var width = detections.Count == 0 ? 0 : detections.Max(static d => d.Id.Length);
        var techniques = detections.Count == 0 ? 0 : detections.Max(static d => string.Join(' ', d.Techniques).Length);
        foreach (var d in detections)
        {
            var languages = string.Join(' ', d.Rules.Select(static r => r.Language).Distinct().Select(static l => l.ShortName()));
            var severity = style.Severity(d.Severity.Level, d.Severity.Name.PadRight(13));
            terminal.Output.WriteLine(
                $"{SafeText.ForTerminal(d.Id).PadRight(width)}  {severity}  {string.Join(' ', d.Techniques).PadRight(techniques)}  {languages,-11}  {SafeText.ForTerminal(d.Title)}");
        }

        terminal.Error.WriteLine(Words.Count(detections.Count, "detection"));
    }
}
