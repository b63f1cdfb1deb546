// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Tapwatch.Tests.Documentation;

/// <summary>Holds docs/support/ to what the languages do. With TAPWATCH_BLESS=1 the pages are written anew.</summary>
public class SupportTableTests
{
    [Theory]
    [InlineData("kql")]
    [InlineData("cql")]
    [InlineData("aql")]
    public void The_page_says_what_runs(string language)
    {
        var path = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "docs", "support", language + ".md"));
        var page = SupportTables.Of(language);
        if (Environment.GetEnvironmentVariable("TAPWATCH_BLESS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, page);
        }

        Assert.True(page == File.ReadAllText(path).ReplaceLineEndings("\n"), $"docs/support/{language}.md is out of date; TAPWATCH_BLESS=1 dotnet test writes it");
    }

    static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
