// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections;
using Tapwatch.Detections.Outputs;
using Tapwatch.Detections.Rules;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Tests.Detections;

/// <summary>One KQL query through the front door, over files made for it.</summary>
sealed class QueryRun : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("tapwatch-query-").FullName;
    readonly List<KeyValuePair<string, string>> _tables = [];

    /// <summary>A file in the folder of the run; its path.</summary>
    public string File(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A table the user names.</summary>
    public QueryRun Table(string name, string text)
    {
        _tables.Add(new(name, File(name + (text.StartsWith('{') ? ".json" : ".csv"), text)));
        return this;
    }

    /// <summary>Header and rows, or the first lines of the messages when it does not run.</summary>
    public string Rows(string query, Func<WorkspaceOptions, WorkspaceOptions>? options = null, IReadOnlyList<string>? paths = null)
    {
        using var output = new StringWriter();
        var workspace = new Workspace((options ?? (static o => o))(new WorkspaceOptions { Now = new DateTime(2026, 1, 5, 10, 0, 0, DateTimeKind.Utc) }));
        var writer = new CsvResultWriter(output);
        var outcome = workspace.Query(new QueryRequest(RuleLanguage.Kql, new SourceText("query", query)) { Tables = _tables, Paths = paths ?? [] }, writer, TestContext.Current.CancellationToken);
        Messages = [.. outcome.Diagnostics.Select(static d => $"{d.Code} {d.Message}")];
        return outcome.Succeeded ? output.ToString().ReplaceLineEndings("\n") : string.Join('\n', Messages);
    }

    /// <summary>The messages of the last run.</summary>
    public IReadOnlyList<string> Messages { get; private set; } = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
