// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Parsing;
using Tapwatch.Languages.Cql.Printing;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Tests.Languages.Cql;

/// <summary>What the parser makes of a text, shown as the printer writes it.</summary>
public class CqlParserTests
{
    [Theory]
    [InlineData("a=1 b=2", "a=1 AND b=2")]
    [InlineData("not foo bar", "NOT foo AND bar")]
    [InlineData("!bar", "NOT bar")]
    [InlineData("(a or b) c", "(a OR b) AND c")]
    [InlineData("a=1\n| b=2 |", "a=1 | b=2")]
    [InlineData("| | a", "a")]
    [InlineData("foo < 42 + 3", "foo < 42 AND + AND 3")]
    [InlineData("200 = statuscode", "200=statuscode")]
    [InlineData("\"host-name\"=*", "\"host-name\"=*")]
    [InlineData("foo=m/fisk/i", "foo=m/fisk/i")]
    [InlineData("a := m/fisk/i", "a := m / fisk / i")]
    [InlineData("url=https://example.com/a", "url=https://example.com/a")]
    [InlineData("https: //www.example.com/", "https:")]
    [InlineData("a=1 /* b=2 */ c=3 // d", "a=1 AND c=3")]
    [InlineData("items[0].name=x", "items[0].name=x")]
    [InlineData("#event.dataset = cloud*", "#event.dataset=cloud*")]
    [InlineData("f=/a[/]b\\/c/iF", "f=/a[/]b\\/c/iF")]
    [InlineData("f=/(?<X>[^\\\\/|\\\\\\\\]*)$/", "f=/(?<X>[^\\\\/|\\\\\\\\]*)$/")]
    [InlineData("x := a + b * -c", "x := a + b * -c")]
    [InlineData("host like server*", "host like server*")]
    [InlineData("x =~ !in(values=[a, b*])", "x =~ !in(values=[a, b*])")]
    [InlineData("f=?who or g=?{\"whom\"=*}", "f=?who OR g=?{\"whom\"=\"*\"}")]
    [InlineData("$lib/sub:query(a=1)", "$lib/sub:query(a=1)")]
    [InlineData("case{a=1|b:=2;*;}", "case { a=1 | b := 2; * }")]
    [InlineData("x match{/a/i=>y:=1;in(values=[b])=>y:=2;*=>y:=3}", "x match { /a/i => y := 1; in(values=[b]) => y := 2; * => y := 3 }")]
    [InlineData("[n:=count(),max(x)]", "[n := count(), max(x)]")]
    [InlineData("groupBy(a,function=([count(),{max(x)|y:=1}]),)", "groupBy(a, function=([count(), { max(x) | y := 1 }]))")]
    [InlineData("correlate(A:{x=1}include:[y],B:{z=2|k<=>A.k},within=5m)", "correlate(A: { x=1 } include: [y], B: { z=2 | k <=> A.k }, within=5m)")]
    [InlineData("cidr(ip, subnet=192.0.2.0/24)", "cidr(ip, subnet=192.0.2.0 / 24)")]
    [InlineData("\"a\\\"b\\\\S+\\d\"", "\"a\\\"b\\\\S+\\\\d\"")]
    [InlineData("", "")]
    public void Reads_and_prints_a_query(string text, string printed)
    {
        var diagnostics = new DiagnosticBag(new SourceText("query", text));
        var tree = CqlParser.Parse(diagnostics.Source, diagnostics);

        Assert.Equal([], diagnostics.ToList().Select(static d => d.Message));
        Assert.Equal(printed, CqlPrinter.Print(tree));
    }

    [Theory]
    [InlineData("https://")]
    [InlineData("a:=/fisk/i")]
    [InlineData("test")]
    [InlineData("host-name=*")]
    [InlineData("a=")]
    [InlineData("a = \"x")]
    [InlineData("groupBy(a")]
    [InlineData("(a")]
    [InlineData("a or")]
    [InlineData("case { a")]
    public void Refuses_a_query_that_is_none(string text)
    {
        var diagnostics = new DiagnosticBag(new SourceText("query", text));
        CqlParser.Parse(diagnostics.Source, diagnostics);

        Assert.True(diagnostics.HasErrors);
    }

    [Fact]
    public void Survives_any_text()
    {
        const string Alphabet = "ab1 |(){}[];:=!<>~*/\\\"'?$.,-#@`\nandornotcasematch";
        var random = new Random(20);
        var seeds = new[]
        {
            "case { a=1 | x := lower(b) ; * }", "a match { /x/ => b := 1; * => c := 2 }", "groupBy([a, b], function=[count(), max(c)])",
            "f = /(?<x>[a-z]+)/i or g != \"h*\" | table([f, g])",
        };
        for (var round = 0; round < 4000; round++)
        {
            var text = seeds[random.Next(seeds.Length)].ToList();
            for (var change = random.Next(1, 12); change > 0; change--)
            {
                var at = random.Next(text.Count);
                switch (random.Next(3))
                {
                    case 0 when text.Count > 1:
                        text.RemoveAt(at);
                        break;
                    case 1:
                        text[at] = Alphabet[random.Next(Alphabet.Length)];
                        break;
                    default:
                        text.InsertRange(at, Alphabet.Substring(random.Next(Alphabet.Length - 6), 5));
                        break;
                }
            }

            var diagnostics = new DiagnosticBag(new SourceText("query", new string([.. text])));
            var tree = CqlParser.Parse(diagnostics.Source, diagnostics);
            if (!diagnostics.HasErrors)
            {
                var printed = CqlPrinter.Print(tree);
                var again = new DiagnosticBag(new SourceText("query", printed));
                Assert.True(TreeText.Of(tree) == TreeText.Of(CqlParser.Parse(again.Source, again)), $"{diagnostics.Source.Text}\n{printed}");
            }
        }
    }

    [Theory]
    [InlineData("(")]
    [InlineData("!")]
    [InlineData("case {")]
    [InlineData("a := (")]
    [InlineData("f([")]
    [InlineData("f({")]
    [InlineData("x=/")]
    [InlineData("\"`")]
    public void Bounds_nesting_and_time(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 20_000));
        var diagnostics = new DiagnosticBag(new SourceText("query", text));
        CqlParser.Parse(diagnostics.Source, diagnostics);

        Assert.True(diagnostics.HasErrors || part == "x=/");
    }
}
