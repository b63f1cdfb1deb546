// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Outputs;
using Tapwatch.Records;

namespace Tapwatch.Cli.Rendering;

/// <summary>What could not be read, was left out, or was not recognised. Nothing of it is passed over.</summary>
static class InputOutput
{
    const int MostListed = 10;

    public static void Write(InputReport report, TextWriter output)
    {
        List("problem", report.ProblemCount, () => [.. report.Problems.Select(static p => p.ToString())]);
        List("input left out", report.SkippedCount, () => [.. report.Skipped.Select(static s => $"{s.Name}: {s.Reason}")], "inputs left out");
        List("item not recognised", report.UnrecognisedCount, () => [.. report.Unrecognised.OrderByDescending(static u => u.Count).Select(Describe)], "items not recognised");

        void List(string one, long count, Func<IReadOnlyList<string>> list, string? many = null)
        {
            if (count == 0)
            {
                return;
            }

            var lines = list();
            output.WriteLine($"{Words.Count(count, one, many)}:");
            foreach (var line in lines.Take(MostListed))
            {
                output.WriteLine("  " + SafeText.ForTerminal(line));
            }

            if (lines.Count > MostListed)
            {
                output.WriteLine($"  and {lines.Count - MostListed:N0} more");
            }
        }
    }

    static string Describe(UnrecognisedItems items)
    {
        var example = items.First switch
        {
            [{ Line: { } line, Text: "" }, ..] => $", the first in line {line}",
            [{ Text: "" }, ..] or [] => "",
            [var first, ..] => $", such as{(first.Line is { } line ? $" line {line}" : "")}: {first.Text}",
        };
        return $"{items.Source}: {items.Count} x {items.What}{example}";
    }
}
