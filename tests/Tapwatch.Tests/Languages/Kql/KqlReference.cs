// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tapwatch.Tests.Languages.Kql;

/// <summary>What the vendor's own binder says of a query.</summary>
/// <param name="Accepted">Whether it takes the query.</param>
/// <param name="FirstError">What it says first when it does not.</param>
/// <param name="Columns">The columns of the result as <c>name:type</c>; null when it gives none.</param>
sealed record ReferenceAnswer(bool Accepted, string? FirstError, IReadOnlyList<string>? Columns);

/// <summary>
/// The vendor's published parser and binder, run by node over queries with the same tables: in the folder TAPWATCH_KQL_REFERENCE names, where
/// <c>npm install --prefix FOLDER @kusto/language-service-next</c> has put it. Answers are kept there, because a corpus takes it a minute.
/// </summary>
static class KqlReference
{
    /// <summary>Its answers by id; skips the test when it is not there.</summary>
    public static Dictionary<string, ReferenceAnswer> Ask(IReadOnlyList<(string Id, string Query)> queries, CancellationToken cancellation)
    {
        var folder = Environment.GetEnvironmentVariable("TAPWATCH_KQL_REFERENCE");
        Assert.SkipWhen(string.IsNullOrEmpty(folder) || !Directory.Exists(Path.Combine(folder, "node_modules", "@kusto", "language-service-next")), "TAPWATCH_KQL_REFERENCE names no folder with @kusto/language-service-next");
        var tool = SharedMaterial.File("tools/kql-reference.cjs");
        var input = new StringBuilder();
        foreach (var (id, query) in queries)
        {
            input.Append(JsonSerializer.Serialize(new Dictionary<string, string> { ["id"] = id, ["query"] = query })).Append('\n');
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(input.ToString()), .. File.ReadAllBytes(tool)]))[..16];
        var kept = Path.Combine(folder!, $"answers-{hash}.jsonl");
        if (!File.Exists(kept))
        {
            var answers = Run(folder!, tool, input.ToString(), cancellation);
            File.WriteAllText(kept, answers);
        }

        return File.ReadLines(kept).Select(Parse).Where(static a => a.Answer is not null).ToDictionary(static a => a.Id, static a => a.Answer!, StringComparer.Ordinal);
    }

    static string Run(string folder, string tool, string input, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("node", [tool, "--tables", "both"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["KQL_LS"] = folder;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.GetAwaiter().GetResult());
        return output.GetAwaiter().GetResult();
    }

    // An answer without a verdict is one the reference fell over; it says nothing.
    static (string Id, ReferenceAnswer? Answer) Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var id = root.GetProperty("id").GetString()!;
        if (root.GetProperty("ok").ValueKind == JsonValueKind.Null)
        {
            return (id, null);
        }

        var error = root.GetProperty("errors").EnumerateArray().Select(static e => $"{e.GetProperty("code").GetString()} {e.GetProperty("message").GetString()}").FirstOrDefault();
        var columns = root.GetProperty("columns") is { ValueKind: JsonValueKind.Array } array
            ? array.EnumerateArray().Select(static c => $"{c.GetProperty("name").GetString()}:{c.GetProperty("type").GetString()}").ToArray()
            : null;
        return (id, new ReferenceAnswer(root.GetProperty("ok").GetBoolean(), error, columns));
    }
}
