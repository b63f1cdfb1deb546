// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Records;

namespace Tapwatch.Tests.Records;

/// <summary>Broken and hostile texts: nothing is passed over in silence, and what can be read is read.</summary>
public class HostileInputTests
{
    const string Event = """{"eventVersion":"1.08","userIdentity":{"type":"Root"},"eventSource":"ec2.amazonaws.com","eventName":"RunInstances"}""";
    const string Other = """{"userIdentity":{"type":"Root"},"eventSource":"ec2.amazonaws.com","eventName":"RunInstances"}""";

    static (int Records, string Problems, string Unrecognised) Read(string text, ReadOptions? options = null)
    {
        var rows = RecordText.Read(InputSource.Memory("input", Encoding.UTF8.GetBytes(text)), options ?? ReadOptions.Default, out var report);
        return (rows.Count, RecordText.Problems(report), RecordText.Unrecognised(report));
    }

    [Theory]
    [InlineData(Event)]
    [InlineData(Other)]
    public void Goes_on_after_a_line_that_was_cut(string record)
    {
        for (var cut = 2; cut < record.Length; cut++)
        {
            var (records, problems, _) = Read($"{record}\n{record[..cut]}\n{record}\n{record}\n");
            Assert.True(records >= 3, $"cut at {cut}: {records} records, {problems}");
            Assert.NotEqual("", problems);
            Assert.EndsWith("@2", problems.Split('\n')[0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Reads_what_was_there_before_the_input_ends()
    {
        Assert.Equal((2, "truncated-json@1", ""), Read($"{{\"Records\":[{Event},{Event},"));
        Assert.Equal((2, "truncated-json@1", ""), Read($"{{\"Records\":[{Event},{Event},{Event[..50]}"));
        Assert.Equal((1, "truncated-json@2", ""), Read($"{Event}\n{Event[..50]}"));
        Assert.Equal((0, "truncated-json@1", ""), Read("{\n  \"a\": 1,\n  \"b\": {\n    \"c\": 2"));
    }

    [Fact]
    public void Goes_on_after_a_broken_element_of_a_delivery() => Assert.Equal(
        (3, "broken-json@1", ""), Read($"{{\"Records\":[{Event},{{\"eventVersion\" \"1.08\"}},{Event},{Event}]}}"));

    [Fact]
    public void Reads_what_follows_a_delivery_without_end()
    {
        Assert.Equal((3, "broken-json@2", ""), Read($"{{\"Records\":[{Event}]\n{Event}\n{Event}\n"));
        Assert.Equal((2, "broken-json@2", ""), Read($"{{\"Records\":[{Event}\n<34>Nov 20 10:00:00 web1 su: x\n"));
    }

    [Fact]
    public void Reads_on_after_the_zero_bytes_a_crash_leaves()
    {
        const string Line = "<189>Nov 20 10:00:00 r1 %SYS-5-CONFIG_I: Configured from console by admin on vty0 (192.0.2.1)\n";
        Assert.Equal((3, "", "run of zero bytes x1"), Read($"{Event}\n{new string('\0', 700)}{Event}\n\0\0{Event}\n"));
        Assert.Equal((2, "", "run of zero bytes x1"), Read($"{Line}{new string('\0', 5_000_000)}{Line}"));
        Assert.Equal((0, "", "binary x1"), Read($"\u007fELF\n\0\0{Event}\n"));
    }

    [Fact]
    public void Lists_garbage_between_values() => Assert.Equal(
        (3, "", "text line x1\nremains of JSON x2"), Read($"{Event}\nwhat is this\n{Event}\n]\n}}\n{Event}\n"));

    [Fact]
    public void Reports_an_event_with_a_quote_missing() => Assert.Equal(
        (2, "broken-json@2", ""), Read($"{Event}\n{Event.Replace("\"Root\"", "\"Root", StringComparison.Ordinal)}\n{Event.Replace("Root", "a \\\\", StringComparison.Ordinal)}\n"));

    [Theory]
    [InlineData("#separator \\x09\n1.5\tC1\n", "Zeek log x2")]
    [InlineData("a,b,c,d\n1,2,3,4\n\"x\",2,3,4\n", "CSV line x3")]
    [InlineData("2 111122223333 eni-0a1b 192.0.2.1 192.0.2.2 1 2 6 1 1 1 1 ACCEPT OK\n", "VPC flow log x1")]
    public void Guesses_what_lines_are(string text, string guess) => Assert.Equal((0, "", guess), Read(text));

    [Fact]
    public void Reports_a_brace_that_opens_nothing() => Assert.Equal((1, "broken-json@1", ""), Read($"{{garbage}}\n{Event}\n"));

    [Fact]
    public void Takes_an_event_with_a_seam_in_a_string() => Assert.Equal((2, "", ""), Read(Event.Replace("Root", "}{", StringComparison.Ordinal) + "\n" + Event));

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    public void Refuses_nesting_without_end(string open)
    {
        var deep = string.Concat(Enumerable.Repeat(open, 100_000));
        var close = string.Concat(Enumerable.Repeat(open == "[" ? "]" : "}", 100_000));
        var (records, problems, _) = Read($"{Event}\n{{\"x\":{deep}1{close}}}\n{Event}\n");
        Assert.Equal((2, "too-deep@2"), (records, problems));
        Assert.Equal(1, Read($"{Event}\n{{\"x\":{deep}").Records);
        Assert.Equal(0, Read(deep).Records);
        Assert.InRange(Read($"{Event[..^1]},\"x\":{deep}1{close}}}\n").Records, 0, 1);
    }

    [Fact]
    public void Leaves_out_a_record_that_is_too_long_and_goes_on()
    {
        var options = new ReadOptions { MaximumRecordBytes = 100_000, ChunkBytes = 4096 };
        var blob = new string('x', 1_000_000);
        Assert.Equal((2, "too-long@2", ""), Read($"{Event}\n{blob}\n{Event}\n", options));
        Assert.Equal((2, "too-long@2", ""), Read($"{Event}\n{Event[..^1]},\"x\":\"{blob}\"}}\n{Event}\n", options));
        Assert.Equal((2, "too-long@2", ""), Read($"{Event}\n{{\"x\":\"{blob}\"}}{Event}\n", options));
        Assert.Equal((2, "too-long@1", ""), Read($"{{\"Records\":[{Event},{{\"x\":\"{blob}\\\"}}\"}},{Event}]}}", options));
        Assert.Equal((1, "too-long@2", ""), Read($"{Event}\n{{\"x\":\"{blob}", options));
    }

    [Fact]
    public void Holds_a_line_of_100_MB_in_little_memory()
    {
        var report = new InputReport();
        using var reader = new RecordReader(new InputSource("long", null, null, () => new RepeatingStream("{\"x\":\"", 'x', 100 << 20, $"\"}}\n{Event}\n")), ReadOptions.Default, report);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(reader.TryRead(out var chunk, TestContext.Current.CancellationToken));
        Assert.Equal(2, chunk.Records[0].Line);
        chunk.Dispose();
        Assert.Equal("too-long@1", RecordText.Problems(report));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100 << 20);
    }

    [Fact]
    public void Keeps_records_that_are_not_UTF_8_and_says_so_once()
    {
        var content = Encoding.Latin1.GetBytes($"{Event.Replace("Root", "caf\u00E9", StringComparison.Ordinal)}\n{Event}\n{Event.Replace("Root", "\u00FF", StringComparison.Ordinal)}\n");
        var rows = RecordText.Read(content, out var report, "userIdentity.type");
        Assert.Equal(["caf\uFFFD", "Root", "\uFFFD"], rows.Select(r => r.Fields[0]));
        Assert.Equal("encoding@1\nencoding@", RecordText.Problems(report));
    }

    [Theory]
    [InlineData("", Event, "\n", "")]
    [InlineData("", Other, "\n", "")]
    [InlineData("{\"Records\":[", Event, ",", "]}")]
    [InlineData("[", Other, ",\n", "]")]
    [InlineData("", """{"logName":"x/cloudaudit.googleapis.com","protoPayload":{"methodName":"Root"},"resource":{"labels":{"zone":"a"}}}""", "\n", "")]
    [InlineData("", """{"operationName":"a.b/c","category":"Administrative","resourceId":"/subscriptions/Root"}""", "\n", "")]
    [InlineData("", "<189>1: sw: 5: Mar 02 2026 11:29:24 UTC: %SYS-5-CONFIG_I: Configured by Root", "\n", "")]
    public void Says_of_the_first_record_that_is_not_UTF_8_where_it_is(string before, string record, string between, string after)
    {
        foreach (var size in new[] { 256, 700, 4096, 512 << 10 })
        {
            for (var bad = 0; bad < 40; bad++)
            {
                var records = Enumerable.Repeat(record, 40).ToArray();
                records[bad] = record.Replace("Root", "caf\u00E9", StringComparison.Ordinal);
                var content = Encoding.Latin1.GetBytes(before + string.Join(between, records) + after + "\n");
                var rows = RecordText.Read(InputSource.Memory("input", content), new ReadOptions { ChunkBytes = size }, out var report);
                Assert.Equal((40, $"encoding@{(between.Contains('\n') ? bad + 1 : 1)}"), (rows.Count, RecordText.Problems(report)));
            }
        }
    }

    [Fact]
    public void Reads_byte_order_marks_and_UTF_16()
    {
        Assert.Single(RecordText.Read([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Event)], out _));
        Assert.Equal(2, RecordText.Read([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes($"{Event}\n{Event}")], out _).Count);
        Assert.Single(RecordText.Read([.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Event)], out _));
    }

    [Theory]
    [InlineData(new byte[] { 0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0 }, "packet capture")]
    [InlineData(new byte[] { 0x0A, 0x0D, 0x0D, 0x0A, 0x1C, 0, 0, 0 }, "packet capture")]
    [InlineData(new byte[] { 0x7F, 0x45, 0x4C, 0x46, 0, 0 }, "binary")]
    public void Names_binary_files(byte[] content, string what)
    {
        Assert.Empty(RecordText.Read(content, out var report));
        Assert.Equal($"{what} x1", RecordText.Unrecognised(report));
    }

    [Fact]
    public void Counts_empty_files()
    {
        Assert.Empty(RecordText.Read([], out var report));
        Assert.Equal(1, report.EmptyFiles);
        Assert.Empty(RecordText.Read("\n  \n", out report));
        Assert.Equal(0, report.ProblemCount + report.UnrecognisedCount);
    }

    [Fact]
    public void Reports_a_read_that_fails_and_keeps_what_came_before()
    {
        var rows = RecordText.Read(new InputSource("f", null, null, () => new FailingStream(Encoding.UTF8.GetBytes($"{Event}\n"))), ReadOptions.Default, out var report);
        Assert.Single(rows);
        Assert.Equal("unreadable@", RecordText.Problems(report));
    }

    [Fact]
    public void Reports_a_file_that_cannot_be_opened()
    {
        Assert.Empty(RecordText.Read(new InputSource("x", null, null, () => throw new UnauthorizedAccessException("Access denied")), ReadOptions.Default, out var report));
        Assert.Equal("unreadable@", RecordText.Problems(report));
    }
}
