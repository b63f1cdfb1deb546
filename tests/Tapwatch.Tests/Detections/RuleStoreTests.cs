// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Outputs;
using Tapwatch.Detections.Rules;
using Tapwatch.Detections.Running;
using Tapwatch.Engine;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Printing;
using Tapwatch.Plan.Storing;
using Tapwatch.Records;

namespace Tapwatch.Tests.Detections;

public class RuleStoreTests
{
    static readonly ViewCatalog _views = Views.Load([]).Catalog;
    static readonly byte[] _stored = Stored();
    static readonly IReadOnlyList<PreparedRule> _fresh =
        [.. RulePack.BuiltIn().Detections.SelectMany(static d => d.Rules.Select(r => PreparedRule.Of(d, r, new BindContext(_views), raw: false)))];

    [Fact]
    public void Stored_rules_are_those_of_the_texts()
    {
        var stored = RuleStore.TryRead(_stored)!;
        Assert.Equal(_fresh.Count, stored.Count);
        for (var i = 0; i < stored.Count; i++)
        {
            var (a, b) = (_fresh[i], stored[i]);
            Assert.Equal((a.Rule.Language, a.Rule.Text.Name, a.Rule.Text.Text), (b.Rule.Language, b.Rule.Text.Name, b.Rule.Text.Text));
            Assert.Equal(a.Diagnostics.Select(static d => d with { Source = null }), b.Diagnostics.Select(static d => d with { Source = null }));
            Assert.Equal((a.Plan!.Visible, a.Plan.Form()), (b.Plan!.Visible, b.Plan.Form()));
            Assert.Equal(PlanPrinter.Print(a.Plan.Plan()), PlanPrinter.Print(b.Plan.Plan()));
            Assert.Equal(Bytes(a.Detection), Bytes(b.Detection));
            Assert.Null(a.Detection.Schedule);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Rules_that_wait_for_their_records_find_the_same(int threads)
    {
        var expected = Findings([.. _fresh.Select(static r => r with { Plan = r.Plan! with { Signs = null } })], 1);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, Findings(_fresh, threads));
        Assert.Equal(expected, Findings(RuleStore.TryRead(_stored)!, threads));
    }

    [Fact]
    public void All_rules_wait() => Assert.Empty(RuleStore.TryRead(_stored)!.Where(static r => r.Plan!.Signs is null).Select(static r => r.Rule.Text.Name));

    // What a rule waits for is told from its plan without evidence; what is stored, from the plan with it.
    [Fact]
    public void Evidence_changes_no_sign()
    {
        var stored = RuleStore.TryRead(_stored)!;
        for (var i = 0; i < stored.Count; i++)
        {
            Assert.Equal(stored[i].Plan!.Signs!.Select(Text).Order(), _fresh[i].Plan!.Signs!.Select(Text).Order());
        }

        static string Text(ScanSign sign) => $"{sign.Kind} {sign.Prefilter?.FoldsUnicode} {string.Join('|', (sign.Prefilter?.AnyOf ?? []).Order())}";
    }

    [Fact]
    public void A_file_of_another_build_is_left_alone()
    {
        var other = (byte[])_stored.Clone();
        other[20]++;
        Assert.Null(RuleStore.TryRead(other));
        Assert.Null(RuleStore.TryRead([]));
        Assert.Null(RuleStore.TryRead(_stored[..^1]));
    }

    [Fact]
    public void A_head_start_searches_the_records_it_makes_up_and_takes_out_their_fields()
    {
        var report = HeadStart.Search(RuleStore.TryRead(_stored)!);
        Assert.Equal(2, report.RecordsOf(RecordKind.CloudTrail));
        Assert.Equal(0, report.ProblemCount + report.UnrecognisedCount);
        Assert.Equal(3, HeadStart.Extract());
    }

    [Fact]
    public void Tables_read_ahead_are_for_one_catalog()
    {
        var plain = Views.BuiltIn().TableNames("sentinel").ToArray();
        Views.ReadAhead("sentinel");
        var first = Views.BuiltIn();
        var second = Views.BuiltIn();
        first.Add(new ViewTable("sentinel", "Mine", null, [], []));
        Assert.Equal([.. plain, "Mine"], first.TableNames("sentinel").Order(StringComparer.Ordinal).OrderBy(static n => n == "Mine"));
        Assert.Equal(plain, second.TableNames("sentinel"));
    }

    [Fact]
    public void A_head_start_makes_a_finding_and_writes_it()
    {
        var output = new StringWriter();
        var detection = RuleStore.TryRead(_stored)![0].Detection;
        HeadStart.Find(detection, output);
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("{", lines[0], StringComparison.Ordinal);
        Assert.Contains($",{detection.Id},", lines[^1], StringComparison.Ordinal);
        Assert.Contains(",kql cql aql,1,source,1,1,,", lines[^1], StringComparison.Ordinal);
    }

    static string Findings(IReadOnlyList<PreparedRule> rules, int threads)
    {
        var now = new DateTime(2026, 11, 21, 12, 0, 0, DateTimeKind.Utc);
        var inputs = new RunInputs(Demo.Sources(), [], new InputReport(), ReadOptions.Default with { Reference = now });
        var result = RuleRun.Start(rules, inputs, new EngineOptions { Now = now, Threads = threads }, TestContext.Current.CancellationToken).Collect();
        Assert.Empty(result.Diagnostics);
        var text = new StringWriter();
        FindingFormats.WriteJson(result.Findings, text, now);
        return text.ToString();
    }

    static byte[] Stored()
    {
        var stream = new MemoryStream();
        RuleStoreWriter.Write(stream, _views);
        return stream.ToArray();
    }

    static byte[] Bytes(Detection detection)
    {
        var stream = new MemoryStream();
        DetectionStore.Write(new BinaryWriter(stream), detection);
        return stream.ToArray();
    }
}
