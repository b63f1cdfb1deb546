// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.RegularExpressions;
using Tapwatch.Records;

namespace Tapwatch.Tests.Records;

/// <summary>Which line a record stands on, and whether a chunk is plain ASCII: both are found out while something else is, and must be right all the same.</summary>
public class PlaceTests
{
    // Where # stands, a record's number comes; where ~, now and then a line break or a letter beyond ASCII.
    static readonly string[] _records =
    [
        """{"eventVersion":"1.08","userIdentity":{"type":"Root"},"eventSource":"ec2.amazonaws.com","eventName":"RunInstances","eventID":"#"}""",
        """{"eventVersion":"1.08",~"userIdentity":{"type":"^"},"eventSource":"ec2.amazonaws.com","eventName":"RunInstances",~"a":{~"b":"^"},~"eventID":"#"}""",
        """{~"time":"2026-03-17T15:34:10Z",~"resourceId":"/SUBSCRIPTIONS/A/^","operationName":"MICROSOFT.NETWORK/VIRTUALNETWORKTAPS/WRITE",~"category":"Administrative",~"identity":{~"claims":{"name":"^ and quite some more text, so that blocks of it are plain"}},~"correlationId":"#"~}""",
        """{"logName":"projects/p/logs/cloudaudit.googleapis.com%2Factivity",~"protoPayload":{~"methodName":"x","status":{"message":"^"}},~"resource":{"type":"gce_instance",~"labels":{"zone":"europe-west3-a and more, so that there are plain blocks ^"}},"insertId":"#"~}""",
    ];

    [Fact]
    public void A_record_stands_on_the_line_it_begins_on()
    {
        var random = new Random(61);
        for (var round = 0; round < 1500; round++)
        {
            var text = Text(random, random.Next(4));
            var options = new ReadOptions { ChunkBytes = 300 + random.Next(3000) };
            foreach (var row in RecordText.Read(InputSource.Memory("t", Encoding.UTF8.GetBytes(text)), options, out _))
            {
                var start = text.IndexOf(row.Raw, StringComparison.Ordinal);
                Assert.True(row.Line == 1 + text.AsSpan(0, start).Count('\n'), $"round {round}: line {row.Line} of\n{row.Raw}\nin\n{text}");
            }
        }
    }

    [Fact]
    public void A_chunk_that_is_called_ASCII_is()
    {
        var random = new Random(62);
        var ascii = 0;
        for (var round = 0; round < 1500; round++)
        {
            var content = Encoding.UTF8.GetBytes(Text(random, oddities: random.Next(2) * 2));
            using var reader = new RecordReader(InputSource.Memory("t", content), new ReadOptions { ChunkBytes = 300 + random.Next(3000) }, new InputReport());
            while (reader.TryRead(out var chunk, TestContext.Current.CancellationToken))
            {
                using (chunk)
                {
                    foreach (var record in chunk.Records)
                    {
                        Assert.True(!chunk.IsAscii || Ascii.IsValid(chunk.Buffer.AsSpan(record.Start, record.Length + 1)), $"round {round}");
                    }

                    ascii += chunk.IsAscii ? 1 : 0;
                }
            }
        }

        Assert.True(ascii > 300);
    }

    /// <summary>Some records on lines or in an array.</summary>
    /// <param name="random">What decides.</param>
    /// <param name="oddities">How often there are line breaks and other letters in them, of four times.</param>
    static string Text(Random random, int oddities)
    {
        var count = random.Next(1, 25);
        var inArray = random.Next(2) == 0;
        var text = new StringBuilder(inArray ? "[" : "");
        for (var i = 0; i < count; i++)
        {
            var record = _records[random.Next(_records.Length)].Replace("#", $"{i}", StringComparison.Ordinal);
            record = Regex.Replace(record, "~", _ => random.Next(4) < oddities ? random.Next(2) == 0 ? "\n" : "\r\n  " : "", RegexOptions.None, TimeSpan.FromSeconds(1));
            record = Regex.Replace(record, "\\^", _ => random.Next(4) < oddities ? "\u00e9" : "e", RegexOptions.None, TimeSpan.FromSeconds(1));
            text.Append(record).Append(i == count - 1 ? "" : inArray ? random.Next(3) == 0 ? ",\n" : "," : "\n");
        }

        return text.Append(inArray ? "]" : "\n").ToString();
    }
}
