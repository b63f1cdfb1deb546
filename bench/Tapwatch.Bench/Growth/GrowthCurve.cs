// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;

namespace Tapwatch.Bench.Growth;

/// <summary>One point: what there was of it, and the seconds it took.</summary>
sealed record GrowthPoint(string Label, double Amount, double Wall, double Processor, long Peak);

/// <summary>How time grows with one thing, as a table and a chart in Markdown (the chart in Mermaid, which code hosts draw).</summary>
/// <param name="Title">Its heading.</param>
/// <param name="What">What was run.</param>
/// <param name="Axis">The thing that grows.</param>
/// <param name="Unit">What an amount counts, or null when time by amount says nothing.</param>
/// <param name="Points">In growing order.</param>
sealed record GrowthCurve(string Title, string What, string Axis, string? Unit, IReadOnlyList<GrowthPoint> Points)
{
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"### {Title}\n\n{What}\n\n| {Axis} | wall s | processor s | peak MiB |{(Unit is null ? "" : $" ns per {Unit} |")}\n|---|--:|--:|--:|{(Unit is null ? "" : "--:|")}\n");
        foreach (var point in Points)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {point.Label} | {point.Wall:0.000} | {point.Processor:0.000} | {point.Peak >> 20} |");
            text.Append(Unit is null ? "\n" : string.Create(CultureInfo.InvariantCulture, $" {point.Wall * 1e9 / point.Amount:0.00} |\n"));
        }

        text.Append(CultureInfo.InvariantCulture, $"\n```mermaid\nxychart-beta\n  title \"{Title}\"\n  x-axis [{string.Join(", ", Points.Select(static p => $"\"{p.Label}\""))}]\n  y-axis \"seconds\"\n");
        text.Append(CultureInfo.InvariantCulture, $"  line [{string.Join(", ", Points.Select(static p => p.Wall.ToString("0.000", CultureInfo.InvariantCulture)))}]\n```\n");
        return text.ToString();
    }
}
