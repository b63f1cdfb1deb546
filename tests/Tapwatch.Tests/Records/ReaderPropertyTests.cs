// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tapwatch.Records;

namespace Tapwatch.Tests.Records;

/// <summary>What must hold whatever the input.</summary>
public class ReaderPropertyTests
{
    static readonly string[] _pieces =
    [
        """{"eventVersion":"1.08","userIdentity":{"type":"Root"},"eventSource":"ec2.amazonaws.com","eventName":"RunInstances"}""",
        """{"awsRegion":"x","eventSource":"ec2.amazonaws.com","eventName":"a\"}{\\"}""",
        """{"detail":{"eventSource":"ec2.amazonaws.com","eventName":"X"}}""",
        """{"message":"{\"eventSource\":\"ec2.amazonaws.com\",\"eventName\":\"X\\n\"}"}""",
        """{"Records":[""", "]}", "[", "]", ",", "\n", "\n", "\r\n", " ", "{", "}", "\"", "\\", ":",
        """{"a":[1,{"b":null}]}""",
        "{\n  \"eventSource\": \"ec2.amazonaws.com\",\n  \"eventName\": \"Y\"\n}",
        """{"logName":"cloudaudit.googleapis.com","protoPayload":{"methodName":"x"}}""",
        "<189>31: edge1: *Nov 20 10:00:00.000 UTC: %SYS-5-CONFIG_I: Configured from console by dana on vty0 (203.0.113.9)",
        "May 19 13:22:11 192.0.2.3\tdana\ttty2\t203.0.113.50\tstop\tcmd=conf t <cr>",
        "text", "\u00e9", "%", "<34>", "OperationNameValue,b\n", "\"x,\n\"", "\u0000",
    ];

