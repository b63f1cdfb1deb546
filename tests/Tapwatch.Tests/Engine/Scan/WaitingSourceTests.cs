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
