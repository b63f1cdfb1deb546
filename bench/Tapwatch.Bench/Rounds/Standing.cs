// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;

namespace Tapwatch.Bench.Rounds;

/// <summary>How a job ended, as a table in Markdown.</summary>
sealed record Standing(Job Job, IReadOnlyList<List<Measurement>> Results, IReadOnlyList<string?> Answers)
{
    public string ToMarkdown()
    {
        var text = new StringBuilder($"### {Job.Name}\n\n{Job.What}\n\n| program | wall s (min–max) | processor s | MB/s | time per byte, × the first | peak MiB | answer |\n|---|--:|--:|--:|--:|--:|---|\n");
        for (var i = 0; i < Job.Contenders.Count; i++)
        {
            var contender = Job.Contenders[i];
            var runs = Results[i];
            var wall = Median(runs.Select(static r => r.Wall));
            var ratio = Median(runs.Zip(Results[0], (mine, first) => mine.Wall / contender.Bytes / (first.Wall / Job.Contenders[0].Bytes)));
            var part = contender.Bytes < Job.Contenders[0].Bytes ? $" (1/{Job.Contenders[0].Bytes / contender.Bytes} of the data)" : "";
            text.Append(CultureInfo.InvariantCulture,
                $"| {contender.Name}{part} | {wall:0.000} ({runs.Min(static r => r.Wall):0.00}–{runs.Max(static r => r.Wall):0.00}) | {Median(runs.Select(static r => r.Processor)):0.000} | {contender.Bytes / 1e6 / wall:0} | {ratio:0.00} | {runs.Max(static r => r.Peak) >> 20} | {Verdict(i)} |\n");
        }

        return text.ToString();
    }

    /// <summary>True when every program that answers the question about the same data gives the same answer.</summary>
    public bool Agrees => Enumerable.Range(0, Answers.Count).All(i => Verdict(i) is not ['D', ..]);

    string Verdict(int i) =>
        Answers[i] is not { } answer ? "–"
        : Job.Contenders[i].Bytes != Job.Contenders[0].Bytes ? $"{answer.Split(' ')[0]} rows of its part"
        : answer == Answers[0] ? $"{answer.Split(' ')[0]} rows, the same"
        : $"DIFFERS: {answer}, not {Answers[0]}";

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
