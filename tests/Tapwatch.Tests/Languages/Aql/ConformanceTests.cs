// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Tapwatch.Languages.Aql.Printing;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Tests.Languages.Aql;

/// <summary>What consoles, guides and translators are known to do, case by case; each miss with its reason. Runs where the shared study is at hand.</summary>
public sealed class ConformanceTests(ITestOutputHelper output)
{
    [Fact]
    public void Does_as_the_recorded_cases_do()
    {
        var (events, names) = Recorded();
        Judge("aql-conformance.txt", static root => !IsTranslation(root), root => Miss(root, events, names));
    }

    /// <summary>What translators write is read, printed, and read again as the same.</summary>
    [Fact]
    public void Reads_what_translators_write() => Judge("aql-translations.txt", IsTranslation, static root =>
    {
        var (select, messages) = SyntaxShape.Parse(root.GetProperty("query").GetString()!);
        return messages.FirstOrDefault(static m => m.IsError) is { } error ? error.Message
            : SyntaxShape.Of(select) == SyntaxShape.Of(SyntaxShape.Parse(Printer.Print(select!)).Select) ? null
            : $"printed differently: {Printer.Print(select!)}";
    });

    static bool IsTranslation(JsonElement root) => root.GetProperty("kind").GetString() is "stix-to-aql" or "sigma-to-aql";

