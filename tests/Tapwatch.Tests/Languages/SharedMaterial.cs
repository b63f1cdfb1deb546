// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

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
}
