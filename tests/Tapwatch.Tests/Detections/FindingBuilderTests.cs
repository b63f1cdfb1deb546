// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Findings;
using Tapwatch.Detections.Rules;

namespace Tapwatch.Tests.Detections;

public class FindingBuilderTests
{
    static readonly DateTime _start = new(2026, 1, 5, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Three_languages_that_see_one_record_make_one_finding()
    {
        var finding = Assert.Single(FindingBuilder.Build(Detection(), [See(RuleLanguage.Kql, 1), See(RuleLanguage.Aql, 1), See(RuleLanguage.Cql, 1)]));
        Assert.Equal([RuleLanguage.Kql, RuleLanguage.Cql, RuleLanguage.Aql], finding.Languages);
        Assert.Equal(3, Assert.Single(finding.Evidence).Rows.Count);
    }

    [Fact]
    public void Records_of_one_operation_are_one_finding_and_the_outcome_is_the_last_word()
    {
        var finding = Assert.Single(FindingBuilder.Build(Detection(ActivityField.Correlation),
        [
            See(RuleLanguage.Kql, 3, 9, ("correlation", "c1"), ("outcome", "success"), ("address", "192.0.2.9")),
            See(RuleLanguage.Kql, 1, 0, ("correlation", "c1"), ("outcome", "started"), ("actor", "mallory")),
            See(RuleLanguage.Kql, 2, 1, ("correlation", "c1"), ("outcome", "accepted")),
        ]));

        Assert.Equal("success", finding.Activity[ActivityField.Outcome]);
        Assert.Equal("mallory", finding.Activity[ActivityField.Actor]);
        Assert.Equal("192.0.2.9", finding.Activity[ActivityField.Address]);
        Assert.Equal(_start, finding.First);
        Assert.Equal(_start.AddSeconds(9), finding.Last);
        Assert.Equal([1, 2, 3], finding.Evidence.Select(e => e.Origin!.Position));
    }

    [Fact]
    public void Records_too_far_apart_are_two_findings() => Assert.Equal(2, FindingBuilder.Build(Detection(ActivityField.Correlation),
    [
        See(RuleLanguage.Kql, 1, 0, ("correlation", "c1")),
        See(RuleLanguage.Kql, 2, 601, ("correlation", "c1")),
    ]).Count);

    [Fact]
    public void Records_that_know_none_of_the_grouping_fields_stay_apart() => Assert.Equal(2, FindingBuilder.Build(Detection(ActivityField.Correlation),
        [See(RuleLanguage.Kql, 1), See(RuleLanguage.Kql, 2)]).Count);

    [Theory]
    [InlineData("denied", "failure", "denied")]
    [InlineData("failure", "success", "success")]
    [InlineData("started", "denied", "denied")]
    [InlineData("accepted", "started", "accepted")]
    public void The_more_telling_outcome_wins(string first, string second, string expected)
    {
        var finding = Assert.Single(FindingBuilder.Build(Detection(ActivityField.Correlation),
        [
            See(RuleLanguage.Kql, 1, 0, ("correlation", "c1"), ("outcome", first), ("reason", "r-" + first)),
            See(RuleLanguage.Kql, 2, 1, ("correlation", "c1"), ("outcome", second), ("reason", "r-" + second)),
        ]));
        Assert.Equal(expected, finding.Activity[ActivityField.Outcome]);
        Assert.Equal("r-" + expected, finding.Activity[ActivityField.Reason]);
    }

    [Fact]
    public void The_first_severity_rule_that_matches_counts()
    {
        var detection = Detection() with
        {
            SeverityWhen =
            [
                new SeverityRule([new FieldCondition(ActivityField.Action, ["delete"]), new FieldCondition(ActivityField.Outcome, ["success"])], new Severity(2, "low")),
                new SeverityRule([new FieldCondition(ActivityField.Action, ["delete"])], new Severity(1, "informational")),
            ],
        };
        int Level(params (string, string)[] fields) => Assert.Single(FindingBuilder.Build(detection, [See(RuleLanguage.Kql, 1, 0, fields)])).Severity.Level;

        Assert.Equal(2, Level(("action", "delete"), ("outcome", "success")));
        Assert.Equal(1, Level(("action", "delete")));
        Assert.Equal(4, Level(("action", "create")));
    }

    [Fact]
    public void Says_which_language_misses_what_another_sees()
    {
        RuleLanguage[] ran = [RuleLanguage.Kql, RuleLanguage.Cql];
        var one = Assert.Single(FindingBuilder.Compare(Detection(), ran, [See(RuleLanguage.Kql, 1), See(RuleLanguage.Cql, 1), See(RuleLanguage.Kql, 7)]));
        Assert.Equal("the queries of `demo` disagree: cql does not see what kql sees (1 record: trail.json, record 7)", one.ToString());
    }

    [Fact]
    public void Languages_that_agree_are_not_mentioned() =>
        Assert.Empty(FindingBuilder.Compare(Detection(), [RuleLanguage.Kql, RuleLanguage.Cql], [See(RuleLanguage.Kql, 1), See(RuleLanguage.Cql, 1)]));

    [Fact]
    public void A_row_without_records_is_read_by_the_names_of_its_columns()
    {
        var row = new EvidenceRow(RuleLanguage.Kql, [new("TimeGenerated", "2026-01-05T09:00:00Z"), new("Caller", "ana"), new("CallerIpAddress", "192.0.2.1")]);
        var finding = Assert.Single(FindingBuilder.Build(Detection(), [new Sighting(RuleLanguage.Kql, row, [])]));
        Assert.Equal(_start, finding.First);
        Assert.Equal("ana", finding.Activity[ActivityField.Actor]);
        Assert.Equal("192.0.2.1", finding.Activity[ActivityField.Address]);
        Assert.Null(Assert.Single(finding.Evidence).Origin);
    }

    [Fact]
    public void The_same_facts_in_another_file_have_the_same_fingerprint()
    {
        string Id(string file, string actor) => Assert.Single(FindingBuilder.Build(Detection(), [See(RuleLanguage.Kql, 1, 0, ("actor", actor)) is var s
            ? s with { Records = [s.Records[0] with { Origin = new RecordOrigin(file, 9, 9, "aws.cloudtrail") }] } : s])).Id;

        Assert.Equal(Id("a", "ana"), Id("b", "ana"));
        Assert.NotEqual(Id("a", "ana"), Id("a", "bo"));
    }

    internal static Detection Detection(params ActivityField[] groupBy) => new()
    {
        Id = "demo",
        Title = "A demo",
        Severity = new Severity(4, "high"),
        Confidence = "high",
        Tactics = ["Exfiltration"],
        Techniques = ["T1020.001"],
        GroupBy = groupBy,
        Origin = "demo",
    };

    internal static Sighting See(RuleLanguage language, int position, int second = 0, params (string Name, string Value)[] fields)
    {
        var values = new string?[ActivityFields.Count];
        foreach (var (name, value) in fields)
        {
            Assert.True(ActivityFields.TryParse(name, out var field));
            values[(int)field] = value;
        }

        var activity = new Activity(_start.AddSeconds(second), values, (values[(int)ActivityField.Resources] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return new Sighting(language, new EvidenceRow(language, [new("Name", "x")]), [new SightedRecord(new RecordOrigin("trail.json", position, position, "aws.cloudtrail"), activity, null)]);
    }
}
