// SPDX-License-Identifier: Apache-2.0

using BenchmarkDotNet.Attributes;
using Tapwatch.Engine;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Plan.Optimizer;
using Tapwatch.Records;
using Tapwatch.Records.Columns;

namespace Tapwatch.Bench.Stages;

/// <summary>Whole plans over lines in memory, on one thread: a filter with a word to seek, the same without seeking it, and a count by one key.</summary>
[MemoryDiagnoser]
public class RunStage
{
    static readonly PlanColumn s_name = new("eventName", ScalarType.String);
    static readonly RecordScan s_scan = new(RecordKind.CloudTrail, [new ScanField(s_name, new FieldRequest("eventName", FieldForm.Text))], "events");

    static readonly PlanNode s_filter = PlanOptimizer.Optimize(
        new Filter(s_scan, MatchFunctions.EqualAnyIgnoreCase.Call(s_name.Reference(), Constant.Text("CreateTrafficMirrorSession"), Constant.Text("DeleteTrafficMirrorSession"))));

    static readonly PlanNode s_count = PlanOptimizer.Optimize(
        new Aggregate(s_scan, [Assignment.Keep(s_name)], [new AggregateAssignment(new PlanColumn("count", ScalarType.Long), AggregateCatalogue.Count.Call())]));

    [Benchmark(Description = "filter 16 MiB")]
    public long Filter() => Run(s_filter, prefilter: true);

    [Benchmark(Description = "filter 16 MiB, every record read")]
    public long FilterAll() => Run(s_filter, prefilter: false);

    [Benchmark(Description = "count 16 MiB by name")]
    public long Count() => Run(s_count, prefilter: true);

    static long Run(PlanNode plan, bool prefilter)
    {
        var rows = 0L;
        var inputs = new ScanInputs { Logs = [InputSource.Memory("sample", Samples.Lines)], Report = new InputReport() };
        PlanRunner.Run([new PlanOutput(plan, (_, batch) => rows += batch.Count)], inputs, new EngineOptions { Now = new DateTime(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc), Threads = 1, UsePrefilter = prefilter });
        return rows;
    }
}