    static string Random(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => _pieces[random.Next(_pieces.Length)] + (random.Next(3) == 0 ? "\n" : "")));

    static string Everything(InputSource source, ReadOptions options)
    {
        var rows = RecordText.Read(source, options, out var report, "eventName", "$fields", "time");
        return string.Join('\n', rows.Select(r => $"{r} {string.Join('|', r.Fields)}")) + "\n--\n" + string.Join('\n', report.Problems) + "\n--\n" + RecordText.Unrecognised(report);
    }

    [Fact]
    public void The_same_text_gives_the_same_records_however_it_is_cut()
    {
        var random = new Random(42);
        for (var i = 0; i < 3000; i++)
        {
            var text = Random(random);
            var content = Encoding.UTF8.GetBytes(text);
            var whole = Everything(InputSource.Memory("t", content), ReadOptions.Default);
            var cut = Everything(new InputSource("t", null, null, () => new DribblingStream(content, random)), new ReadOptions { ChunkBytes = 256 + random.Next(300) });
            Assert.True(whole == cut, $"round {i}\n{text}\n=====\n{whole}\n=====\n{cut}");
        }
    }

    [Fact]
    public void What_is_too_long_is_so_however_the_text_is_cut()
    {
        var random = new Random(47);
        for (var i = 0; i < 3000; i++)
        {
            var text = Random(random);
            var content = Encoding.UTF8.GetBytes(text);
            var longest = 20 + random.Next(200);
            var whole = Everything(InputSource.Memory("t", content), new ReadOptions { MaximumRecordBytes = longest });
            var cut = Everything(new InputSource("t", null, null, () => new DribblingStream(content, random)), new ReadOptions { ChunkBytes = 256 + random.Next(300), MaximumRecordBytes = longest });
            Assert.True(whole == cut, $"round {i}, at most {longest} bytes\n{text}\n=====\n{whole}\n=====\n{cut}");
        }
    }

    [Fact]
    public void Any_bytes_are_read_without_a_fault()
    {
        var random = new Random(43);
        for (var i = 0; i < 3000; i++)
        {
            byte[] content;
            if (i % 2 == 0)
            {
                content = new byte[random.Next(0, 400)];
                random.NextBytes(content);
            }
            else
            {
                content = Encoding.UTF8.GetBytes(Random(random));
                for (var n = 0; n < 5; n++)
                {
                    content[random.Next(content.Length)] = (byte)random.Next(256);
                }
            }

            Everything(InputSource.Memory("t", content), new ReadOptions { ChunkBytes = 512, MaximumRecordBytes = 2000, AsRows = i % 5 == 0 });
        }
    }

    [Fact]
    public void Every_record_is_read_or_listed()
    {
        var random = new Random(44);
        for (var i = 0; i < 500; i++)
        {
            var lines = Enumerable.Range(0, random.Next(1, 20)).Select(_ => _pieces[random.Next(4) is 3 ? 22 : random.Next(4)]).ToList();
            var rows = RecordText.Read(string.Join('\n', lines), out var report);
            Assert.Equal(lines.Count, rows.Count + report.UnrecognisedCount);
        }
    }

    [Fact]
    public void Extraction_agrees_with_a_document_walk()
    {
        var random = new Random(45);
        string[] names = ["a", "b", "c", "key", "\u00fc", "with space", "q\"uote"];
        for (var i = 0; i < 2000; i++)
        {
            var node = Object(random, names, 4);
            var json = random.Next(2) == 0 ? node.ToJsonString() : node.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
            var paths = Enumerable.Range(0, 6).Select(_ => Path(random, names)).ToArray();
            string[] requests = [.. paths.Select(p => p.Path), .. paths.Select(p => "json:" + p.Path)];
            var row = Assert.Single(RecordText.Read(InputSource.Memory("t", Encoding.UTF8.GetBytes(json)), new ReadOptions { AsRows = true, ChunkBytes = 300 }, out _, requests));
            using var document = JsonDocument.Parse(json);
            for (var p = 0; p < paths.Length; p++)
            {
                var found = Walk(document.RootElement, paths[p].Steps);
                var text = found is not { } element || element.ValueKind == JsonValueKind.Null ? null : element.ValueKind == JsonValueKind.String ? element.GetString() : element.GetRawText();
                Assert.True(text == row.Fields[p], $"{paths[p].Path} of {json}: '{text}' against '{row.Fields[p]}'");
                Assert.Equal(found?.GetRawText(), row.Fields[paths.Length + p]);
            }
        }
    }

    static JsonObject Object(Random random, string[] names, int depth)
    {
        var node = new JsonObject();
        for (var n = random.Next(0, 6); n > 0; n--)
        {
            node[names[random.Next(names.Length)]] = Value(random, names, depth - 1);
        }

        return node;
    }

    static JsonNode? Value(Random random, string[] names, int depth) => random.Next(depth > 0 ? 9 : 6) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(2) == 0),
        2 => JsonValue.Create(random.Next()),
        3 => JsonValue.Create(random.NextDouble() * 1e9),
        4 => JsonValue.Create("text " + random.Next().ToString(CultureInfo.InvariantCulture)),
        5 => JsonValue.Create("\u00e9\n\"\\/{}[]:,😀"),
        6 => new JsonArray([.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => Value(random, names, depth - 1))]),
        _ => Object(random, names, depth),
    };

    static (string Path, object[] Steps) Path(Random random, string[] names)
    {
        var path = new StringBuilder();
        var steps = new List<object>();
        for (var n = random.Next(1, 5); n > 0; n--)
        {
            if (steps.Count > 0 && random.Next(4) == 0)
            {
                var index = random.Next(3);
                steps.Add(index);
                path.Append('[').Append(index).Append(']');
            }
            else
            {
                var name = names[random.Next(names.Length)];
                steps.Add(name);
                path.Append(path.Length > 0 ? "." : "").Append('`').Append(name).Append('`');
            }
        }

        return (path.ToString(), [.. steps]);
    }

    static JsonElement? Walk(JsonElement element, object[] steps)
    {
        foreach (var step in steps)
        {
            if (step is string name && element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member))
            {
                element = member;
            }
            else if (step is int index && element.ValueKind == JsonValueKind.Array && index < element.GetArrayLength())
            {
                element = element[index];
            }
            else
            {
                return null;
            }
        }

        return element;
    }
}
