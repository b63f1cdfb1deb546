// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;
using Tapwatch.Tests.Engine;

namespace Tapwatch.Tests.Languages.Cql;

/// <summary>What CQL takes apart per event, fed with broken text: never an exception, and fields are well-formed JSON.</summary>
public class CqlTextFuzzTests
{
    static readonly string[] _pieces =
    [
        "a=1", "b='two words'", "\"", "'", "=", " ", ",", ";", "|", "\\", "<a>", "</a>", "<b c=\"d\">", "<!--", "-->", "<![CDATA[", "]]>", "&#65;", "&amp;", "<?xml?>", "CEF:0|", "LEEF:2.0|",
        "x5E|", "https://", "user:pw@", "[2001:db8::1]", ":80", "/p?q=1#f", "%2", "2025-10-09", "T08:53:20", ".123", "+02:00", "Z", "Oct", "Feb 29", "1760000000", "\t", "\n", "é", "\u0000", "{", "}", "[", "]", "null", "cs1Label=x", "cs1=y",
    ];

    static IEnumerable<string> Texts(int seed, int count)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var text = new StringBuilder();
            for (var j = random.Next(1, 14); j > 0; j--)
            {
                text.Append(_pieces[random.Next(_pieces.Length)]);
            }

            yield return text.ToString();
        }
    }

    [Fact]
    public void Parsers_of_fields_take_any_text()
    {
        foreach (var text in Texts(1, 3000))
        {
            Fields(FieldBagFunctions.OfPairs, text, "=", "", "unknown", false, true);
            Fields(FieldParserFunctions.OfCsv, text, ",", "[\"a\",\"b\",\"c\"]", true);
            Fields(FieldParserFunctions.OfCsv, text, "|", "[\"a\",\"b\",\"c\"]", false);
            Fields(FieldParserFunctions.OfWidths, text, "[3,9,1]", "[\"a\",\"b\",\"c\"]", true);
            Fields(FieldParserFunctions.OfXml, text, "p.");
            Fields(FieldParserFunctions.OfCef, text, "h.", "e.", "l.", false);
            Fields(FieldParserFunctions.OfLeef, text, "h.", "e.", "l.", "");
            Fields(FieldParserFunctions.OfUri, text, "u.", "http://");
            Fields(FieldBagFunctions.OfJson, text, "", "keep");
        }
    }

    // The text comes from a row; the rest is constant.
    static string Of(Function function, string text, params object?[] rest)
    {
        var column = new PlanColumn("text", ScalarType.String);
        var call = function.Call([column.Reference(), .. rest.Select(static r => PlanRows.Value(r))]);
        return PlanRows.Of(new Project(PlanRows.Table([column], [text]), [new Assignment(new PlanColumn("r", call.Type), call)]))[0];
    }

    static void Fields(Function function, string text, params object[] rest)
    {
        var result = Of(function, text, rest);
        if (result != "∅")
        {
            using var document = System.Text.Json.JsonDocument.Parse(result.Replace("\u0000", "?", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Formats_and_patterns_take_any_text()
    {
        var random = new Random(2);
        foreach (var text in Texts(3, 3000))
        {
            var flags = new string([.. Enumerable.Range(0, random.Next(3)).Select(_ => ",-+0# ("[random.Next(7)])]);
            var specifier = $"{flags}{random.Next(0, 30)}.{random.Next(0, 30)}{"sSdifeEgGxXobBcC"[random.Next(16)]}";
            Of(MeasureFunctions.Printf, text, specifier);
            Of(MeasureFunctions.Printf, (random.NextDouble() * Math.Pow(10, random.Next(-20, 20))).ToString("R", System.Globalization.CultureInfo.InvariantCulture), specifier);
            Of(MeasureFunctions.Convert, text, "B", "MB", "", false, true);
            Of(MeasureFunctions.Duration, text, "ms", 2L);
            Of(MeasureFunctions.ParseInt, text, 16L, true);
            Of(MeasureFunctions.FromHex, text, "UTF-16LE");
            Of(MeasureFunctions.CommunityId, text, "192.0.2.1", "192.0.2.2", text, "1", 0L);
            Of(TimeFunctions.Find, text, "Europe/Berlin", new DateTime(2026, 3, 4, 5, 6, 7));
            Of(TimeFunctions.ParseJava, text, text, "UTC", new DateTime(2026, 3, 4, 5, 6, 7), random.Next(2) == 0);
            Of(TimeFunctions.ParseJava, text, "[yyyy-MM-dd['T'HH:mm:ss[.SSS][XXX]]][MMM d][EEEE]", "UTC", new DateTime(2026, 3, 4, 5, 6, 7), true);
            Of(JsonArrayFunctions.At, text, "[0].a.b[1]");
            Of(JsonArrayFunctions.Sort, text, true, false);
        }
    }

    [Theory]
    [InlineData("2025-10-09T08:53:20Z", "yyyy-MM-dd'T'HH:mm:ssXXX")]
    [InlineData("09/Oct/2025:08:53:20 +0000", "dd/MMM/yyyy:HH:mm:ss Z")]
    [InlineData("Thu Oct  9 08:53:20 UTC 2025", "EEE MMM [ ]d HH:mm:ss z yyyy")]
    [InlineData("20251009085320000Z", "yyyyMMddHHmmssSSSX")]
    [InlineData("10/9/25 8:53:20 AM GMT", "M/d/yy h:mm:ss a z")]
    [InlineData("2025-282 08:53:20 +00:00", "yyyy-DDD HH:mm:ss XXX")]
    [InlineData("October 9, 2025 08:53:20 Z", "MMMM d, yyyy HH:mm:ss X")]
    [InlineData("2025 o'clock 10 09 085320Z", "yyyy 'o''clock' MM dd HHmmssX")]
    public void Patterns_of_java_read_the_same_moment(string text, string pattern) =>
        Assert.StartsWith("2025-10-09T08:53:20", Of(TimeFunctions.ParseJava, text, pattern, null, new DateTime(2026, 3, 4, 5, 6, 7), true));

    // The baseline of https://github.com/corelight/community-id-spec.
    [Theory]
    [InlineData("tcp", "128.232.110.120", "66.35.250.204", "34855", "80", "1:LQU9qZlK+B5F3KDmev6m5PMibrg=")]
    [InlineData("6", "66.35.250.204", "128.232.110.120", "80", "34855", "1:LQU9qZlK+B5F3KDmev6m5PMibrg=")]
    [InlineData("17", "192.168.1.52", "8.8.8.8", "54585", "53", "1:d/FP5EW3wiY1vCndhwleRRKHowQ=")]
    [InlineData("icmp", "192.168.0.89", "192.168.0.1", "8", "0", "1:X0snYXpgwiv9TZtqg64sgzUn6Dk=")]
    public void Community_ids_are_those_of_the_specification(string protocol, string source, string target, string from, string to, string expected) =>
        Assert.Equal(expected, Of(MeasureFunctions.CommunityId, protocol, source, target, from, to, 0L));
}
