// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Records;

namespace Tapwatch.Tests.Engine.Scan;

/// <summary>Big files are read in blocks by several threads; nobody may notice.</summary>
public sealed class BlockTests : IDisposable
{
    static readonly string[] _oddities =
    [
        "", "\r", "   ", "some text", "more text that is no record", "\u0000\u0000", "}", "{", "[", "]", "\"", "\"}{\"",
        """{"eventVersion":"1.08","userIdentity":{"type":"Root"},"eventSource":"ec2.amazonaws.com","eventName":"{"}""",
        """{"eventVersion":"1.08","userIdentity":{"type":"Root"},"eventSource":"ec2.amazonaws.com","eventName":"cut""",
        """{"Records":[{"eventVersion":"1.08","eventSource":"s3.amazonaws.com","eventName":"A"},""",
        "]}",
        """{"Records":[{"eventVersion":"1.08","eventSource":"s3.amazonaws.com","eventName":"B"}]}""",
        """{"eventVersion":"1.08","eventSource":"s3.amazonaws.com","eventName":"C"}{"eventVersion":"1.08","eventSource":"s3.amazonaws.com","eventName":"D"}""",
        """{"detail":{"eventSource":"ec2.amazonaws.com","eventName":"X"}}""",
        """{"message":"{\"eventSource\":\"ec2.amazonaws.com\",\"eventName\":\"X\\n\"}"}""",
        "{\n  \"eventSource\": \"ec2.amazonaws.com\",\n  \"eventName\": \"Y\"\n}",
        """{"logName":"cloudaudit.googleapis.com","protoPayload":{"methodName":"x"}}""",
        """{"a":1}""",
        "<189>31: edge1: *Nov 20 10:00:00.000 UTC: %SYS-5-CONFIG_I: Configured from console by dana on vty0 (203.0.113.9)",
        "May 19 13:22:11 192.0.2.3\tdana\ttty2\t203.0.113.50\tstop\tcmd=conf t <cr>",
        new string('x', 9000),
        $$"""{"eventVersion":"1.08","eventSource":"s3.amazonaws.com","eventName":"Long","padding":"{{new string('y', 20000)}}"}""",
        "OperationNameValue,b",
    ];

    readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Blocks_give_what_reading_in_turn_gives()
    {
        var random = new Random(51);
        for (var round = 0; round < 150; round++)
        {
            var content = Content(random, oneIn: random.Next(3) switch { 0 => 3, 1 => 40, _ => 400 });
            File.WriteAllBytes(_file, content);
            var options = ReadOptions.Default with { ChunkBytes = 700 + random.Next(6000), MaximumRecordBytes = round % 3 == 0 ? 300 + random.Next(25_000) : 16 << 20 };
            var expected = Read(options, threads: 1);
            for (var threads = 2; threads <= 3; threads++)
            {
                var found = Read(options, threads);
                var first = expected.Zip(found).TakeWhile(static p => p.First == p.Second).Count();
                Assert.True(
                    first == expected.Count && first == found.Count,
                    $"round {round}, {threads} threads, chunks of {options.ChunkBytes}, records of {options.MaximumRecordBytes} at most, line {first}\n{expected.ElementAtOrDefault(first)}\n=====\n{found.ElementAtOrDefault(first)}");
            }
        }
    }

    [Fact]
    public void A_file_of_plain_lines_is_read_in_blocks()
    {
        File.WriteAllBytes(_file, TestLog.CloudTrail(5, 400));
        var report = new InputReport();
        using var reader = new RecordReader(InputSource.File(_file), ReadOptions.Default with { ChunkBytes = 8000 }, report);
        Assert.Null(reader.Split());
        var blocks = Split(reader);
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks.Read(i, TestContext.Current.CancellationToken);
            Assert.True(block.IsWhole);
            Assert.True(reader.Accept(block));
            block.Chunk?.Dispose();
        }

