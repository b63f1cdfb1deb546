// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Engine;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Plan.Storing;
using Tapwatch.Records;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Engine.Scan;

public class ScanTests
{
    static readonly PlanColumn _name = new("eventName", ScalarType.String);
    static readonly PlanColumn _number = new("n", ScalarType.String);
    static readonly PlanColumn _user = new("user", ScalarType.String);
    static readonly PlanColumn _source = new("source", ScalarType.String);

    static RecordScan Records(Prefilter? prefilter = null) => new(
        RecordKind.CloudTrail,
        [
            new ScanField(_name, new FieldRequest("eventName", FieldForm.Text)), new ScanField(_number, new FieldRequest("n", FieldForm.Text)),
            new ScanField(_user, new FieldRequest("userIdentity.arn", FieldForm.Text)), new ScanField(_source, new FieldRequest("$source", FieldForm.Text)),
        ],
        "t")
    { Prefilter = prefilter };

    static PlanNode Contains(string text, bool prefiltered = true) => new Filter(
        Records(prefiltered ? new Prefilter([text.ToLowerInvariant()], FoldsUnicode: true) : null),
        MatchFunctions.ContainsIgnoreCase.Call(_name.Reference(), Constant.Text(text)));

    static Aggregate CountBy(PlanNode input, PlanColumn key) => CountBy(input, Assignment.Keep(key));

    static Aggregate CountBy(PlanNode input, params Assignment[] keys) => new(
        input,
        keys,
        [
            new AggregateAssignment(new PlanColumn("count", ScalarType.Long), AggregateCatalogue.Count.Call()),
            new AggregateAssignment(new PlanColumn("names", ScalarType.Long), AggregateCatalogue.CountDistinct.Call(TextFunctions.Lower.Call(_name.Reference()))),
        ]);

    /// <summary>Plans of many shapes, all over the same logs.</summary>
    static PlanNode[] Plans()
    {
        var shared = Contains("TrafficMirror");
        return
        [
            Contains("TrafficMirror"),
            Contains("trafficKmirror"),
            Contains("Session", prefiltered: false),
            new Project(Contains("Role"), [Assignment.Keep(_number), new Assignment(new PlanColumn("u", ScalarType.String), TextFunctions.Upper.Call(_user.Reference()))]),
            CountBy(Records(), _name),
            CountBy(Contains("TrafficMirror"), _user),
            CountBy(Records(), new Assignment(new PlanColumn("key", ScalarType.String), TextFunctions.Upper.Call(_name.Reference())), Assignment.Keep(_user)),
            new Sort(CountBy(Records(), Assignment.Keep(_number), Assignment.Keep(_user)), [new SortKey(_user.Reference(), false, true)], 3),
            new Limit(new Sort(Records(), [new SortKey(_user.Reference(), true, false)]), 20),
            new Limit(Contains("get"), 3),
            new Union([_number], [new UnionBranch(new Filter(shared, CompareFunctions.Less.Call(_number.Reference(), Constant.Text("5"))), [_number]), new UnionBranch(shared, [_number]), new UnionBranch(Contains("Object"), [_number])]),
            new Join(JoinKind.LeftOuter, CountBy(Records(), _user), CountBy(Contains("TrafficMirror"), _source), []),
        ];
    }

    [Theory]
    [InlineData(1, 4096, true, 512 << 10, false)]
    [InlineData(1, 1, true, 2000, true)]
    [InlineData(1, 7, false, 3000, false)]
    [InlineData(2, 4096, true, 2000, false)]
    [InlineData(2, 4096, true, 2000, true)]
    [InlineData(3, 5, true, 5000, false)]
    [InlineData(4, 64, false, 900, true)]
    [InlineData(8, 1, true, 700, true)]
    public void Rows_hang_on_the_logs_and_the_plan_alone(int threads, int batchSize, bool prefilter, int chunkBytes, bool waiting)
    {
        var options = PlanRows.Options with { Threads = threads, BatchSize = batchSize, UsePrefilter = prefilter };
        var expected = Run(PlanRows.Options with { UsePrefilter = false }, chunkBytes);
        Assert.All(expected.Take(7), rows => Assert.NotEmpty(rows));
        for (var round = 0; round < 3; round++)
        {
            var rows = Run(options, chunkBytes, waiting);
            for (var i = 0; i < expected.Length; i++)
            {
                Assert.Equal(expected[i], rows[i]);
            }
        }
    }

