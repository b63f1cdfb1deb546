// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Rules;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Tests.Detections;

public class RuleLoadingTests
{
    const string Good = """
        id: demo
        title: A demo
        severity: high
        attack:
          tactics: [Exfiltration]
          techniques: [T1020.001]
        group_by: [account, correlation]
        group_within: 15m
        severity_when:
          - when: { action: delete, outcome: [success, accepted] }
            severity: low
        """;

    [Fact]
    public void Reads_a_detection_folder()
    {
        var pack = Load(("d/detection.yaml", Good), ("d/sentinel.kql", "T"), ("d/qradar.aql", "SELECT 1"), ("d/guide.md", "# Guide"));

        Assert.Empty(pack.Diagnostics);
        var detection = Assert.Single(pack.Detections);
        Assert.Equal("demo", detection.Id);
        Assert.Equal(4, detection.Severity.Level);
        Assert.Equal(["T1020.001"], detection.Techniques);
        Assert.Equal(TimeSpan.FromMinutes(15), detection.GroupWithin);
        Assert.Equal([RuleLanguage.Kql, RuleLanguage.Aql], detection.Rules.Select(r => r.Language));
        Assert.Equal("low", Assert.Single(detection.SeverityWhen).Severity.Name);
        Assert.Equal("# Guide", detection.ReadGuide());
    }

    [Fact]
    public void Points_at_the_unknown_key_and_offers_the_right_one() => Says(
        "id: demo\ntitle: A demo\nseverty: high\n",
        """
        d/detection.yaml:3:1: warning TW6004: unknown key `severty`; it has no effect
            severty: high
            ^~~~~~~
            help: did you mean `severity`?
        """);

    [Fact]
    public void Points_at_a_severity_that_is_none() => Says(
        "id: demo\ntitle: A demo\nseverity: hgh\n",
        """
        d/detection.yaml:3:11: error TW6003: `severity` must be one of `informational`, `low`, `medium`, `high`, `critical`, not `hgh`
            severity: hgh
                      ^~~
            help: did you mean `high`?
        """);

    [Fact]
    public void Says_which_key_is_missing() => Says(
        "id: demo\n",
        """
        d/detection.yaml:1:1: error TW6002: the key `title` is missing
            id: demo
            ^
        """);

    [Fact]
    public void Points_at_a_technique_without_its_form() => Says(
        "id: demo\ntitle: A demo\nattack:\n  techniques: [T1020.1]\n",
        """
        d/detection.yaml:4:15: error TW6003: `techniques` must be technique ids such as `T1020` or `T1020.001`, not `T1020.1`
              techniques: [T1020.1]
                          ^
        """);

    [Fact]
    public void Points_at_a_field_of_activities_that_does_not_exist() => Says(
        "id: demo\ntitle: A demo\nseverity_when:\n  - when: { acton: delete }\n    severity: low\n",
        """
        d/detection.yaml:4:13: error TW6003: `when` must be a field of an activity, not `acton`
              - when: { acton: delete }
                        ^~~~~
            help: did you mean `action`?
        """);

    [Fact]
    public void Refuses_a_key_that_stands_twice() => Says(
        "id: demo\ntitle: A demo\nid: other\n",
        """
        d/detection.yaml:3:1: error TW6005: the key `id` stands here a second time
            id: other
            ^~
        """);

    [Fact]
    public void Refuses_a_list_where_a_text_must_be() => Says(
        "id: demo\ntitle: [a, b]\n",
        """
        d/detection.yaml:2:8: error TW6006: `title` must be a single value, not a list
            title: [a, b]
                   ^
        """);