        reader.Resume(isBroken: false);
        Assert.False(reader.TryRead(out _, TestContext.Current.CancellationToken));
        Assert.Equal(400, report.RecordCount);
        Assert.Equal(new FileInfo(_file).Length, report.BytesRead);
    }

    [Fact]
    public void A_bracket_at_the_end_of_a_block_may_open_an_array_in_the_next()
    {
        for (var count = 60; count < 90; count++)
        {
            File.WriteAllText(_file, Encoding.UTF8.GetString(TestLog.CloudTrail(5, count)) + "[\n" + Encoding.UTF8.GetString(TestLog.CloudTrail(6, 30)) + "]\n");
            var options = ReadOptions.Default with { ChunkBytes = 700 };
            Assert.Equal(Read(options, threads: 1), Read(options, threads: 2));
        }
    }

    [Fact]
    public void What_is_written_meanwhile_is_read_too()
    {
        File.WriteAllBytes(_file, TestLog.CloudTrail(5, 400));
        var report = new InputReport();
        using var reader = new RecordReader(InputSource.File(_file), ReadOptions.Default with { ChunkBytes = 8000 }, report);
        var blocks = Split(reader);
        File.AppendAllText(_file, Encoding.UTF8.GetString(TestLog.CloudTrail(6, 30)));
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks.Read(i, TestContext.Current.CancellationToken);
            Assert.True(reader.Accept(block));
            block.Chunk?.Dispose();
        }

        reader.Resume(isBroken: false);
        while (reader.TryRead(out var chunk, TestContext.Current.CancellationToken))
        {
            chunk.Dispose();
        }

        Assert.Equal(430, report.RecordCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_cut_off_meanwhile_is_told(bool inBlocks)
    {
        File.WriteAllBytes(_file, TestLog.CloudTrail(5, 400));
        var report = new InputReport();
        using var reader = new RecordReader(InputSource.File(_file), ReadOptions.Default with { ChunkBytes = 8000 }, report);
        Assert.True(reader.TryRead(out var chunk, TestContext.Current.CancellationToken));
        chunk.Dispose();
        if (inBlocks)
        {
            var blocks = Split(reader);
            File.WriteAllText(_file, "");
            Assert.Contains(Enumerable.Range(0, (int)blocks.Count), number => !reader.Accept(blocks.Read(number, TestContext.Current.CancellationToken)));
            reader.Resume(isBroken: true);
        }
        else
        {
            File.WriteAllText(_file, "");
        }

        while (reader.TryRead(out chunk, TestContext.Current.CancellationToken))
        {
            chunk.Dispose();
        }

        Assert.Contains(report.Problems, static p => p.Code == ReadProblemCodes.Truncated && p.Text.Contains("cut off meanwhile", StringComparison.Ordinal));
    }

    /// <summary>The blocks, once enough was read in turn.</summary>
    static RecordBlocks Split(RecordReader reader)
    {
        RecordBlocks? blocks = null;
        while (blocks is null)
        {
            Assert.True(reader.TryRead(out var chunk, TestContext.Current.CancellationToken));
            chunk.Dispose();
            blocks = reader.Split();
        }

        return blocks;
    }

    static byte[] Content(Random random, int oneIn)
    {
        var lines = Encoding.UTF8.GetString(TestLog.CloudTrail(random.Next(), random.Next(1, 300))).Split('\n');
        var content = new List<byte>();
        foreach (var line in lines)
        {
            if (random.Next(oneIn) == 0)
            {
                content.AddRange(Encoding.UTF8.GetBytes(_oddities[random.Next(_oddities.Length)]));
                content.AddRange(random.Next(12) switch { 0 => [], 1 => [0xE9, (byte)'\n'], _ => [(byte)'\n'] });
            }

            content.AddRange(Encoding.UTF8.GetBytes(line));
            content.Add((byte)'\n');
        }

        if (random.Next(2) == 0)
        {
            content.RemoveRange(content.Count - Math.Min(content.Count, 2), Math.Min(content.Count, 2));
        }

        return [.. content];
    }

    List<string> Read(ReadOptions options, int threads) => Everything.In(_file, options, threads);
}
