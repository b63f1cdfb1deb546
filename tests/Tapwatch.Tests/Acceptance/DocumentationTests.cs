// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Tapwatch.Tests.Acceptance;

/// <summary>The queries that README and guide show are run over the demo telemetry, and find something.</summary>
public partial class DocumentationTests
{
    static string Repository([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    [Theory]
    [InlineData("README.md", 1)]
    [InlineData("docs/guide.md", 3)]
    public void Every_query_shown_finds_something(string page, int count)
    {
        var shown = Query().Matches(File.ReadAllText(Path.Combine(Repository(), page)));
        Assert.Equal(count, shown.Count);
        Assert.All(shown, match =>
        {
            var run = TheProgram.Run("query", "-l", match.Groups["language"].Value, "-q", match.Groups["text"].Value, "-f", "ndjson", Path.Combine(Repository(), "demo", "telemetry"));
            Assert.True(run.Code == 0, run.Error);
            Assert.NotEqual("", run.Output);
        });
    }

    [GeneratedRegex("""tapwatch query -l (?<language>\w+) (?<quote>['"])(?<text>.*?)\k<quote> evidence/""", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Query();
}
