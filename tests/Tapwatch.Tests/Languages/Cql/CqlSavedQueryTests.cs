// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Optimizer;
using Tapwatch.Tests.Engine;

namespace Tapwatch.Tests.Languages.Cql;

/// <summary><c>$name()</c> and <c>?parameter</c>.</summary>
public class CqlSavedQueryTests
{
    static BindContext Context => new(new ViewCatalog())
    {
        SavedQueries = new Dictionary<string, string> { ["mine"] = "a=?{value=1} | b := \"seen\"", ["wrong"] = "nosuch(a)", ["loop"] = "$loop()" },
        Parameters = new Dictionary<string, string> { ["who"] = "x*" },
    };

    static string Run(string query)
    {
        var source = "createEvents([\"a=1\", \"a=2\", \"a=xy\"]) | kvParse() | " + query + " | select([a, b])";
        var translated = CqlLanguage.Translate(new SourceText("query", source), Context);
        Assert.Empty(translated.Diagnostics);
        return string.Join(',', PlanRows.Of(PlanOptimizer.Optimize(translated.Root!)));
    }

    [Theory]
    [InlineData("$mine()", "1 | seen")]
    [InlineData("$mine(value=2)", "2 | seen")]
    [InlineData("not $mine()", "2 | ∅,xy | ∅")]
    [InlineData("a=?who", "xy | ∅")]
    [InlineData("a=?{other=2}", "2 | ∅")]
    public void Stands_for_its_text(string query, string rows) => Assert.Equal(rows, Run(query));

    [Fact]
    public void Mistakes_are_told_where_they_stand()
    {
        var message = CqlLanguage.Translate(new SourceText("query", "$wrong()"), Context).Diagnostics.Single();

        Assert.Equal("$wrong", message.Source!.Name);
        Assert.Equal("TW2003", message.Code);
    }

    [Fact]
    public void A_query_that_calls_itself_is_refused() =>
        Assert.False(CqlLanguage.Translate(new SourceText("query", "$loop()"), Context).Succeeded);
}
