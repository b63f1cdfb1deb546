// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Tapwatch.Plan.Catalog;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Languages;

/// <summary>Corpora and recorded answers that are not part of the repository: in the folder TAPWATCH_SHARED names. Tests skip when it is unset.</summary>
static class SharedMaterial
{
    public static string? Root => Environment.GetEnvironmentVariable("TAPWATCH_SHARED") is { Length: > 0 } root && Directory.Exists(root) ? root : null;

    /// <summary>The path of a file of it; skips the test when there is none.</summary>
    public static string File(string path)
    {
        Assert.SkipWhen(Root is null, "TAPWATCH_SHARED is not set");
        return Path.Combine(Root!, path);
    }

    /// <summary>The queries of a corpus with their ids.</summary>
    public static IEnumerable<(string Id, string Query)> Corpus(string language)
    {
        foreach (var line in System.IO.File.ReadLines(File($"corpus/{language}.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            yield return (document.RootElement.GetProperty("id").GetString()!, document.RootElement.GetProperty("query").GetString()!);
        }
    }

    /// <summary>Writes what a test found, in full, where TAPWATCH_REPORT asks for it.</summary>
    public static void Report(string name, IEnumerable<string> lines)
    {
        if (Environment.GetEnvironmentVariable("TAPWATCH_REPORT") is { Length: > 0 } folder)
        {
            System.IO.File.WriteAllLines(Path.Combine(folder, name), lines);
        }
    }

    /// <summary>Sentinel's and Defender's tables without rows, as the reference of the shared tools has them: of a table of both, Defender's columns come first and Sentinel's types count.</summary>
    public static ViewCatalog SentinelTables()
    {
        var catalog = new ViewCatalog();
        using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(File("tables/sentinel/kqlanalyzer_environments.json")));
        var tables = new Dictionary<string, OrderedDictionary<string, ScalarType>>(StringComparer.Ordinal);
        foreach (var environment in new[] { "m365", "sentinel" })
        {
            foreach (var table in document.RootElement.GetProperty(environment).GetProperty("tables").EnumerateObject())
            {
                var columns = tables.TryGetValue(table.Name, out var known) ? known : tables[table.Name] = new OrderedDictionary<string, ScalarType>(StringComparer.Ordinal);
                foreach (var column in table.Value.EnumerateObject())
                {
                    columns[column.Name] = TypeOf(column.Value.GetString()!);
                }
            }
        }

        foreach (var (name, columns) in tables)
        {
            catalog.Add(new ViewTable("sentinel", name, columns.ContainsKey("TimeGenerated") ? "TimeGenerated" : "Timestamp", [.. columns.Select(static c => new ViewColumn(c.Key, c.Value))], []));
        }

        return catalog;
    }

    // The reference takes the types by their first names only.
    static ScalarType TypeOf(string name) => ScalarTypeNames.TryParse(name, out var type) && type.KustoName() == name ? type : ScalarType.Dynamic;
}
