// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Tapwatch.Engine;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records;
using Tapwatch.Records.Columns;
using Tapwatch.Records.Sources;

namespace Tapwatch.Tests.Engine.Scan;

/// <summary>Sources behind one that is slow.</summary>
public class WaitingSourceTests
{
    const int Runs = 10;

    static readonly PlanColumn _name = new("eventName", ScalarType.String);

    static byte[] Log(string name, int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""{"eventVersion":"1.08","eventName":"{{name}}{{i}}","padding":"{{new string('x', 2000)}}"}""").Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    [Fact]
    public void A_source_is_read_to_its_end_while_the_one_before_it_says_nothing()
    {
        using var read = new ManualResetEventSlim();
        var late = new WaitingStream(Log("a", 10), beforeFirst: read.Wait);
        var early = new WaitingStream(Log("b", 2000), atEnd: () => read.Set());
        var inputs = new ScanInputs
        {
            Logs = [new InputSource("a", null, null, () => late), new InputSource("b", null, null, () => early)],
            Report = new InputReport(),
            Options = ReadOptions.Default with { ChunkBytes = 40_000 },
        };
        var scan = new RecordScan(RecordKind.CloudTrail, [new ScanField(_name, new FieldRequest("eventName", FieldForm.Text))], "t");
        var rows = new List<string>();
        PlanRunner.Run([new PlanOutput(scan, (_, batch) => PlanRows.Add(batch, rows))], inputs, PlanRows.Options with { Threads = 2 }, TestContext.Current.CancellationToken);
        Assert.Equal([.. Enumerable.Range(0, 10).Select(i => $"a{i}"), .. Enumerable.Range(0, 2000).Select(i => $"b{i}")], rows);
        Assert.True(late.WasSet);
    }

    /// <summary>The last block of a file may have nothing to hand on, and no worker stays to say so: each wait for one would take the whole interval at which progress is told.</summary>
    [Fact]
    public void The_end_of_a_file_in_two_blocks_is_noticed_at_once()
    {
        var path = Path.GetTempFileName();
        try
        {
            // A block and a half; nothing is sought in the second.
            File.WriteAllBytes(path, [.. Log("sought", 50), .. Log("other", 500)]);
            var told = 0;
            for (var run = 0; run < Runs; run++)
            {
                var inputs = new ScanInputs
                {
                    Logs = [InputSource.File(path)],
                    Report = new InputReport(),
                    Options = ReadOptions.Default with { ChunkBytes = 1 << 20 },
                    Progress = _ => told++,
                };
                var rows = new List<string>();
                var scan = new RecordScan(RecordKind.CloudTrail, [new ScanField(_name, new FieldRequest("eventName", FieldForm.Text))], "t") { Prefilter = new Prefilter(["sought"], FoldsUnicode: false) };
                PlanRunner.Run([new PlanOutput(scan, (_, batch) => PlanRows.Add(batch, rows))], inputs, PlanRows.Options with { Threads = 2 }, TestContext.Current.CancellationToken);
                Assert.Equal(50, rows.Count);
            }

            // Once for the chunk with rows. A busy machine may wait now and then, but not in every other run.
            Assert.InRange(told, Runs, Runs + (Runs / 2));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>A stream that waits before its first byte, or tells that its last was taken.</summary>
    sealed class WaitingStream(byte[] content, Func<TimeSpan, bool>? beforeFirst = null, Action? atEnd = null) : ReadStream
    {
        int _position;

        public bool WasSet { get; private set; } = true;

        public override int Read(Span<byte> buffer)
        {
            if (_position == 0 && beforeFirst is not null)
            {
                WasSet = beforeFirst(TimeSpan.FromSeconds(30));
            }

            var count = Math.Min(buffer.Length, content.Length - _position);
            content.AsSpan(_position, count).CopyTo(buffer);
            _position += count;
            if (count == 0)
            {
                atEnd?.Invoke();
            }

            return count;
        }
    }
}
