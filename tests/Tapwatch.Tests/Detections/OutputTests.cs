// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Tapwatch.Detections.Findings;
using Tapwatch.Detections.Outputs;
using Tapwatch.Detections.Rules;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Detections;

public class OutputTests
{
    static readonly DateTime _now = new(2026, 1, 6, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("plain – ünïcode 日本 \U0001F441", "plain – ünïcode 日本 \U0001F441")]
    [InlineData("\x1b[2J\x1b]0;owned\a", "\\x1b[2J\\x1b]0;owned\\x07")]
    [InlineData("a\r\nb\tc", "a\\x0d\\x0ab\\x09c")]
    [InlineData("\u009b31m", "\\x9b31m")]
    [InlineData("abc\u202egpj.exe", "abc\\u202egpj.exe")]
    [InlineData("zero\u200bwidth", "zero\\u200bwidth")]
    public void Text_from_logs_cannot_steer_the_terminal(string text, string expected) => Assert.Equal(expected, SafeText.ForTerminal(text));

    [Fact]
    public void Half_a_character_is_shown_as_its_number() => Assert.Equal("half \\ud83d", SafeText.ForTerminal("half " + (char)0xd83d));

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("plain=1", "plain=1")]
    public void Text_from_logs_is_no_formula(string text, string expected) => Assert.Equal(expected, SafeText.ForCsv(text));

    [Fact]
    public void A_finding_is_an_ocsf_detection_finding()
    {
        var json = Ocsf(Finding());
        Assert.Equal(2004, json.GetProperty("class_uid").GetInt32());
        Assert.Equal(200401, json.GetProperty("type_uid").GetInt32());
        Assert.Equal(4, json.GetProperty("severity_id").GetInt32());
        Assert.Equal("High", json.GetProperty("severity").GetString());
        Assert.Equal(3, json.GetProperty("confidence_id").GetInt32());
        Assert.Equal(1767603600000, json.GetProperty("time").GetInt64());
        var attack = json.GetProperty("finding_info").GetProperty("attacks")[0];
        Assert.Equal("TA0010", attack.GetProperty("tactic").GetProperty("uid").GetString());
        Assert.Equal("T1020", attack.GetProperty("technique").GetProperty("uid").GetString());
        Assert.Equal("T1020.001", attack.GetProperty("sub_technique").GetProperty("uid").GetString());
        Assert.Equal("Traffic Duplication", attack.GetProperty("sub_technique").GetProperty("name").GetString());
        Assert.Equal("AWS", json.GetProperty("cloud").GetProperty("provider").GetString());
        Assert.Equal("111122223333", json.GetProperty("cloud").GetProperty("account").GetProperty("uid").GetString());
        var evidence = json.GetProperty("evidences")[0];
        Assert.Equal("ana", evidence.GetProperty("actor").GetProperty("user").GetProperty("name").GetString());
        Assert.Equal("192.0.2.1", evidence.GetProperty("src_endpoint").GetProperty("ip").GetString());
        Assert.Equal("trail.json", evidence.GetProperty("data").GetProperty("source").GetString());
        Assert.Equal(1, evidence.GetProperty("data").GetProperty("position").GetInt32());
        Assert.Equal("eni-1", json.GetProperty("unmapped").GetProperty("mirror_source").GetString());
        Assert.Equal("kql", json.GetProperty("unmapped").GetProperty("languages")[0].GetString());
    }

    [Fact]
    public void An_address_that_is_a_name_is_no_ip() =>
        Assert.Equal("AWS Internal", Ocsf(Finding(("address", "AWS Internal"))).GetProperty("evidences")[0].GetProperty("src_endpoint").GetProperty("name").GetString());

    [Fact]
    public void Escape_sequences_do_not_get_through_json()
    {
        var text = Write(w => FindingFormats.WriteNdjson([Finding(("actor", "\x1b[31m\u009b\n\u202e"))], w, _now));
        Assert.DoesNotContain('\x1b', text);
        Assert.DoesNotContain('\u009b', text);
        Assert.DoesNotContain('\u202e', text);
        Assert.Contains("\\u202E", text, StringComparison.Ordinal);
        Assert.Equal(1, text.Count(c => c == '\n'));
    }

    [Fact]
    public void Half_a_character_does_not_stop_an_output()
    {
        var finding = Finding(("actor", "half " + (char)0xd83d));
        Assert.Equal("half \ufffd", Ocsf(finding).GetProperty("evidences")[0].GetProperty("actor").GetProperty("user").GetProperty("name").GetString());
        Assert.NotEqual("", Write(w => FindingFormats.WriteSarif([finding], w)));
        Assert.NotEqual("", Write(w => FindingFormats.WriteCsv([finding], w)));
    }

    [Fact]
    public void Sarif_has_the_place_and_the_fingerprint()
    {
        using var document = JsonDocument.Parse(Write(w => FindingFormats.WriteSarif([Finding()], w)));
        var result = document.RootElement.GetProperty("runs")[0].GetProperty("results")[0];
        Assert.Equal("demo", result.GetProperty("ruleId").GetString());
        Assert.Equal("error", result.GetProperty("level").GetString());
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("trail.json", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(1, place.GetProperty("region").GetProperty("startLine").GetInt32());
        Assert.Equal(32, result.GetProperty("partialFingerprints").GetProperty("tapwatch/v1").GetString()!.Length);
    }

    [Fact]
    public void Csv_has_a_column_per_field()
    {
        var lines = Write(w => FindingFormats.WriteCsv([Finding(("client", "=cmd()"))], w)).Split('\n');
        var names = lines[0].Split(',');
        var values = lines[1].Split(',');
        Assert.Equal(names.Length, values.Length);
        Assert.Equal("2026-01-05T09:00:00Z", values[Array.IndexOf(names, "time")]);
        Assert.Equal("'=cmd()", values[Array.IndexOf(names, "client")]);
        Assert.Equal("T1020.001", values[Array.IndexOf(names, "techniques")]);
    }

    [Fact]
    public void Query_results_keep_the_promised_forms_in_json()
    {
        Assert.Equal(
            """
            {"columns":[{"name":"b","type":"bool"},{"name":"l","type":"long"},{"name":"r","type":"real"},{"name":"d","type":"decimal"},{"name":"t","type":"datetime"},{"name":"s","type":"timespan"},{"name":"x","type":"string"},{"name":"j","type":"dynamic"}],"rows":[
            [true,-5,"NaN","1.50","2018-07-01T00:00:00Z","-1.02:03:04.5000000","a\"b",{"k":[1,null]}],
            [null,null,0.1,null,"2018-07-01T00:00:00.1234567Z",null,"",null]
            ],"warnings":["w"]}

            """.ReplaceLineEndings("\n"),
            Write(output =>
            {
                using var writer = new JsonResultWriter(output);
                WriteResult(writer);
            }));
    }

    [Fact]
    public void Query_results_keep_the_promised_forms_in_csv() => Assert.Equal(
        "b,l,r,d,t,s,x,j\ntrue,-5,NaN,1.50,2018-07-01T00:00:00Z,-1.02:03:04.5000000,\"a\"\"b\",\"{\"\"k\"\":[1,null]}\"\n,,0.1,,2018-07-01T00:00:00.1234567Z,,,\n",
        Write(output => WriteResult(new CsvResultWriter(output))));

    [Fact]
    public void Two_columns_of_one_name_stay_two_in_ndjson()
    {
        var text = Write(output =>
        {
            using var writer = new NdjsonResultWriter(output);
            writer.Begin([new ResultColumn("a", ScalarType.Bool), new ResultColumn("a", ScalarType.Bool)]);
            writer.Write(new Batch(1, [new FixedColumn<bool>(ScalarType.Bool, 1, [true], null), new FixedColumn<bool>(ScalarType.Bool, 1, [false], null)]));
            writer.End([]);
        });
        Assert.Equal("{\"a\":true,\"a1\":false}\n", text);
    }

    [Theory]
    [InlineData("CredentialAccess", "TA0006", "Credential Access")]
    [InlineData("exfiltration", "TA0010", "Exfiltration")]
    [InlineData("TA0009", "TA0009", "Collection")]
    [InlineData("Nonsense", null, "Nonsense")]
    public void Knows_tactics_however_they_are_written(string text, string? id, string name) => Assert.Equal((id, name), AttackNames.Tactic(text));

    [Theory]
    [InlineData("T1020.001", "TA0010")]
    [InlineData("T1040", "TA0006")]
    [InlineData("T9999", "TA0010")]
    public void Gives_each_technique_a_tactic_it_serves(string technique, string id) =>
        Assert.Equal(id, AttackNames.TacticOf(technique, ["Exfiltration", "Credential Access", "Discovery"])?.Id);

    static void WriteResult(ResultWriter writer)
    {
        var moment = new DateTime(2018, 7, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
        var text = new TextColumnBuilder(ScalarType.String);
        text.Append("a\"b"u8);
        text.Append(""u8);
        var json = new TextColumnBuilder(ScalarType.Dynamic);
        json.Append("{\"k\":[1,null]}"u8);
        json.AppendNull();
        bool[] second = [false, true];
        Column[] columns =
        [
            new FixedColumn<bool>(ScalarType.Bool, 2, [true, false], second),
            new FixedColumn<long>(ScalarType.Long, 2, [-5, 0], second),
            new FixedColumn<double>(ScalarType.Real, 2, [double.NaN, 0.1], null),
            new FixedColumn<decimal>(ScalarType.Decimal, 2, [1.50m, 0], second),
            new FixedColumn<long>(ScalarType.DateTime, 2, [moment, moment + 1234567], null),
            new FixedColumn<long>(ScalarType.TimeSpan, 2, [-new TimeSpan(1, 2, 3, 4, 500).Ticks, 0], second),
            text.Build(),
            json.Build(),
        ];
        string[] names = ["b", "l", "r", "d", "t", "s", "x", "j"];
        writer.Begin([.. columns.Select((c, i) => new ResultColumn(names[i], c.Type))]);
        writer.Write(new Batch(2, columns));
        writer.End(["w"]);
    }

    static JsonElement Ocsf(Finding finding)
    {
        using var document = JsonDocument.Parse(Write(w => FindingFormats.WriteNdjson([finding], w, _now)));
        return document.RootElement.Clone();
    }

    static Finding Finding(params (string Name, string Value)[] more)
    {
        (string, string)[] fields =
        [
            ("platform", "aws"), ("account", "111122223333"), ("actor", "ana"), ("address", "192.0.2.1"), ("operation", "CreateTrafficMirrorSession"),
            ("mirror_source", "eni-1"), ("resources", "eni-1 tmt-1"),
        ];
        var all = fields.Where(f => !more.Any(m => m.Name == f.Item1)).Concat(more).ToArray();
        return Assert.Single(FindingBuilder.Build(FindingBuilderTests.Detection(), [FindingBuilderTests.See(RuleLanguage.Kql, 1, 0, all)]));
    }

    static string Write(Action<TextWriter> write)
    {
        using var output = new StringWriter { NewLine = "\n" };
        write(output);
        return output.ToString();
    }
}
