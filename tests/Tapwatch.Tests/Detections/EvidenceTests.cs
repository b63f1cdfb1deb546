// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Detections.Findings;
using Tapwatch.Detections.Rules;
using Tapwatch.Detections.Running;
using Tapwatch.Engine;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Plan.Optimizer;
using Tapwatch.Records;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Detections;

public class EvidenceTests
{
    static readonly ViewCatalog _catalog = Views.Load([]).Catalog;

    [Fact]
    public void A_filtered_and_projected_row_still_knows_its_record()
    {
        var table = Table("AWSCloudTrail", "EventName", "UserIdentityArn");
        var plan = new Project(Where(table, "EventName", "Delete"), [new Assignment(new PlanColumn("x", ScalarType.Long), Constant.Long(1))]);
        var finding = Assert.Single(Run(plan, Event("Create", 1), Event("Delete", 2), Event("Create", 3)));

        Assert.Equal(new RecordOrigin("log", 2, 2, "aws.cloudtrail"), finding.Evidence[0].Origin);
        Assert.Equal("arn:aws:iam::111122223333:user/u2", finding.Activity[ActivityField.Actor]);
        Assert.Equal("aws", finding.Activity[ActivityField.Platform]);
        Assert.Equal(new DateTime(2026, 1, 5, 9, 0, 2, DateTimeKind.Utc), finding.First);
        Assert.Equal([new("x", "1")], finding.Evidence[0].Rows[0].Values);
        Assert.Null(finding.Evidence[0].Raw);
    }

    [Fact]
    public void The_raw_record_is_carried_when_asked_for() =>
        Assert.Equal(Event("Delete", 1), Assert.Single(Run(Table("AWSCloudTrail", "EventName"), raw: true, Event("Delete", 1))).Evidence[0].Raw);

    [Fact]
    public void A_table_of_many_kinds_knows_each_record()
    {
        var findings = Run(new Sort(qradar(), [new SortKey(Constant.Long(1), false, false)]), Event("Create", 1), "<189>1: r1: Jan  5 09:00:00.000 UTC: %SYS-5-CONFIG_I: Configured from console by ana on vty0 (192.0.2.1)");
        Assert.Equal(["aws.cloudtrail", "network.syslog"], findings.Select(f => f.Evidence[0].Origin!.Kind).Order(StringComparer.Ordinal));

        static PlanNode qradar() => _catalog.Find("qradar", "events")!.Scan(["username"]);
    }

    [Fact]
    public void A_group_knows_its_records()
    {
        var table = Table("AWSCloudTrail", "EventName");
        var grouped = new Aggregate(table, [Assignment.Keep(table.Columns[0])], [new AggregateAssignment(new PlanColumn("n", ScalarType.Long), AggregateCatalogue.Count.Call())]);
        var findings = Run(grouped, Event("A", 1), Event("B", 2), Event("A", 3));
        Assert.Equal([[1L, 3L], [2L]], findings.Select(f => f.Evidence.Select(e => e.Origin!.Position!.Value).ToArray()));
        Assert.Equal(new DateTime(2026, 1, 5, 9, 0, 3, DateTimeKind.Utc), findings[0].Last);
    }

    [Fact]
    public void A_group_of_groups_knows_its_records()
    {
        var table = Table("AWSCloudTrail", "EventName");
        var inner = new Aggregate(table, [Assignment.Keep(table.Columns[0])], []);
        var outer = new Aggregate(inner, [], [new AggregateAssignment(new PlanColumn("n", ScalarType.Long), AggregateCatalogue.Count.Call())]);
        var finding = Assert.Single(Run(outer, Event("A", 1), Event("B", 2), Event("A", 3)));
        Assert.Equal(3, finding.Evidence.Count);
        Assert.Equal([new("n", "2")], finding.Evidence[0].Rows[0].Values);
    }

    [Fact]
    public void A_union_of_rows_and_groups_knows_both()
    {
        var rows = Table("AWSCloudTrail", "EventName");
        var table = Table("AWSCloudTrail", "EventName");
        var groups = new Aggregate(table, [Assignment.Keep(table.Columns[0])], []);
        var name = new PlanColumn("EventName", ScalarType.String);
        var findings = Run(new Union([name], [new UnionBranch(Where(rows, "EventName", "A"), [rows.Columns[0]]), new UnionBranch(Where(groups, "EventName", "B"), [groups.Columns[0]])]), Event("A", 1), Event("B", 2), Event("B", 3));
        Assert.Equal([[1L], [2L, 3L]], findings.Select(f => f.Evidence.Select(e => e.Origin!.Position!.Value).ToArray()));
    }

