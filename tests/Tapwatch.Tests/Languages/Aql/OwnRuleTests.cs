// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Tests.Languages.Aql;

/// <summary>Our own rules in AQL.</summary>
public sealed class OwnRuleTests
{
    public static TheoryData<string> Rules() => [.. Directory.EnumerateFiles(Path.Combine(Root(), "rules"), "*.aql", SearchOption.AllDirectories)
        .Select(static f => Path.GetRelativePath(Root(), f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Bind_and_say_nothing_but_that_a_property_must_be_made_first(string rule)
    {
        var query = AqlViews.Translate(File.ReadAllText(Path.Combine(Root(), rule)));

        Assert.True(query.Succeeded, string.Join('\n', query.Diagnostics.Select(DiagnosticRenderer.Render)));
        Assert.NotNull(query.LookBack);
        Assert.Empty(query.Diagnostics.Where(static d => d.Code != "TW2303").Select(DiagnosticRenderer.Render));
    }

    static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", ".."));
}
