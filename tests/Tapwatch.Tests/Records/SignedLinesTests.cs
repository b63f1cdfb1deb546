// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Records;
using Tapwatch.Records.Framing;

namespace Tapwatch.Tests.Records;

/// <summary>Lines that are CloudTrail events as AWS writes them, cut without looking closer.</summary>
public unsafe class SignedLinesTests
{
    const string Signature = "{\"eventVersion\":\"1.";

    static readonly string[] _pieces = ["{", "}", "\"", "\\", "\\\"", "}{", " ", "\r", "a", "é", new string('x', 40), new string('y', 130), "{\"b\":{\"c\":\"d\"}}", "\"z\""];

    [Theory]
    [InlineData("08\"}\n", 1)]
    [InlineData("08\"} \r\n", 1)]
    [InlineData("08\",\"a\":{\"b\":\"\\\"\"}}\n", 1)]
    [InlineData("08\"}", 0)] // the line may go on
    [InlineData("08\",\"a\":{\"b\":1}\n", 0)] // a bracket is missing
    [InlineData("08\",\"a\":\"}\n", 0)] // a string is open
    [InlineData("08\"}{}\n", 0)] // another object on the line
    [InlineData("08\"},\n", 0)]
    [InlineData("08\"}\n{\"eventVersion\":\"1.09\"}\n", 2)]
    [InlineData("08\"}\n{\"eventVersion\":\"2.0\"}\n", 1)]
    [InlineData("08\"}\n\n{\"eventVersion\":\"1.09\"}\n", 1)]
    public void Plain_lines_are_taken_up_to_the_first_that_is_not(string rest, int expected)
    {
        var content = Padded(Signature + rest);
        Assert.Equal(expected, Take(content, content.Length - 65, 10).Count);
    }

    [Fact]
    public void Taking_is_what_counting_byte_by_byte_says()
    {
        var random = new Random(61);
        for (var round = 0; round < 20000; round++)
        {
            var text = new StringBuilder();
            for (var line = random.Next(1, 5); line > 0; line--)
            {
                text.Append(Signature);
                for (var i = random.Next(8); i > 0; i--)
                {
                    text.Append(_pieces[random.Next(_pieces.Length)]);
                }

                text.Append(random.Next(4) == 0 ? "" : "\"").Append('}', random.Next(4) == 0 ? 2 : 1).Append(random.Next(5) == 0 ? " " : "").Append(random.Next(9) == 0 ? "" : "\n");
            }

            var content = Padded(text.ToString());
            var end = content.Length - 65 - random.Next(3);
            content.AsSpan(end).Clear();
            var room = random.Next(1, 6);
            var expected = Slowly(content, end, room);
            var found = Take(content, end, room);
            Assert.True(expected.SequenceEqual(found), $"round {round}\n{text}\n{string.Join('\n', expected)}\n=====\n{string.Join('\n', found)}");
        }
    }

    static byte[] Padded(string text) => [.. Encoding.UTF8.GetBytes(text), .. new byte[65]];

    static List<RecordSlice> Take(byte[] content, int end, int room)
    {
        var records = new RecordSlice[room];
        var position = 0;
        ulong beyond = 0;
        fixed (byte* p = content)
        {
            var taken = SignedLines.Take(p, ref position, end, records, 7, 100, ref beyond);
            Assert.Equal(taken == 0 ? 0 : Array.IndexOf(content, (byte)'\n', records[taken - 1].Start, end - records[taken - 1].Start) + 1, position);
            Assert.True(beyond != 0 || content.AsSpan(0, position).IndexOfAnyExceptInRange((byte)0, (byte)127) < 0);
            return [.. records.Take(taken)];
        }
    }

    static List<RecordSlice> Slowly(byte[] content, int end, int room)
    {
        var records = new List<RecordSlice>();
        var start = 0;
        while (records.Count < room && content.AsSpan(start, end - start).StartsWith(Encoding.ASCII.GetBytes(Signature)))
        {
            var stop = Array.IndexOf(content, (byte)'\n', start, end - start);
            if (stop < 0)
            {
                break;
            }

            var line = Encoding.Latin1.GetString(content, start, stop - start);
            var quotes = Enumerable.Range(0, line.Length).Count(i => line[i] == '"' && (i == 0 || line[i - 1] != '\\'));
            var trimmed = line.TrimEnd('\r', ' ');
            if (line.Count(c => c == '{') != line.Count(c => c == '}') || quotes % 2 != 0 || line.Contains("}{", StringComparison.Ordinal) || !trimmed.EndsWith('}'))
            {
                break;
            }

            records.Add(new RecordSlice(start, trimmed.Length, (byte)RecordKinds.IndexOf(RecordKind.CloudTrail), 7 + records.Count, 100 + records.Count));
            start = stop + 1;
        }

        return records;
    }
}