    [Fact]
    public void A_join_with_itself_keeps_its_left_records()
    {
        var left = Table("AWSCloudTrail", "EventName");
        var again = left.Columns.Select(c => new PlanColumn(c.Name + "1", c.Type)).ToArray();
        var right = new Project(left, [.. again.Select((c, i) => new Assignment(c, left.Columns[i].Reference()))]);
        var join = new Join(JoinKind.Inner, Where(left, "EventName", "A"), right, [new JoinKey(left.Columns[0].Reference(), again[0].Reference(), NullsMatch: false)]);
        var finding = Assert.Single(Run(join, Event("A", 1), Event("B", 2)));
        Assert.Equal(1, finding.Evidence[0].Origin!.Position);
    }

    [Fact]
    public void Rows_that_stand_in_the_query_make_findings_without_records()
    {
        var actor = new PlanColumn("Actor", ScalarType.String);
        var finding = Assert.Single(Run(new ConstantRows([actor], [[Constant.Text("ana")]])));
        Assert.Equal("ana", finding.Activity[ActivityField.Actor]);
        Assert.Null(finding.Evidence[0].Origin);
    }

    [Fact]
    public void Columns_known_only_from_the_data_come_behind_the_evidence()
    {
        var bag = new PlanColumn("$fields", ScalarType.Dynamic);
        var name = new PlanColumn("eventName", ScalarType.String);
        var scan = new RecordScan(RecordKind.CloudTrail, [new ScanField(name, new FieldRequest("eventName", FieldForm.Text)), new ScanField(bag, new FieldRequest(OriginFields.Fields, FieldForm.Json))], "events");
        var finding = Assert.Single(Run(new Unpack(scan, bag), Event("A", 1)));
        Assert.Equal("eventName", finding.Evidence[0].Rows[0].Values[0].Key);
        Assert.Contains(finding.Evidence[0].Rows[0].Values, v => v is { Key: "userIdentity.arn", Value: "arn:aws:iam::111122223333:user/u1" });
        Assert.DoesNotContain(finding.Evidence[0].Rows[0].Values, v => v.Key is "$source" or "actor");
    }

    [Fact]
    public void The_querys_own_columns_stay_as_they_were()
    {
        var table = Table("AWSCloudTrail", "EventName", "AWSRegion");
        var carried = EvidenceRewrite.Apply(Where(table, "EventName", "A"), _catalog.Find("tapwatch", "activity"), raw: false);
        Assert.Equal(table.Columns, carried.Plan.Columns.Take(carried.Visible));
        Assert.Equal(CarriedPlan.Names, carried.Plan.Columns.Skip(carried.Visible).Select(c => c.Name));
    }

    static PlanNode Table(string name, params string[] columns) => _catalog.Find("sentinel", name)!.Scan(columns);

    static Filter Where(PlanNode node, string column, string value) =>
        new(node, CompareFunctions.Equal.Call(node.Columns.Single(c => c.Name == column).Reference(), Constant.Text(value)));

    static string Event(string name, int number) =>
        $$"""{"eventVersion":"1.08","eventTime":"2026-01-05T09:00:0{{number}}Z","eventSource":"ec2.amazonaws.com","eventName":"{{name}}","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/u{{number}}"},"eventID":"e{{number}}","requestID":"r{{number}}"}""";

    static IReadOnlyList<Finding> Run(PlanNode plan, params string[] records) => Run(plan, raw: false, records);

    static IReadOnlyList<Finding> Run(PlanNode plan, bool raw, params string[] records)
    {
        var carried = EvidenceRewrite.Apply(plan, _catalog.Find("tapwatch", "activity"), raw);
        var rule = new PreparedRule(FindingBuilderTests.Detection(), new Rule(RuleLanguage.Kql, new SourceText("q.kql", "")), [], new CarriedPlan(() => PlanOptimizer.Optimize(carried.Plan), carried.Visible, () => carried.Form));
        var source = InputSource.Memory("log", Encoding.UTF8.GetBytes(string.Join('\n', records)));
        var now = new DateTime(2026, 1, 6, 0, 0, 0, DateTimeKind.Utc);
        var inputs = new RunInputs([source], [], new InputReport(), ReadOptions.Default with { Reference = now });
        var run = RuleRun.Start([rule], inputs, new EngineOptions { Now = now, Threads = 1 }, TestContext.Current.CancellationToken);
        var result = run.Collect();
        Assert.Empty(result.Diagnostics);
        return result.Findings;
    }
}
