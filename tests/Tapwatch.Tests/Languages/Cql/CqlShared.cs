// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Tapwatch.Tests.Languages.Cql;

/// <summary>Query collections that are not part of the repository; tests that need them skip without <c>TAPWATCH_SHARED</c>.</summary>
static class CqlShared
{
    public static IReadOnlyList<(string Id, string Query, JsonElement Json)> Lines(string path)
    {
        var root = Environment.GetEnvironmentVariable("TAPWATCH_SHARED");
        Assert.SkipWhen(string.IsNullOrEmpty(root), "TAPWATCH_SHARED is not set");
        var file = Path.Combine(root!, path);
        Assert.SkipWhen(!File.Exists(file), $"{path} is not there");
        var result = new List<(string, string, JsonElement)>();
        foreach (var line in File.ReadLines(file))
        {
            using var document = JsonDocument.Parse(line);
            var json = document.RootElement.Clone();
            result.Add((json.GetProperty("id").GetString()!, json.GetProperty("query").GetString()!, json));
        }

        return result;
    }
}
