// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Plan.Optimizer;
using Tapwatch.Plan.Printing;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Plan;

public class OptimizerTests
{
    const string View =
        """
        {"vendor":"qradar","table":"events","time":"starttime",
         "columns":[{"name":"devicetype","type":"int"},{"name":"EventName","type":"string","custom":true},{"name":"username","type":"string"},{"name":"starttime","type":"long"}],
         "mappings":[
           {"kind":"aws.cloudtrail","map":{"devicetype":"347","EventName":"eventName","username":"first(userIdentity.userName, userIdentity.arn)","starttime":"epoch_ms(eventTime)"}},
           {"kind":"azure.activity","map":{"devicetype":"413","EventName":"first(operationName, operationName.value)","username":"caller"}},
           {"kind":"network.syslog","map":{"devicetype":"if(equals(os,'cisco.ios'), 20, 11)","username":"user"}}]}
        """;

    static PlanNode Events(out IReadOnlyList<PlanColumn> columns)
    {
        var loader = new ViewLoader();
        loader.Add("events.json", Encoding.UTF8.GetBytes(View));
        Assert.Empty(loader.Diagnostics);
        var scan = loader.Build().Find("qradar", "events")!.Scan(["devicetype", "EventName", "username"]);
        columns = scan.Columns;
        return scan;
    }

    static string Optimized(PlanNode plan) => PlanPrinter.Print(PlanOptimizer.Optimize(plan)).Trim();

    [Fact]
    public void A_rule_for_one_log_source_reads_only_its_records()
    {
        var events = Events(out var c);
        var plan = new Project(new Filter(events, CompareFunctions.Equal.Call(c[0].Reference(), new Constant(ScalarType.Int, 347L))), [Assignment.Keep(c[2])]);

        Assert.Equal(
            """
            Project username
              Union [username]
                Project username=choice.first_present(userIdentity.userName, userIdentity.arn)
                  Scan events aws.cloudtrail [userIdentity.userName, userIdentity.arn]
            """.ReplaceLineEndings("\n"),
            Optimized(plan));
    }

    [Fact]
    public void Literals_are_sought_through_views_case_rules_and_alternatives()
    {
        var events = Events(out var c);
        var name = TextFunctions.Lower.Call(c[1].Reference());
        var plan = new Filter(events, LogicFunctions.Or.Call(
            MatchFunctions.Like.Call(name, Constant.Text("%createtrafficmirrorsession%")),
            MatchFunctions.Like.Call(name, Constant.Text("%virtualnetworktap%"))));

        Assert.Equal(
            """
            Union [devicetype, EventName, username]
              Project devicetype=347, EventName=eventName, username=choice.first_present(userIdentity.userName, userIdentity.arn)
                Filter logic.or(text.like(text.lower(eventName), "%createtrafficmirrorsession%"), text.like(text.lower(eventName), "%virtualnetworktap%"))
                  Scan events aws.cloudtrail [eventName, userIdentity.userName, userIdentity.arn] seeking createtrafficmirrorsession|virtualnetworktap folded
              Project devicetype=413, EventName=choice.first_present(operationName, operationName.value), username=caller
                Filter logic.or(text.like(text.lower(choice.first_present(operationName, operationName.value)), "%createtrafficmirrorsession%"), text.like(text.lower(choice.first_present(operationName, operationName.value)), "%virtualnetworktap%"))
                  Scan events azure.activity [operationName, operationName.value, caller] seeking createtrafficmirrorsession|virtualnetworktap folded
            """.ReplaceLineEndings("\n"),
            Optimized(plan));
    }

    [Fact]
    public void A_negation_or_an_unselective_alternative_reads_everything()
    {
        var events = Events(out var c);
        var contains = MatchFunctions.Contains.Call(c[1].Reference(), Constant.Text("Mirror"));
        Assert.DoesNotContain("seeking", Optimized(new Filter(events, LogicFunctions.Not.Call(contains))));
        Assert.DoesNotContain("seeking", Optimized(new Filter(events, LogicFunctions.Or.Call(contains, CompareFunctions.IsNull.Call(c[2].Reference())))));
        Assert.Contains("seeking mirror", Optimized(new Filter(events, LogicFunctions.And.Call(contains, CompareFunctions.IsNull.Call(c[2].Reference())))));
    }

    [Fact]
    public void A_word_that_stands_everywhere_is_not_sought_when_another_will_do()
    {
        var events = Events(out var c);
        var everyday = MatchFunctions.Regex.Call(c[1].Reference(), Constant.Text("\"eventSource\"\\s*:\\s*\"ec2"));
        var names = MatchFunctions.EqualAnyIgnoreCase.Call(c[1].Reference(), Constant.Text("CreateMirrorA"), Constant.Text("CreateMirrorB"), Constant.Text("DropMirror"));
        Assert.Contains("seeking createmirrora|createmirrorb|dropmirror", Optimized(new Filter(events, LogicFunctions.And.Call(everyday, names))));
    }

