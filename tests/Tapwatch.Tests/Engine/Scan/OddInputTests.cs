// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Tapwatch.Engine;
using Tapwatch.Engine.Prefiltering;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Engine.Scan;

/// <summary>Whatever stands in a log, and however it is cut: the same rows and the same account of what was not read.</summary>
public class OddInputTests
{
    static readonly PlanColumn _name = new("eventName", ScalarType.String);
    static readonly PlanColumn _number = new("n", ScalarType.String);
    static readonly PlanColumn _line = new("line", ScalarType.String);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Neither_threads_nor_chunks_nor_vectors_nor_the_prefilter_change_a_row(int seed)
    {
        var log = Log(new Random(seed));
        var expected = Run(log, PlanRows.Options with { UsePrefilter = false }, 512 << 10);
        Assert.NotEmpty(expected.Split('\n'));
        foreach (var chunk in new[] { 600, 4000, 60_000, 512 << 10 })
        {
            foreach (var threads in new[] { 1, 2 })
            {
                Assert.Equal(expected, Run(log, PlanRows.Options with { Threads = threads }, chunk));
            }
        }

        foreach (var path in VectorPaths.Available)
        {
            Assert.Equal(expected, Run(log, PlanRows.Options with { Vectors = path }, 512 << 10));
        }
    }

    static string Run(byte[] log, EngineOptions options, int chunkBytes)
    {
        var report = new InputReport();
        var rows = new List<string>();
        var scan = new RecordScan(
            RecordKind.CloudTrail,
            [
                new ScanField(_name, new FieldRequest("eventName", FieldForm.Text)), new ScanField(_number, new FieldRequest("n", FieldForm.Text)),
                new ScanField(_line, new FieldRequest(OriginFields.Line, FieldForm.Text)),
            ],
            "t")
        { Prefilter = new Prefilter(["trafficmirror", "putobject"], FoldsUnicode: true) };
        var name = TextFunctions.Lower.Call(_name.Reference());
        var filter = new Filter(scan, LogicFunctions.Or.Call(MatchFunctions.ContainsIgnoreCase.Call(name, Constant.Text("trafficmirror")), CompareFunctions.Equal.Call(name, Constant.Text("putobject"))));
        var inputs = new ScanInputs { Logs = [InputSource.Memory("l", log)], Report = report, Options = ReadOptions.Default with { ChunkBytes = chunkBytes } };
        Assert.Empty(PlanRunner.Run([new PlanOutput(filter, (_, batch) => PlanRows.Add(batch, rows))], inputs, options, TestContext.Current.CancellationToken).Failures);
        rows.Add(string.Create(CultureInfo.InvariantCulture, $"{report.RecordCount} records, {report.UnrecognisedCount} not recognised, {report.ProblemCount} problems"));
        return string.Join('\n', rows);
    }

    static byte[] Log(Random random)
    {
        var log = new MemoryStream();
        var lines = random.Next(150, 400);
        for (var i = 0; i < lines; i++)
        {
            var line = Encoding.UTF8.GetBytes(Line(random, i));
            if (random.Next(40) == 0)
            {
                // Cut somewhere, as a full disk does.
                line = line[..random.Next(line.Length)];
            }

            log.Write(line);
            log.Write(random.Next(12) switch { 0 => "\r\n"u8, 1 => "\n\n"u8, 2 when i < lines - 1 => " \n"u8, _ when i == lines - 1 && random.Next(2) == 0 => ""u8, _ => "\n"u8 });
        }

        return log.ToArray();
    }

    static string Line(Random random, int number)
    {
        string[] names = ["CreateTrafficMirrorSession", "PutObject", "GetObject", "createtrafficmirrorTARGET", "Create\\u0054rafficMirrorFilter", "Put\\u004fbject", "Tra\u017F\u017FficMirror", "TrafficMirro"];
        string[] notes = ["", "a \\\"quoted\\\" {brace", "}{", "\\\\", "TrafficMirror", "é\u212A", new string('x', random.Next(3000)), "{\\\"eventName\\\":\\\"PutObject\\\"}"];
        var spaces = random.Next(6) == 0 ? " " : "";
        var note = random.Next(60) == 0 ? new string('y', 90_000) : notes[random.Next(notes.Length)];
        var start = random.Next(8) == 0 ? "{\"awsRegion\":\"eu-west-1\"," : "{\"eventVersion\":\"1.08\",";
        var record = string.Create(
            CultureInfo.InvariantCulture,
            $"{start}{spaces}\"eventTime\":\"2026-01-02T03:04:05Z\",\"eventSource\":\"s3.amazonaws.com\",\"note\":\"{note}\",\"eventName\":\"{names[random.Next(names.Length)]}\",\"n\":{number},\"eventID\":\"e{number}\",\"userIdentity\":{{\"type\":\"AWSService\"}}}}");
        return random.Next(25) switch
        {
            0 => record + record.Replace("\"n\":", "\"n\":-", StringComparison.Ordinal),
            1 => "Jan  2 03:04:05 sw1 %SYS-5-CONFIG_I: TrafficMirror PutObject",
            2 => "{\"other\":\"TrafficMirror\",\"eventName\":\"PutObject\"}",
            3 => "plain words about PutObject",
            4 => "[" + record + "]",
            5 => "{\"Records\":[" + record + "," + record + "]}",
            _ => record,
        };
    }
}
