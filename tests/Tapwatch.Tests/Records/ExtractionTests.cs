// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Records;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Records;

/// <summary>Getting fields out of JSON records.</summary>
public class ExtractionTests
{
    /// <summary>The fields of any JSON object.</summary>
    static IReadOnlyList<string?> Fields(string json, params string[] fields) =>
        Assert.Single(RecordText.Read(InputSource.Memory("t", Encoding.UTF8.GetBytes(json)), new ReadOptions { AsRows = true }, out _, fields)).Fields;

    [Fact]
    public void Gives_values_as_text() => Assert.Equal(
        ["x", "1.50", "true", null, "{\"b\": [1]}", "[1,2]", null, ""],
        Fields("""{"s":"x","n":1.50,"b":true,"z":null,"o":{"b": [1]},"a":[1,2],"e":""}""", "s", "n", "b", "z", "o", "a", "missing", "e"));

    [Fact]
    public void Gives_values_as_JSON() => Assert.Equal(
        ["\"x\"", "1.50", "true", "null", "{\"b\": [1]}", null, "\"\\u0041\""],
        Fields("""{"s":"x","n":1.50,"b":true,"z":null,"o":{"b": [1]},"u":"\u0041"}""", "json:s", "json:n", "json:b", "json:z", "json:o", "json:missing", "json:u"));

    [Fact]
    public void Follows_paths_through_objects_and_arrays() => Assert.Equal(
        ["1", "2", "x", "y", "3"],
        Fields("""{"a":{"b":{"c":1}},"r":[{"n":0},{"n":2}],"k":{"http://e/upn":"x","a.b":"y"},"m":[[1,[3]]]}""", "a.b.c", "r[1].n", "k.`http://e/upn`", "k.`a.b`", "m[0][1][0]"));

    [Fact]
    public void Finds_flat_keys_with_dots() => Assert.Equal(
        ["1", "2", "3", null],
        Fields("""{"a.b.c":1,"d":{"e.f":2},"g.h":{"i":3}}""", "a.b.c", "d.e.f", "g.h.i", "a.b"));

    [Fact]
    public void Goes_into_JSON_that_a_string_holds() => Assert.Equal(
        ["v", "\"q\\\"\"", "2", null, "{\"a\":\"v\",\"b\":\"q\\\"\",\"c\":[1,2]}", null],
        Fields("""{"p":"{\"a\":\"v\",\"b\":\"q\\\"\",\"c\":[1,2]}","t":"plain"}""", "p.a", "json:p.b", "p.c[1]", "p.d", "p", "t.x"));

    [Fact]
    public void Finds_an_object_and_what_is_in_it() => Assert.Equal(["{\"b\":1}", "1"], Fields("""{"a":{"b":1}}""", "a", "a.b"));

    [Fact]
    public void Takes_the_first_of_equal_keys() => Assert.Equal(["1", null, "4"], Fields("""{"a":1,"a":2,"z":null,"z":3,"o":{"x":1},"o":{"y":4}}""", "a", "z", "o.y"));

    [Fact]
    public void Decodes_escapes_in_keys_and_values() => Assert.Equal(
        ["CreateTrafficMirrorSession", "a\"b\\c/d\n\t", "😀", "\uFFFD", "\\x \\u12", "v"],
        Fields("""{"\u0065ventName":"\u0043reateTrafficMirrorSession","e":"a\"b\\c\/d\n\t","p":"\ud83d\ude00","l":"\ud83d","i":"\x \u12","a":{"\u0062":"v"}}""", "eventName", "e", "p", "l", "i", "a.b"));

    [Fact]
    public void Keeps_huge_numbers_as_written() => Assert.Equal(["123456789012345678901234567890", "-1e-400"], Fields("""{"a":123456789012345678901234567890,"b":-1e-400}""", "a", "b"));

    [Fact]
    public void Flattens_all_leaves() => Assert.Equal(
        """{"a":"1","b.c":"x","b.d[0].e":"true","b.d[1]":"y\"z","f.g":"é"}""",
        Fields("""{"a":1,"b":{"c":"x","d":[{"e":true},"y\"z"],"n":null},"o":{},"l":[],"f.g":"\u00e9"}""", "$fields")[0]);

    [Fact]
    public void Tells_where_a_record_comes_from()
    {
        var row = Assert.Single(RecordText.Read("\n{\"eventVersion\":\"1.08\",\"eventName\":\"X\",\"eventSource\":\"ec2.amazonaws.com\"}", "$source", "$kind", "$line", "$position", "$raw", "json:$source", "json:$line"));
        Assert.Equal(["input", "aws.cloudtrail", "2", "1", row.Raw, "\"input\"", "2"], row.Fields);
    }

    [Fact]
    public void Serves_many_rows_in_the_order_asked_for()
    {
        var report = new InputReport();
        var lines = string.Join('\n', Enumerable.Range(0, 50).Select(i => $$"""{"eventVersion":"1.08","eventName":"E{{i}}","eventSource":"ec2.amazonaws.com","x":"a\n{{i}}"}"""));
        using var reader = new RecordReader(InputSource.Memory("t", Encoding.UTF8.GetBytes(lines)), ReadOptions.Default, report);
        Assert.True(reader.TryRead(out var chunk, TestContext.Current.CancellationToken));
        using (chunk)
        {
            var extractor = new RecordExtractor(RecordKind.CloudTrail, [new FieldRequest("eventName", FieldForm.Text), new FieldRequest("x", FieldForm.Text), new FieldRequest("$source", FieldForm.Text)]);
            var batch = extractor.Extract(chunk, [7, 3, 49]);
            Assert.Equal(["E7", "E3", "E49"], Enumerable.Range(0, 3).Select(i => RecordText.Value(batch.Columns[0], i)));
            Assert.Equal(["a\n7", "a\n3", "a\n49"], Enumerable.Range(0, 3).Select(i => RecordText.Value(batch.Columns[1], i)));
            Assert.True(((TextColumn)batch.Columns[2]).IsConstant);
            Assert.Equal(3, batch.Columns[2].Count);
        }
    }
}