    [Fact]
    public void Nothing_computed_is_sought_in_the_bytes()
    {
        var events = Events(out var c);
        var joined = TextFunctions.Concat.Call(c[1].Reference(), c[2].Reference());
        Assert.DoesNotContain("seeking", Optimized(new Filter(events, MatchFunctions.Contains.Call(joined, Constant.Text("Mirror")))));
        var fallback = ChoiceFunctions.FirstKnown.Call(c[1].Reference(), Constant.Text("Mirror"));
        Assert.DoesNotContain("seeking", Optimized(new Filter(events, MatchFunctions.Contains.Call(fallback, Constant.Text("Mirror")))));
    }

    [Fact]
    public void A_field_that_a_kind_cannot_have_is_null_and_takes_its_branch_along()
    {
        var method = new PlanColumn("protoPayload.methodName", ScalarType.String);
        var message = new PlanColumn("message", ScalarType.String);
        var scan = new RecordScan(Tapwatch.Records.RecordKind.Syslog, [new ScanField(method, new("protoPayload.methodName", Tapwatch.Records.FieldForm.Text)), new ScanField(message, new("message", Tapwatch.Records.FieldForm.Text))], "events");
        var byMethod = MatchFunctions.Regex.Call(method.Reference(), Constant.Text("packetMirrorings"));
        Assert.Empty(PlanOptimizer.Optimize(new Filter(scan, byMethod)).Nodes().OfType<RecordScan>());

        // One alternative is left, so its literal can be sought.
        var either = LogicFunctions.Or.Call(byMethod, MatchFunctions.Regex.Call(message.Reference(), Constant.Text("monitorsession")));
        Assert.Contains("seeking monitorsession", Optimized(new Filter(scan, either)));
    }

    [Theory]
    [InlineData(@"^\s*\{", false)]
    [InlineData(@"^[ \t\n\v\f\r]*\{", false)]
    [InlineData(@"^\{", false)]
    [InlineData(@"\{", true)]
    [InlineData(@"^\s*\{\s*x", true)]
    public void A_rule_that_leaves_json_out_does_not_read_json(string pattern, bool reads)
    {
        var raw = new PlanColumn("$raw", ScalarType.String);
        var scan = new RecordScan(Tapwatch.Records.RecordKind.CloudTrail, [new ScanField(raw, new("$raw", Tapwatch.Records.FieldForm.Text))], "events");
        var notJson = LogicFunctions.Not.Call(LogicFunctions.IsTrue.Call(MatchFunctions.Regex.Call(raw.Reference(), Constant.Text(pattern))));
        Assert.Equal(reads, PlanOptimizer.Optimize(new Filter(scan, notJson)).Nodes().OfType<RecordScan>().Any());
    }

    [Fact]
    public void A_sort_that_is_cut_keeps_only_what_it_needs()
    {
        var events = Events(out var c);
        var plan = new Limit(new Sort(events, [new SortKey(c[2].Reference(), Descending: true, NullsFirst: false)]), 5);
        Assert.StartsWith("Sort username desc nulls last limit 5", Optimized(plan));
    }

    [Fact]
    public void The_look_back_of_a_rule_is_taken_out()
    {
        var events = Events(out _);
        var time = new PlanColumn("TimeGenerated", ScalarType.DateTime);
        var source = Project.Extend(events, new Assignment(time, Constant.Null(ScalarType.DateTime)));
        var fresh = CompareFunctions.Greater.Call(time.Reference(), TimeFunctions.Subtract.Call(TimeFunctions.Now.Call(), Constant.TimeSpan(TimeSpan.FromHours(24))));
        var stripped = LookBackStripping.Strip(new Filter(source, LogicFunctions.IsTrue.Call(fresh)));
        Assert.Equal(TimeSpan.FromHours(24), stripped.LookBack);
        Assert.Same(source, stripped.Plan);
    }

    [Fact]
    public void A_rule_that_compares_periods_is_left_alone()
    {
        var events = Events(out _);
        var time = new PlanColumn("TimeGenerated", ScalarType.DateTime);
        var source = Project.Extend(events, new Assignment(time, Constant.Null(ScalarType.DateTime)));
        Expression Ago(int days) => TimeFunctions.Subtract.Call(TimeFunctions.Now.Call(), Constant.TimeSpan(TimeSpan.FromDays(days)));
        var baseline = new Filter(source, LogicFunctions.And.Call(
            CompareFunctions.Greater.Call(time.Reference(), Ago(14)), CompareFunctions.Less.Call(time.Reference(), Ago(1))));
        Assert.True(LookBackStripping.Strip(baseline).ComparesPeriods);
    }
}
