// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Tapwatch.Engine;
using Tapwatch.Languages.Cql;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Optimizer;
using Tapwatch.Tests.Engine;

namespace Tapwatch.Tests.Languages.Cql;

/// <summary>
/// Examples with tables. Documents show input in several ways: as a table of fields, as lines that are the raw text of events, as JSON or pairs that are their
/// fields. The example holds when one way of reading the input gives the rows shown. Cells lose quotes and escapes, names of columns their first underscore;
/// numbers are rounded in print.
/// </summary>
static class CqlTables
{
    public static string? Judge(string query, JsonElement input, JsonElement expected)
    {
        var wanted = Expected(expected);

        // The time of events that have none is the time the example was run.
        var untimed = input.ValueKind != JsonValueKind.Object || !input.GetRawText().Contains("@timestamp", StringComparison.Ordinal);
        if (untimed && wanted.Columns.IndexOf("@timestamp") is >= 0 and var time)
        {
            wanted = wanted with { Columns = [.. wanted.Columns.Where((_, i) => i != time)], Rows = [.. wanted.Rows.Select(r => r.Where((_, i) => i != time).ToArray())] };
        }

        string? first = null;
        foreach (var source in Sources(query, input))
        {
            var problem = Run(source, wanted);
            if (problem is null)
            {
                return null;
            }

            first ??= problem;
        }

        return first;
    }

    sealed record Shown(string[] Columns, string[][] Rows, bool Truncated);

    static string[][] Rows(JsonElement table) => [.. table.GetProperty("rows").EnumerateArray().Select(static r => r.EnumerateArray().Select(static v => v.GetString() ?? "").ToArray())];

    static Shown Expected(JsonElement expected)
    {
        if (expected.ValueKind != JsonValueKind.Object)
        {
            return new Shown([], [], true);
        }

        if (expected.TryGetProperty("raw", out var raw))
        {
            var pairs = raw.EnumerateArray().Select(static l => l.GetString()!.Split('=', 2, StringSplitOptions.TrimEntries)).ToList();
            return pairs.TrueForAll(static p => p.Length == 2)
                ? new Shown([.. pairs.Select(static p => p[0])], [[.. pairs.Select(static p => p[1])]], false)
                : new Shown([], [], true);
        }

        string[] columns = [.. expected.GetProperty("columns").EnumerateArray().Select(static c => c.GetString()!)];
        var rows = Rows(expected);
        var truncated = expected.GetProperty("truncated").GetBoolean() || rows.Any(static r => r.Any(static v => v == "..."));
        return columns is [var name, var value] && name.Equals("field", StringComparison.OrdinalIgnoreCase) && value.Equals("value", StringComparison.OrdinalIgnoreCase)
            ? new Shown([.. rows.Select(static r => r[0])], [[.. rows.Select(static r => r[1])]], truncated)
            : new Shown(columns, rows, truncated);
    }

