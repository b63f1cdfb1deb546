// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Cli.Rendering;

/// <summary>Messages about texts, errors first, each text's together.</summary>
static class DiagnosticsOutput
{
    // What one text has to say beyond this is only counted.
    const int MostPerText = 20;

    public static void Write(IEnumerable<Diagnostic> messages, TextWriter output)
    {
        var all = messages.ToList();
        if (all.Count == 0)
        {
            return;
        }

        foreach (var text in all.GroupBy(static m => m.Source?.Name).OrderByDescending(static g => g.Any(static m => m.IsError)))
        {
            var ordered = text.OrderByDescending(static m => m.IsError).ThenBy(static m => m.Span.Start).ToArray();
            foreach (var message in ordered.Take(MostPerText))
            {
                output.WriteLine(DiagnosticRenderer.Render(message));
            }

            if (ordered.Length > MostPerText)
            {
                output.WriteLine($"{text.Key}: {Words.Count(ordered.Length - MostPerText, "more message")}");
            }
        }
    }
}