    void Judge(string report, Predicate<JsonElement> belongs, Func<JsonElement, string?> miss)
    {
        var skip = SkipList.Read("Aql/aql-conformance.skip");
        var (judged, excused) = (0, 0);
        var misses = new List<string>();
        foreach (var line in File.ReadLines(SharedMaterial.File("conformance/aql/cases.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.GetProperty("trust").GetString() == "docs-wrong" || !belongs(root))
            {
                continue;
            }

            judged++;
            var id = root.GetProperty("id").GetString()!;
            var reason = miss(root);
            if (skip.Excuses(id, holds: reason is null))
            {
                excused++;
            }
            else if (reason is not null)
            {
                misses.Add($"{id} {root.GetProperty("kind").GetString()}: {reason}");
            }
        }

        var good = judged - excused - misses.Count;
        var summary = $"{good} of {judged} cases ({100.0 * good / judged:F1} %), {excused} on the skip list";
        output.WriteLine(summary);
        SharedMaterial.Report(report, misses.Prepend(summary));
        Assert.Empty(misses);
        skip.AssertAllNeeded();
    }

    static string? Miss(JsonElement root, Dictionary<string, object?>[] events, Dictionary<string, Dictionary<string, string>> names)
    {
        var text = root.GetProperty("query").GetString()!;
        var expected = root.GetProperty("expected");
        var kind = root.GetProperty("kind").GetString();
        switch (kind)
        {
            case "session":
                return Sessions(text, expected);
            case "error":
                var message = expected.GetProperty("message_contains").GetString()!;
                var said = AqlViews.Translate(text).Diagnostics.Where(static d => d.IsError).Select(static d => d.Message).ToArray();
                return said.Any(m => m.Contains(message, StringComparison.Ordinal)) ? null : $"said {string.Join("; ", said)} not {message}";
            case "column-name":
                var column = expected.GetProperty("contains_column").GetString()!;
                return AqlViews.Translate(text).Root?.Columns.Any(c => c.Name == column) == true ? null : $"no column {column}";
            case "expression":
                return Compare(EventRows.Run(text, events, header: false, names: names)[0], expected.GetProperty("value").GetString()!);
            case "dateformat":
                var instant = new DateTimeOffset(2016, 6, 20, 18, 10, 0, 322, TimeSpan.Zero).ToUnixTimeMilliseconds();
                return Compare(
                    EventRows.Run($"SELECT {text} AS x FROM events", [new Dictionary<string, object?> { ["starttime"] = instant }])[0], expected.GetProperty("value").GetString()!);
            case "where-rows" or "rows" or "result-table":
                return Rows(text, root, expected, events, names);
            default:
                var error = AqlViews.Translate(text).Diagnostics.FirstOrDefault(static d => d.IsError);
                return error?.Message ?? "not judged";
        }
    }

    // Only the result is printed in the guide; its rows are the events as well.
    static string? Sessions(string text, JsonElement expected)
    {
        var rows = expected.GetProperty("rows").EnumerateArray().Select(static r => (Session: r[0].GetInt64(), Time: r[1].GetString()!, Category: r[2].GetInt64())).ToArray();
        var events = rows.Select(static r => new Dictionary<string, object?>
        {
            ["starttime"] = new DateTimeOffset(DateTime.Parse(r.Time, CultureInfo.InvariantCulture), TimeSpan.Zero).ToUnixTimeMilliseconds(),
            ["username"] = "user_x",
            ["sourceip"] = "10.2.2.10",
            ["category"] = r.Category,
        }).ToArray();
        var got = EventRows.Run(text, events).Select(static r => r.Split(" | ")[0]);
        return Compare(string.Join(' ', got), string.Join(' ', rows.Select(static r => r.Session.ToString(CultureInfo.InvariantCulture))));
    }

    static string? Compare(string got, string wanted) => got == wanted ? null : $"gave {got}, not {wanted}";

    static string? Rows(string text, JsonElement root, JsonElement expected, Dictionary<string, object?>[] events, Dictionary<string, Dictionary<string, string>> names)
    {
        var table = "events";
        var input = root.GetProperty("input");
        if (input.ValueKind == JsonValueKind.Object && input.TryGetProperty("flows", out var flows))
        {
            table = "flows";
            events = [.. flows.EnumerateArray().Select(Row)];
        }
        else if (input.ValueKind != JsonValueKind.String || !input.GetString()!.EndsWith(".json", StringComparison.Ordinal))
        {
            return Bound(text, expected);
        }

        var rows = EventRows.Run(text, events, header: true, table, names);
        if (expected.TryGetProperty("starttime_offsets_ms", out var offsets))
        {
            var wanted = offsets.EnumerateArray().Select(o => (o.GetInt64() + 1791212263905).ToString(CultureInfo.InvariantCulture));
            var got = rows.Skip(1);
            return expected.TryGetProperty("unordered", out _)
                ? Compare(string.Join(' ', got.Order(StringComparer.Ordinal)), string.Join(' ', wanted.Order(StringComparer.Ordinal)))
                : Compare(string.Join(' ', got), string.Join(' ', wanted));
        }

        var columns = expected.TryGetProperty("columns", out var titles) ? string.Join(" | ", titles.EnumerateArray().Select(static c => c.GetString())) : rows[0];
        var lines = expected.GetProperty("rows").EnumerateArray().Select(static r => string.Join(" | ", r.EnumerateArray().Select(Cell)));
        return Compare(string.Join('\n', rows), string.Join('\n', lines.Prepend(columns)));
    }

    // Only the result is recorded, not what it was made from: the columns must be right.
    static string? Bound(string text, JsonElement expected)
    {
        var query = AqlViews.Translate(text);
        if (query.Root is null)
        {
            return query.Diagnostics.First(static d => d.IsError).Message;
        }

        return expected.TryGetProperty("columns", out var columns)
            ? Compare(string.Join(' ', query.Root.Columns.Select(static c => c.Name)), string.Join(' ', columns.EnumerateArray().Select(static c => c.GetString())))
            : null;
    }

    static string Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "∅",
        JsonValueKind.Number => value.GetDouble().ToString("R", CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    static Dictionary<string, object?> Row(JsonElement row) => row.EnumerateObject().ToDictionary(
        static p => p.Name,
        static p => p.Value.ValueKind switch { JsonValueKind.Null => null, JsonValueKind.Number => p.Value.GetInt64(), _ => (object?)p.Value.ToString() },
        StringComparer.Ordinal);

    static (Dictionary<string, object?>[] Events, Dictionary<string, Dictionary<string, string>> Names) Recorded()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedMaterial.File("conformance/aql/events.json")));
        var events = document.RootElement.GetProperty("events").EnumerateArray().Select(Row).ToArray();
        var names = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var (function, number, text) in new[] { ("LOGSOURCENAME", "logsourceid", "logsourcename"), ("LOGSOURCETYPENAME", "devicetype", "logsourcetypename"), ("CATEGORYNAME", "category", "categoryname") })
        {
            names[function] = events.GroupBy(e => Convert.ToString(e[number], CultureInfo.InvariantCulture)!, StringComparer.Ordinal)
                .ToDictionary(static g => g.Key, g => (string)g.First()[text]!, StringComparer.Ordinal);
        }

        return (events, names);
    }

    /// <summary>The query the project was started from, byte for byte, and what is to be said about it.</summary>
    [Fact]
    public void Runs_the_published_query()
    {
        var query = AqlViews.Translate(File.ReadAllText(SharedMaterial.File("seeds/queries/qradar.aql")));

        Assert.True(query.Succeeded);
        Assert.Equal(TimeSpan.FromHours(24), query.LookBack);
        Assert.Equal(["EventTime", "LogSource", "LogSourceType", "Actor", "SourceIP", "EventName", "Platform"], query.Root!.Columns.Select(static c => c.Name));
        Assert.Equal(["TW2303", "TW4302"], query.Diagnostics.Select(static d => d.Code).Order(StringComparer.Ordinal));
        Assert.All(query.Diagnostics, static d => Assert.Equal(DiagnosticSeverity.Warning, d.Severity));
    }
}