    // The query over the input, read in each way that makes sense.
    static IEnumerable<string> Sources(string query, JsonElement input)
    {
        if (input.ValueKind != JsonValueKind.Object)
        {
            yield return query.Contains("createEvents", StringComparison.Ordinal) ? query : "createEvents([\"\"]) | " + query;
            yield break;
        }

        if (query.Contains("createEvents", StringComparison.Ordinal))
        {
            yield return query;
            yield break;
        }

        if (input.TryGetProperty("raw", out var raw))
        {
            var lines = raw.EnumerateArray().Select(static l => l.GetString()!).ToList();
            yield return Events(lines) + query;
            yield return Events([string.Join('\n', lines)]) + query;
            yield return Events(lines) + "parseJson() | " + query;
            yield return Events(lines) + "kvParse() | " + query;
            yield return Events([string.Join('\n', lines)]) + "kvParse() | " + query;
            if (lines is [var only, var content] && only.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            {
                yield return Fields([only], [[content]]) + query;
            }

            if (lines.Count > 1 && lines[0].All(char.IsAsciiLetterOrDigit))
            {
                yield return Events(lines.Skip(1)) + query;
            }

            var pairs = lines.Select(static l => l.Split(',', 2, StringSplitOptions.TrimEntries)).Where(static p => p.Length == 2 && p[0].All(char.IsAsciiLetterOrDigit)).ToList();
            if (pairs.Count > 0)
            {
                yield return Fields([.. pairs.Select(static p => p[0])], [[.. pairs.Select(static p => p[1])]]) + query;
            }

            if (lines is [var names, .. { Count: > 0 } values] && names.Split(',') is var header && values.TrueForAll(v => v.Split(',').Length == header.Length))
            {
                yield return Fields([.. header.Select(static h => h.Trim())], [.. values.Select(static v => v.Split(',', StringSplitOptions.TrimEntries))]) + query;
            }

            yield break;
        }

        string[] columns = [.. input.GetProperty("columns").EnumerateArray().Select(static c => Plain(c.GetString()!))];
        var rows = Rows(input).Where(static r => r.All(static v => v != "...")).ToArray();
        if (columns is ["field", "value"])
        {
            columns = [.. rows.Select(static r => r[0])];
            rows = [[.. rows.Select(static r => r[1])]];
        }

        yield return Fields(columns, rows) + query;
    }

    static string Events(IEnumerable<string> lines) => $"createEvents([{string.Join(", ", lines.Select(CqlRows.Quote))}]) | ";

    // Times of events become their times; a column @rawstring is their text.
    static string Fields(string[] columns, string[][] rows)
    {
        var events = rows.Select(r => JsonSerializer.Serialize(r.Take(columns.Length).Select((v, i) => (Name: columns[i], Value: Plain(v)))
            .Where(static p => p.Value.Length > 0).DistinctBy(static p => p.Name).ToDictionary(static p => p.Name == "@timestamp" ? "$time" : p.Name == "@rawstring" ? "$raw" : p.Name, static p => p.Value)));
        var steps = "parseJson() | @rawstring := \"\" | ";
        steps += columns.Contains("@rawstring") ? "@rawstring := \"$raw\" | " : "";
        steps = steps.Replace("@rawstring := \"$raw\"", "@rawstring := getField(\"$raw\")", StringComparison.Ordinal);
        if (columns.Contains("@timestamp"))
        {
            steps += "case { getField(\"$time\", as=t) | t = /^\\d+$/ | parseTimestamp(millis, field=t); parseTimestamp(field=t); * } | drop([t, \"$time\"]) | ";
        }

        return Events(events) + steps;
    }

    static string Plain(string cell)
    {
        cell = cell.Replace("\\_", "_", StringComparison.Ordinal).Replace("\\*", "*", StringComparison.Ordinal).Replace("\\#", "#", StringComparison.Ordinal).Replace("\\<", "<", StringComparison.Ordinal).Replace("\\>", ">", StringComparison.Ordinal).Trim();
        cell = cell.Length > 1 && cell[0] == cell[^1] && cell[0] is '"' or '`' or '\'' && cell.Length > 1 ? cell[1..^1] : cell;
        return cell is "<no value>" or "no value" ? "" : cell;
    }

    static string? Run(string query, Shown expected)
    {
        var translated = CqlLanguage.Translate(new SourceText("query", query), new BindContext(new ViewCatalog()));
        if (translated.Root is null)
        {
            return translated.Diagnostics.First(static d => d.IsError).Message;
        }

        var actual = new List<string[]>();
        string[]? missing = null;
        var summary = PlanRunner.Run(
            [new PlanOutput(PlanOptimizer.Optimize(translated.Root), (columns, batch) =>
            {
                var names = columns.Select(static c => c.Name).ToList();
                var order = expected.Columns.Select(e => names.FindIndex(c => c == Plain(e) || c == "_" + Plain(e) || c == Plain(e).Replace(' ', '_'))).ToArray();
                missing = [.. expected.Columns.Where((_, i) => order[i] < 0)];
                for (var row = 0; row < batch.Count; row++)
                {
                    actual.Add([.. order.Select(o => o < 0 ? "" : PlanRows.Show(batch.Columns[o], row).Replace("∅", "", StringComparison.Ordinal))]);
                }
            })],
            PlanRows.Options,
            TestContext.Current.CancellationToken);
        if (summary.Failures is [var failure, ..])
        {
            return failure.Reason;
        }

        // Of a table shown in part each row must be there.
        var left = actual.ToList();
        foreach (var row in expected.Rows.Where(static r => r.All(static v => v != "...")))
        {
            var found = left.FindIndex(r => row.Zip(r, static (e, a) => Same(Plain(e), a)).All(static s => s));
            if (found < 0)
            {
                return $"gives {Told(actual)} instead of {Told(expected.Rows)}{(missing is { Length: > 0 } ? $" (there is no {string.Join(", ", missing)})" : "")}";
            }

            left.RemoveAt(found);
        }

        return expected.Truncated || left.Count == 0 ? null : $"gives {Told(actual)}, more than {Told(expected.Rows)}";
    }

    static string Told(IEnumerable<string[]> rows) => string.Join("; ", rows.Take(4).Select(static r => string.Join(" | ", r)));

    // Numbers are printed rounded, or cut with dots behind.
    static bool Same(string expected, string actual)
    {
        if (expected == Plain(actual))
        {
            return true;
        }

        if (expected.EndsWith("...", StringComparison.Ordinal) && actual.StartsWith(expected[..^3], StringComparison.Ordinal))
        {
            return true;
        }

        if (!double.TryParse(expected, NumberStyles.Float, CultureInfo.InvariantCulture, out var x) || !double.TryParse(actual, NumberStyles.Float, CultureInfo.InvariantCulture, out var y))
        {
            return false;
        }

        var point = expected.IndexOf('.', StringComparison.Ordinal);
        var digits = point < 0 || expected.Contains('E', StringComparison.Ordinal) ? 0 : Math.Min(expected.Length - point - 1, 15);
        return x == y || (point >= 0 && Math.Abs(x - y) <= Math.Pow(10, -digits) * 0.6) || (x != 0 && Math.Abs(1 - (y / x)) < 1e-12);
    }
}
