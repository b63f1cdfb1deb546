// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Tapwatch.Detections;
using Tapwatch.Detections.Findings;
using Tapwatch.Detections.Outputs;
using Tapwatch.Detections.Rules;

namespace Tapwatch.Tests.Detections;

/// <summary>Sentinel's analytics rules and hunting queries as they are published: what their alerts tell, findings tell.</summary>
public sealed class SentinelAlertTests : IDisposable
{
    const string Rule = """
        id: 5b2f4c1e-0000-4000-8000-1f2e3d4c5b6a
        name: Mirror session by a stranger
        kind: Scheduled
        description: |
          Somebody unknown made a mirror session.
        severity: Medium
        requiredDataConnectors:
          - connectorId: AWS
            dataTypes:
              - AWSCloudTrail
        queryFrequency: 1h
        queryPeriod: PT1H
        triggerOperator: gt
        triggerThreshold: 0
        tactics: [Collection]
        relevantTechniques: [T1020.001]
        query: |
          Sessions_CL
          | extend Level = iff(Bytes > 100, "High", "Low"), Tactics = '["Exfiltration"]'
        entityMappings:
          - entityType: Account
            fieldMappings:
              - identifier: Name
                columnName: User
              - identifier: UPNSuffix
                columnName: Domain
          - entityType: IP
            fieldMappings:
              - identifier: Address
                columnName: Address
        customDetails:
          Sent: Bytes
          Session: Id
        alertDetailsOverride:
          alertDisplayNameFormat: "Mirror {{Id}} by {{User}}"
          alertDescriptionFormat: "{{Missing}} is not there"
          alertSeverityColumnName: Level
          alertTacticsColumnName: Tactics
          alertDynamicProperties:
            - alertProperty: ProductName
              value: Domain
        incidentConfiguration:
          createIncident: true
          groupingConfiguration:
            enabled: true
            lookbackDuration: 5h
        version: 1.0.0
        """;

    const string Sessions = "TimeGenerated,Id,User,Domain,Address,Bytes\n2026-01-05T09:00:00Z,tms-1,ana,example.com,192.0.2.7,200\n2026-01-05T09:20:00Z,tms-2,bo,,198.51.100.3,5\n";

    readonly string _folder = Directory.CreateTempSubdirectory("tapwatch-alert-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_finding_carries_what_the_alert_would()
    {
        var findings = Scan(Rule);
        Assert.Equal(["Mirror tms-1 by ana", "Mirror tms-2 by bo"], findings.Select(static f => f.Title));
        Assert.Equal(["high", "low"], findings.Select(static f => f.Severity.Name));
        Assert.All(findings, static f => Assert.Equal("Somebody unknown made a mirror session.", f.Description));
        Assert.Equal(["Account ana example.com", "IP 192.0.2.7"], findings[0].Entities.Select(static e => e.ToString()));
        Assert.Equal(["Account bo", "IP 198.51.100.3"], findings[1].Entities.Select(static e => e.ToString()));
        Assert.Equal(["Sent=200", "Session=tms-1", "ProductName=example.com"], findings[0].Details.Select(static d => $"{d.Key}={string.Join(',', d.Value)}"));
        Assert.Equal(["Exfiltration"], findings[0].Tactics);
    }

    [Fact]
    public void Ocsf_has_entities_as_observables_and_details_beside_them()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            OcsfFinding.Write(json, Scan(Rule)[0], default);
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        var root = document.RootElement;
        Assert.Equal("Mirror tms-1 by ana", root.GetProperty("finding_info").GetProperty("title").GetString());
        Assert.Equal("Mirror session by a stranger", root.GetProperty("finding_info").GetProperty("analytic").GetProperty("name").GetString());
        Assert.Equal("High", root.GetProperty("severity").GetString());
        var observables = root.GetProperty("observables").EnumerateArray().Select(static o => $"{o.GetProperty("type").GetString()}={o.GetProperty("value").GetString()}").ToArray();
        Assert.Contains("User Name=ana", observables);
        Assert.Contains("IP Address=192.0.2.7", observables);
        var unmapped = root.GetProperty("unmapped");
        Assert.Equal("""[{"type":"Account","Name":"ana","UPNSuffix":"example.com"},{"type":"IP","Address":"192.0.2.7"}]""", unmapped.GetProperty("entities").GetRawText());
        Assert.Equal("""{"Sent":["200"],"Session":["tms-1"],"ProductName":["example.com"]}""", unmapped.GetProperty("details").GetRawText());
    }

