// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Outputs;
using Tapwatch.Detections.Rules;
using Tapwatch.Detections.Testing;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Cli.Rendering;

/// <summary>Test results for people: a line per detection, and what failed below it.</summary>
sealed class TestTable(TextWriter output, bool colour, bool verbose)
{
    readonly Style _style = new(colour);

    /// <summary>Writes one detection.</summary>
    public void Write(DetectionTests tests)
    {
        var languages = string.Join(' ', tests.Detection.Rules.Select(static r => r.Language).Distinct().Select(static l => l.ShortName()));
        var passed = tests.Outcomes.Count(static o => o.Failure is null);
        var mark = !tests.Passed ? _style.Bad("FAIL") : tests.Outcomes.Count == 0 ? _style.Dim("none") : _style.Good("pass");
        output.WriteLine($"{mark}  {SafeText.ForTerminal(tests.Detection.Id)}  {passed}/{tests.Outcomes.Count}  {_style.Dim(languages)}");
        foreach (var outcome in tests.Outcomes.Where(o => verbose || o.Failure is not null))
        {
            var sign = outcome.Failure is null ? "      ok" : "      not ok";
            output.WriteLine($"{sign} [{outcome.LanguageName}] {SafeText.ForTerminal(outcome.Name)}");
            if (outcome.Failure is { } failure)
            {
                output.WriteLine($"             {SafeText.ForTerminal(failure)}");
            }
        }

        foreach (var problem in tests.Problems)
        {
            output.WriteLine(DiagnosticRenderer.Render(problem));
        }
    }

    /// <summary>Writes the last line.</summary>
    public void WriteTotal(TestReport report) =>
        output.WriteLine($"{Words.Count(report.Detections.Count, "detection")}, {Words.Count(report.Count, "test")}: {report.Count - report.Failed} passed, {report.Failed} failed");
}
