// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Tapwatch.Records;

namespace Tapwatch.Tests.Records;

/// <summary>Fields taken out of made-up JSON, held against the framework's reader.</summary>
public class ExtractionPropertyTests
{
    static readonly string[] _names = ["a", "b", "eventTime", "eventName", "sourceIPAddress", "sourceIPAddresses", "ab:b", "q\"uote", "back\\slash", "", "é"];
    static readonly string[] _paths = ["a", "b", "eventTime", "sourceIPAddress", "a.b", "a.eventTime.b", "b.a", "eventTime.a", "eventName.sourceIPAddress", "b.b.b", "b[1]", "a[0].b"];

    [Fact]
    public void Finds_what_the_framework_finds()
    {
        var random = new Random(7);
        for (var round = 0; round < 1500; round++)
        {
            // Several, of which some are alike: what one was like must not show in the next.
            var lines = new List<string>();
            for (var i = random.Next(1, 6); i > 0; i--)
            {
                var json = new StringBuilder();
                WriteObject(json, random, 0, blanks: random.Next(3) == 0);
                lines.Add(lines.Count > 0 && random.Next(3) == 0 ? lines[random.Next(lines.Count)].Replace("event", "evenT", StringComparison.Ordinal) : json.ToString());
            }

            var paths = _paths.Where(_ => random.Next(3) > 0).ToArray();
            var expected = lines.ConvertAll(line =>
            {
                using var document = JsonDocument.Parse(line);
                return Show(paths.Select(p => Expected(document.RootElement, Steps(p))));
            });
            Assert.True(expected.SequenceEqual(Read(string.Join('\n', lines), paths)), $"round {round}: {string.Join(' ', paths)}\n{string.Join('\n', lines)}");
        }
    }

    // Which members were met before, and in which order, must not show either.
    [Fact]
    public void Members_left_out_put_in_and_moved_change_nothing_else()
    {
        var random = new Random(9);
        for (var round = 0; round < 300; round++)
        {
            var members = new List<string>();
            for (var i = random.Next(1, 90); i > 0; i--)
            {
                var json = new StringBuilder();
                WriteString(json, random, random.Next(3) == 0 ? _names[random.Next(_names.Length)] : new string('k', random.Next(45)) + i);
                json.Append(random.Next(4) == 0 ? ": " : ":");
                WriteValue(json, random, depth: 1, blanks: false);
                members.Add(json.ToString());
            }

            var lines = new List<string>();
            for (var i = random.Next(2, 12); i > 0; i--)
            {
                if (random.Next(3) == 0)
                {
                    var (from, to) = (random.Next(members.Count), random.Next(members.Count));
                    (members[from], members[to]) = (members[to], members[from]);
                }

                var leftOut = random.Next(5);
                lines.Add($"{{{string.Join(random.Next(4) == 0 ? " , " : ",", members.Where(_ => random.Next(10) >= leftOut))}}}");
            }

            var expected = lines.ConvertAll(line =>
            {
                using var document = JsonDocument.Parse(line);
                return Show(_paths.Select(p => Expected(document.RootElement, Steps(p))));
            });
            Assert.True(expected.SequenceEqual(Read(string.Join('\n', lines), _paths)), $"round {round}\n{string.Join('\n', lines)}");
        }
    }

    // Where a record begins must not matter, nor what came before it, whatever it is.
    [Fact]
    public void Damaged_records_read_the_same_wherever_they_stand()
    {
        var random = new Random(8);
        for (var round = 0; round < 3000; round++)
        {
            var json = new StringBuilder();
            WriteObject(json, random, 0, blanks: random.Next(3) == 0);
            var whole = json.ToString();
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                var at = random.Next(1, json.Length);
                json[at] = "\"\\{}[],: x\n"[random.Next(11)];
            }

            var text = json.ToString();
            var moved = "{" + new string(' ', random.Next(1, 80)) + text[1..];
            var rows = Read(text, _paths);
            Assert.True(rows.SequenceEqual(Read(moved, _paths)), $"round {round}\n{text}");
            Assert.True(rows.SequenceEqual(Read($"{whole}\n{text}", _paths).Skip(1)), $"round {round}, after a whole one\n{text}");
        }
    }

    static IEnumerable<string> Read(string json, string[] paths) =>
        RecordText.Read(InputSource.Memory("t", Encoding.UTF8.GetBytes(json)), new ReadOptions { AsRows = true }, out _, paths).Select(r => Show(r.Fields));

    static string Show(IEnumerable<string?> fields) => string.Join('|', fields.Select(f => f ?? "null"));

    static object[] Steps(string path) => [.. path.Replace("[", ".[", StringComparison.Ordinal).Split('.').Select(s => s[0] == '[' ? (object)int.Parse(s[1..^1], null) : s)];

    /// <summary>The text of the first value at the end of the path; of several members of one name the first that has one.</summary>
    static string? Expected(JsonElement value, object[] steps) => Find(value, steps) is { ValueKind: not JsonValueKind.Null } found
        ? found.ValueKind == JsonValueKind.String ? found.GetString() : found.GetRawText()
        : null;

    static JsonElement? Find(JsonElement value, ReadOnlySpan<object> steps)
    {
        if (steps.IsEmpty)
        {
            return value;
        }

        if (steps[0] is int index)
        {
            return value.ValueKind == JsonValueKind.Array && index < value.GetArrayLength() ? Find(value[index], steps[1..]) : null;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                if (member.NameEquals((string)steps[0]) && Find(member.Value, steps[1..]) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    static void WriteObject(StringBuilder json, Random random, int depth, bool blanks)
    {
        json.Append('{');
        for (int i = 0, count = random.Next(depth == 0 ? 12 : 5); i < count; i++)
        {
            json.Append(i > 0 ? "," : "");
            Blank(json, random, blanks);
            WriteString(json, random, _names[random.Next(_names.Length)]);
            Blank(json, random, blanks);
            json.Append(':');
            Blank(json, random, blanks);
            WriteValue(json, random, depth, blanks);
            Blank(json, random, blanks);
        }

        json.Append('}');
    }

    static void WriteValue(StringBuilder json, Random random, int depth, bool blanks)
    {
        switch (random.Next(depth < 4 ? 10 : 7))
        {
            case 0:
                json.Append(random.Next(-1000, 100000));
                break;
            case 1:
                json.Append(random.Next(3) == 0 ? "null" : "true");
                break;
            case < 7:
                WriteString(json, random, Text(random));
                break;
            case < 9:
                WriteObject(json, random, depth + 1, blanks);
                break;
            default:
                json.Append('[');
                for (int i = 0, count = random.Next(4); i < count; i++)
                {
                    json.Append(i > 0 ? "," : "");
                    WriteValue(json, random, depth + 1, blanks);
                }

                json.Append(']');
                break;
        }
    }

    // Never the beginning of JSON within a string: that is gone into.
    static string Text(Random random) => "x" + string.Concat(Enumerable.Range(0, random.Next(6) == 0 ? random.Next(150) : random.Next(20)).Select(_ => "abc012 {}[],:\"\\\n\té"[random.Next(18)]));

    static void WriteString(StringBuilder json, Random random, string text)
    {
        json.Append('"');
        foreach (var character in text)
        {
            json.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                _ when random.Next(40) == 0 => $"\\u{(int)character:x4}",
                _ => character.ToString(),
            });
        }

        json.Append('"');
    }

    static void Blank(StringBuilder json, Random random, bool blanks) => json.Append(blanks ? (string[])["", "", " ", "\n", "\t  "] is var all ? all[random.Next(5)] : "" : "");
}