    [Fact]
    public void Csv_has_them_in_columns()
    {
        using var output = new StringWriter();
        FindingCsv.Write(Scan(Rule), output);
        Assert.Contains("Account ana example.com; IP 192.0.2.7,\"Sent=200; Session=tms-1; ProductName=example.com\"".Replace("\"", "", StringComparison.Ordinal), output.ToString().Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("eventGroupingSettings:\n  aggregationKind: AlertPerResult\n", 2)]
    [InlineData("eventGroupingSettings:\n  aggregationKind: SingleAlert\n", 1)]
    [InlineData("suppressionEnabled: false\nsuppressionDuration: 5h\n", 2)]
    [InlineData("suppressionEnabled: true\nsuppressionDuration: PT10M\n", 2)]
    [InlineData("suppressionEnabled: true\nsuppressionDuration: PT5H\n", 1)]
    public void Rows_of_one_alert_are_one_finding(string settings, int findings) => Assert.Equal(findings, Scan(settings + Rule).Count);

    [Fact]
    public void A_threshold_that_is_not_reached_gives_nothing() => Assert.Empty(Scan(Rule.Replace("triggerThreshold: 0", "triggerThreshold: 2", StringComparison.Ordinal)));

    [Fact]
    public void A_column_the_query_does_not_give_is_said()
    {
        Scan(Rule, out var messages);
        Assert.Equal(["TW6030 the alert names the column `Missing`, which the query does not give"], messages);
    }

    [Fact]
    public void A_near_real_time_rule_needs_no_schedule()
    {
        var lines = Rule.Replace("kind: Scheduled", "kind: NRT", StringComparison.Ordinal).Split('\n').Where(static l => !l.StartsWith("query", StringComparison.Ordinal) || l.StartsWith("query:", StringComparison.Ordinal)).Where(static l => !l.StartsWith("trigger", StringComparison.Ordinal));
        Assert.Equal(2, Scan(string.Join('\n', lines)).Count);
    }

    [Fact]
    public void Hunting_queries_of_old_name_entities_by_columns()
    {
        const string hunt = """
            id: 6c2f4c1e-0000-4000-8000-1f2e3d4c5b6a
            name: Sessions
            description: All sessions.
            requiredDataConnectors: []
            tactics: [Exfiltration]
            query: |
              Sessions_CL | take 1 | extend timestamp = TimeGenerated, AccountCustomEntity = User, IPCustomEntity = Address, HostCustomEntity = ""
            """;
        Assert.Equal(["Account ana", "IP 192.0.2.7"], Assert.Single(Scan(hunt)).Entities.Select(static e => e.ToString()));
    }

    [Theory]
    [InlineData("a {{x}} b {{ y }}", "a 1 b 2")]
    [InlineData("no column", "no column")]
    [InlineData("{{x}}{{", "1{{")]
    [InlineData("{{z}}", null)]
    [InlineData("  ", null)]
    public void A_template_without_a_value_is_not_used(string text, string? expected) => Assert.Equal(expected, AlertTemplate.Fill(text, static n => n switch { "x" => "1", "y" => "2", _ => null }));

    IReadOnlyList<Finding> Scan(string rule) => Scan(rule, out _);

    IReadOnlyList<Finding> Scan(string rule, out IReadOnlyList<string> messages)
    {
        var path = Path.Combine(_folder, "rule.yaml");
        File.WriteAllText(path, rule);
        var table = Path.Combine(_folder, "sessions.csv");
        File.WriteAllText(table, Sessions);
        var result = new Workspace(new WorkspaceOptions { Rules = [path], Tables = [new("Sessions_CL", table)] }).Scan(new ScanRequest(), TestContext.Current.CancellationToken);
        messages = [.. result.Diagnostics.Select(static d => $"{d.Code} {d.Message}")];
        Assert.Equal(0, result.FailedRules);
        return result.Findings;
    }
}
