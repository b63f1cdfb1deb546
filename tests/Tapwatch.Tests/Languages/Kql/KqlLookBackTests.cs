// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Languages.Kql;

public class KqlLookBackTests
{
    [Theory]
    [InlineData("Events | where TimeGenerated > ago(24h)", 24)]
    [InlineData("Events | where TimeGenerated >= ago(1d) and Name == 'x'", 24)]
    [InlineData("let window = 2h; Events | where TimeGenerated > ago(window)", 2)]
    [InlineData("let start = ago(3h); Events | where TimeGenerated > start", 3)]
    [InlineData("Events | where TimeGenerated between (ago(4h) .. now())", 4)]
    [InlineData("Events | where ago(5h) < TimeGenerated", 5)]
    [InlineData("Events | where TimeGenerated > now() - 6h", 6)]
    [InlineData("let start = todatetime('{{StartTimeISO}}'); let end = todatetime('{{EndTimeISO}}'); Events | where TimeGenerated between (start .. end)", 24)]
    [InlineData("Events | where TimeGenerated > ago(1h) | union (Events | where TimeGenerated > ago(7h))", 7)]
    public void A_condition_on_the_time_says_how_far_back_a_rule_looks(string query, int hours) => Assert.Equal(TimeSpan.FromHours(hours), Translate(query));

    [Theory]
    [InlineData("Events")]
    [InlineData("Events | where TimeGenerated > datetime(2026-01-01)")]
    [InlineData("Events | where Seen > ago(1d)")]
    [InlineData("Events | where not(TimeGenerated > ago(1d))")]
    public void Without_one_it_does_not_say(string query) => Assert.Null(Translate(query));

    [Fact]
    public void The_published_query_translates_as_it_stands()
    {
        var catalog = new ViewCatalog();
        string[] columns = ["OperationName", "Caller", "CallerIpAddress", "ResourceGroup", "SubscriptionId"];
        catalog.Add(new ViewTable("sentinel", "AzureActivity", "TimeGenerated", [new("TimeGenerated", ScalarType.DateTime), .. columns.Select(static c => new ViewColumn(c, ScalarType.String))], []));
        var query = KqlLanguage.Translate(new SourceText("sentinel.kql", File.ReadAllText(SharedMaterial.File("seeds/queries/sentinel.kql"))), new BindContext(catalog));
        Assert.Empty(query.Diagnostics);
        Assert.Equal(TimeSpan.FromHours(24), query.LookBack);
        Assert.Equal(["TimeGenerated", "OperationName", "Caller", "CallerIpAddress", "ResourceGroup", "SubscriptionId", "EventSource"], query.Root!.Columns.Select(static c => c.Name));
    }

    static TimeSpan? Translate(string text)
    {
        var catalog = new ViewCatalog();
        catalog.Add(new ViewTable("sentinel", "Events", "TimeGenerated", [new("TimeGenerated", ScalarType.DateTime), new("Seen", ScalarType.DateTime), new("Name", ScalarType.String)], []));
        var query = KqlLanguage.Translate(new SourceText("query", text), new BindContext(catalog));
        Assert.Empty(query.Diagnostics);
        return query.LookBack;
    }
}