    [Fact]
    public void Says_where_the_text_stops_being_yaml()
    {
        var message = Assert.Single(Load(("d/detection.yaml", "id: demo\ntitle: \"open\n"), ("d/a.kql", "T")).Diagnostics);
        Assert.Equal("TW6001", message.Code);
        Assert.StartsWith("not valid YAML: ", message.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_detection_without_a_query_is_an_error()
    {
        var pack = Load(("d/detection.yaml", Good));
        Assert.Empty(pack.Detections);
        Assert.Equal("`demo` has no query", Assert.Single(pack.Diagnostics).Message);
    }

    [Fact]
    public void Two_detections_of_one_id_are_an_error()
    {
        var pack = Load(("a/detection.yaml", Good), ("a/x.kql", "T"), ("b/detection.yaml", Good), ("b/x.kql", "T"));
        Assert.Single(pack.Detections);
        Assert.Equal("the id `demo` is taken by a", Assert.Single(pack.Diagnostics).Message);
    }

    [Fact]
    public void A_bare_query_is_a_detection_of_its_own()
    {
        var pack = Load(("q/one.kql", "T"), ("q/two.cql", "x=1"), ("q/three.AQL", "SELECT 1"));
        Assert.Empty(pack.Diagnostics);
        Assert.Equal(["q/one.kql", "q/two.cql", "q/three.AQL"], pack.Detections.Select(d => d.Id));
        Assert.All(pack.Detections, d => Assert.Equal(3, d.Severity.Level));
    }

    [Fact]
    public void Loads_a_sentinel_analytics_rule_as_it_is()
    {
        var pack = Load(("r/rule.yaml", """
            id: 5b6ae038-f66e-4f74-9315-df52fd492be4
            name: Mirror made
            description: |
              'Somebody copies traffic.'
            severity: High
            requiredDataConnectors:
              - connectorId: AWS
                dataTypes:
                  - AWSCloudTrail
            queryFrequency: 1h
            queryPeriod: PT1H
            triggerOperator: gt
            triggerThreshold: 2
            tactics:
              - Exfiltration
            relevantTechniques:
              - T1020.001
            query: |
              AWSCloudTrail
              | where EventNam == "x"
            entityMappings:
              - entityType: Account
                fieldMappings:
                  - identifier: FullName
                    columnName: UserIdentityArn
            version: 1.0.4
            kind: Scheduled
            """));

        Assert.Empty(pack.Diagnostics);
        var detection = Assert.Single(pack.Detections);
        Assert.Equal("Mirror made", detection.Title);
        Assert.Equal(4, detection.Severity.Level);
        Assert.Equal("High", detection.Severity.Word);
        Assert.Equal(new RuleSchedule(TimeSpan.FromHours(1), TimeSpan.FromHours(1), "gt", 2), detection.Schedule);
        Assert.Equal(["AWS"], detection.DataSources);
        Assert.Equal("AWSCloudTrail\n| where EventNam == \"x\"\n", Assert.Single(detection.Rules).Text.Text);
    }

    [Fact]
    public void A_message_about_a_query_in_yaml_points_into_the_yaml()
    {
        var rule = Assert.Single(Assert.Single(Load(("r.yaml", "name: x\nquery: |\n  AWSCloudTrail\n  | where EventNam == 1\n")).Detections).Rules);
        var message = Messages.UnknownColumn(new SourceSpan(22, 8), "AWSCloudTrail", "EventNam", "EventName") with { Source = rule.Text };

        Assert.Equal(
            """
            r.yaml:4:11: error TW2001: `AWSCloudTrail` has no column `EventNam`
                  | where EventNam == 1
                          ^~~~~~~~
                help: did you mean `EventName`?
            """,
            DiagnosticRenderer.Render(rule.InFile(message)));
    }

    [Fact]
    public void A_yaml_file_that_is_no_rule_is_mentioned()
    {
        var pack = Load(("r/notes.yaml", "a: 1"));
        Assert.Equal("this is no rule: there is no `query` in it", Assert.Single(pack.Diagnostics).Message);
        Assert.False(pack.Diagnostics[0].IsError);
    }

    [Fact]
    public void Aliases_that_multiply_stop_at_a_limit()
    {
        var bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat("bcdefgh".Select((c, i) => $"{c}: &{c} [{string.Join(",", Enumerable.Repeat("*" + "abcdefg"[i], 10))}]\n"));
        Assert.Equal("TW6015", Assert.Single(Load(("d/detection.yaml", bomb)).Diagnostics).Code);
    }

    [Fact]
    public void Depth_stops_at_a_limit() =>
        Assert.Equal("TW6015", Assert.Single(Load(("d/detection.yaml", "id: " + new string('[', 5000))).Diagnostics).Code);

    [Fact]
    public void No_text_makes_the_loader_throw()
    {
        var random = new Random(20260121);
        var pieces = new[] { "id: demo\n", "title: x\n", "- ", "[", "]", "{", "}", ": ", "&a ", "*a", "\"", "'", "|\n  ", ">\n", "\t", "\0", "!!x ", "%", "---\n", "severity: high\n", "query: ", "\u2028", "? " };
        for (var i = 0; i < 2000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]));
            Load(("d/detection.yaml", text), ("d/a.kql", "T"), ("e/rule.yaml", text));
        }
    }

    [Theory]
    [InlineData("10m", 600)]
    [InlineData("1d", 86_400)]
    [InlineData("PT5M", 300)]
    [InlineData("P1DT1H", 90_000)]
    public void Reads_durations_in_both_forms(string text, int seconds)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("10")]
    [InlineData("10x")]
    [InlineData("-1m")]
    [InlineData("P")]
    [InlineData("999999999w")]
    public void Refuses_what_is_no_duration(string text) => Assert.False(DurationText.TryParse(text, out _));

    static void Says(string detection, string expected) =>
        Assert.Equal(expected, DiagnosticRenderer.Render(Assert.Single(Load(("d/detection.yaml", detection), ("d/a.kql", "T")).Diagnostics)));

    static RulePack Load(params (string Path, string Text)[] files) => RulePack.Load([.. files.Select(f => new RuleFile(f.Path, () => f.Text))], []);
}