    [Fact]
    public void Escapes_and_folding_letters_do_not_fool_the_prefilter()
    {
        string[] lines =
        [
            Event("\"eventName\":\"\\u0043reateTrafficMirrorSession\"", 1), // an escaped letter of the value, outside the literal
            Event("\"eventName\":\"Create\\u0054rafficMirrorSession\"", 2), // inside
            Event("\"\\u0065ventName\":\"CreateTrafficMirrorSession\"", 3), // of the name
            Event("\"eventName\":\"CREATETRAFFICMIRRORSE\u017F\u017FION\"", 4), // long s
            Event("\"eventName\":\"GetObject\",\"requestParameters\":{\"eventName\":\"CreateTrafficMirrorSession\"}", 5), // a decoy
            Event("\"eventName\":\"Createtra\\u0066\\u0066ic\\u004dirrorSe\\u017fsion\"", 6), // all at once
        ];
        var log = InputSource.Memory("l", System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        foreach (var prefilter in new[] { true, false })
        {
            var numbers = Rows(new Project(Contains("TrafficMirrorSession"), [Assignment.Keep(_number)]), [log], PlanRows.Options with { UsePrefilter = prefilter });
            Assert.Equal(["1", "2", "3", "4", "6"], numbers);
        }
    }

    [Fact]
    public void Named_tables_are_read_instead_of_the_logs()
    {
        var name = new PlanColumn("name", ScalarType.String);
        var scan = new RecordScan(RecordKind.Row, [new ScanField(name, new FieldRequest("name", FieldForm.Text))], "People") { Input = "People" };
        var inputs = new ScanInputs
        {
            Logs = [],
            Report = new InputReport(),
            Tables = new Dictionary<string, IReadOnlyList<InputSource>> { ["People"] = [InputSource.Memory("p.json", "{\"name\":\"ann\"}\n{\"name\":\"bob\"}\n"u8.ToArray())] },
        };
        var rows = new List<string>();
        var missing = new PlanOutput(scan with { Input = "Other" }, (_, _) => { });
        var summary = PlanRunner.Run([new PlanOutput(scan, (_, batch) => PlanRows.Add(batch, rows)), missing], inputs, PlanRows.Options, TestContext.Current.CancellationToken);
        Assert.Equal(["ann", "bob"], rows);
        Assert.Contains("Other", Assert.Single(summary.Failures).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Reading_ends_when_nobody_wants_more(int threads)
    {
        var report = new InputReport();
        var inputs = new ScanInputs { Logs = TestLog.Sources(1, [.. Enumerable.Repeat(200, 50)]), Report = report };
        PlanRunner.Run([new PlanOutput(new Limit(Records(), 3), (_, _) => { })], inputs, PlanRows.Options with { Threads = threads }, TestContext.Current.CancellationToken);
        Assert.True(report.FilesRead < 40);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_fault_of_the_handler_and_a_cancellation_come_through(int threads)
    {
        var inputs = new ScanInputs { Logs = TestLog.Sources(1, 500, 500), Report = new InputReport(), Options = ReadOptions.Default with { ChunkBytes = 2000 } };
        var options = PlanRows.Options with { Threads = threads };
        Assert.Throws<FormatException>(() => PlanRunner.Run([new PlanOutput(Records(), (_, _) => throw new FormatException())], inputs, options, TestContext.Current.CancellationToken));
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => PlanRunner.Run([new PlanOutput(Records(), (_, _) => source.Cancel())], inputs, options, source.Token));
    }

    // Small ones are scanned in runs, each up to what makes a chunk of rows.
    [Theory]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(5, true)]
    public void Many_small_sources_give_their_rows_in_order(int threads, bool prefilter)
    {
        var logs = TestLog.Sources(4, [.. Enumerable.Range(0, 900).Select(static i => i % 97 == 3 ? 400 : i * 7 % 5)]);
        var expected = Rows(Records(), logs, PlanRows.Options with { Threads = 1 });
        Assert.True(expected.Count > 2000);
        Assert.Equal(expected, Rows(Records(), logs, PlanRows.Options with { Threads = threads, UsePrefilter = prefilter }));
    }

    // Each in a chunk of its own: the scan is made ready again and again, and plans are made ahead of their records.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Plans_that_are_met_one_after_the_other_see_their_records(int threads)
    {
        string[] names = [.. Enumerable.Range(0, 60).Select(static i => $"Call{(char)('a' + (i / 8))}{(char)('a' + (i % 8))}Gadget")];
        var log = string.Concat(names.SkipLast(15).Select(static (n, i) => Event($"\"eventName\":\"{n}\",\"padding\":\"{new string('-', 600)}\"", i) + "\n"));
        var inputs = new ScanInputs { Logs = [InputSource.Memory("log.json", Encoding.UTF8.GetBytes(log))], Report = new InputReport(), Options = ReadOptions.Default with { ChunkBytes = 1000 } };
        var rows = names.Select(static _ => new List<string>()).ToArray();
        PlanRunner.Run([.. names.Reverse().Select((n, i) => Output(Contains(n), rows[^(i + 1)], waiting: true))], inputs, PlanRows.Options with { Threads = threads }, TestContext.Current.CancellationToken);
        Assert.Equal(names.Select(static (_, i) => i < 45 ? 1 : 0), rows.Select(static r => r.Count));
    }

    [Fact]
    public void Literals_that_cannot_be_sought_do_no_harm()
    {
        var filter = (Filter)Contains("TrafficMirror");
        var odd = filter with { Input = Records(new Prefilter(["ab", "Traffic-Mirror"], FoldsUnicode: false)) };
        Assert.NotEmpty(Rows(odd, TestLog.Sources(5, 100), PlanRows.Options));
    }

    [Fact]
    public void A_stream_that_says_nothing_more_does_not_hold_up_the_end()
    {
        using var pipe = new System.IO.Pipes.AnonymousPipeServerStream();
        using var reading = new System.IO.Pipes.AnonymousPipeClientStream(pipe.GetClientHandleAsString());
        pipe.Write(TestLog.CloudTrail(1, 60));
        pipe.Flush();
        var inputs = new ScanInputs { Logs = [new InputSource("-", null, null, () => reading)], Report = new InputReport(), Options = ReadOptions.Default with { ChunkBytes = 2000 } };
        var rows = 0;
        PlanRunner.Run([new PlanOutput(new Limit(Records(), 3), (_, batch) => rows += batch.Count)], inputs, PlanRows.Options with { Threads = 2 }, TestContext.Current.CancellationToken);
        Assert.Equal(3, rows);
    }

    static string Event(string fields, int number) =>
        "{\"eventVersion\":\"1.08\",\"eventTime\":\"2026-01-02T03:04:05Z\",\"eventSource\":\"ec2.amazonaws.com\",\"awsRegion\":\"us-east-1\",\"n\":" + number + "," + fields + "}";

    static string[][] Run(EngineOptions options, int chunkBytes, bool waiting = false)
    {
        var inputs = new ScanInputs { Logs = TestLog.Sources(3, 40, 0, 300, 1, 120), Report = new InputReport(), Options = ReadOptions.Default with { ChunkBytes = chunkBytes } };
        var plans = Plans();
        var rows = plans.Select(_ => new List<string>()).ToArray();
        var summary = PlanRunner.Run([.. plans.Select((p, i) => Output(p, rows[i], waiting))], inputs, options, TestContext.Current.CancellationToken);
        Assert.Empty(summary.Failures);
        return [.. rows.Select(r => r.ToArray())];
    }

    static PlanOutput Output(PlanNode plan, List<string> rows, bool waiting)
    {
        void Add(IReadOnlyList<PlanColumn> columns, Batch batch) => PlanRows.Add(batch, rows);
        return waiting && ScanSigns.Of(plan) is { } signs ? new PlanOutput(() => plan, signs, Add) : new PlanOutput(plan, Add);
    }

    static List<string> Rows(PlanNode plan, IReadOnlyList<InputSource> logs, EngineOptions options)
    {
        var rows = new List<string>();
        PlanRunner.Run([new PlanOutput(plan, (_, batch) => PlanRows.Add(batch, rows))], new ScanInputs { Logs = logs, Report = new InputReport() }, options, TestContext.Current.CancellationToken);
        return rows;
    }
}
