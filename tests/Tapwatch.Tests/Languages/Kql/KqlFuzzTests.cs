// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Languages.Kql;
using Tapwatch.Languages.Kql.Parsing;
using Tapwatch.Languages.Kql.Printing;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Languages.Kql;

/// <summary>No text makes the front end throw or hang.</summary>
public class KqlFuzzTests
{
    static readonly ViewCatalog _catalog = Catalog();

    static ViewCatalog Catalog()
    {
        var catalog = new ViewCatalog();
        foreach (var name in new[] { "AWSCloudTrail", "Syslog", "DeviceEvents" })
        {
            catalog.Add(new ViewTable("sentinel", name, "TimeGenerated", [new("TimeGenerated", ScalarType.DateTime), new("EventName", ScalarType.String), new("RequestParameters", ScalarType.String), new("Message", ScalarType.Dynamic)], []));
        }

        return catalog;
    }

    static readonly string[] _seeds =
    [
        "let t = ago(1d); AWSCloudTrail | where TimeGenerated > t and EventName has_any ('CreateTrafficMirrorSession', \"x\") | summarize n=count() by bin(TimeGenerated, 1h), tostring(parse_json(RequestParameters).a.b[0][\"c d\"]) | sort by n desc nulls last",
        "let f = (a:long, T:(*), s:string=\"x\") { T | where a !between (1 .. 2h) | mv-apply x = split(s, ',') to typeof(string) on (where x !in~ ('a') | top 3 by x asc) }; union withsource=k kind=outer Device*, (f(1, Syslog)) | parse kind=regex Message with * 'a' b:long * | render timechart with (title=\"x\")",
        "datatable(a:dynamic, b:datetime)[dynamic({\"k\":[1,-2.5,null,true]}), datetime(2026-01-01)] | join kind=leftanti hint.strategy=broadcast (print x=1.5e3, y=0x1F, z=@\"c:\\\", guid(74be27de-1e4e-49d9-b579-fe0b331d3642)) on $left.a == $right.x, b",
        "make-series a=avg(x) default=real(null) on t from ago(1d) to now() step 1h by k | scan declare(c:long=0) with (step s1 output=all: a > 1 => c = s1.c + 1; step s2: true;)",
    ];

    static readonly string[] _pieces = ["|", ";", "(", ")", "[", "]", "{", "}", "\"", "'", "@", "=", "==", "~", "!", ".", "..", ",", "let ", "where ", " by ", "union ", "datatable(", "```", "//", "\n", "-", "$left", "dynamic(", "datetime(", "1d", "0x", "h\"", "*", "\\", "\u00e9", "\ud83d", "not(", "in~", "view (", "to typeof("];

    [Fact]
    public void Mutated_queries_give_a_tree_and_messages()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 4000; i++)
        {
            var text = new StringBuilder(_seeds[random.Next(_seeds.Length)]);
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                var at = random.Next(text.Length);
                switch (random.Next(3))
                {
                    case 0: text.Insert(at, _pieces[random.Next(_pieces.Length)]); break;
                    case 1: text.Remove(at, Math.Min(text.Length - at, random.Next(1, 12))); break;
                    default: text[at] = (char)random.Next(32, 128); break;
                }

                if (text.Length == 0)
                {
                    text.Append(' ');
                }
            }

            Read(text.ToString());
        }
    }

    [Fact]
    public void Random_characters_give_messages()
    {
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            Read(string.Create(random.Next(200), random, static (span, r) =>
            {
                for (var c = 0; c < span.Length; c++)
                {
                    span[c] = (char)(r.Next(4) == 0 ? r.Next(0x10000) : r.Next(128));
                }
            }));
        }
    }

    [Theory]
    [InlineData("(")]
    [InlineData("[")]
    [InlineData("-")]
    [InlineData("f(")]
    [InlineData("a.b")]
    [InlineData("a[")]
    [InlineData("1+")]
    [InlineData("1 == ")]
    [InlineData("x has ")]
    [InlineData("dynamic([")]
    [InlineData("T | where (")]
    [InlineData("T | mv-apply x on (")]
    [InlineData("let f = () { ")]
    [InlineData("dynamic({\"a\":")]
    [InlineData("| where x ")]
    [InlineData("| extend a = 1 ")]
    [InlineData("let x = x; ")]
    [InlineData("let f = () { f() }; ")]
    public void Deep_nesting_is_said_not_suffered(string piece)
    {
        Read(string.Concat(Enumerable.Repeat(piece, 20_000)));
        Read("Syslog " + string.Concat(Enumerable.Repeat(piece, 400)));
    }

    [Fact]
    public void Doubling_definitions_end()
    {
        var query = new StringBuilder("let a0 = 1;");
        for (var i = 1; i < 60; i++)
        {
            query.Append(System.Globalization.CultureInfo.InvariantCulture, $"let a{i} = a{i - 1} + a{i - 1};");
        }

        Read(query + "print a59");
        Read("let f = (x:long) { x }; " + query + "Syslog | where f(a59) == 1");
    }

    static void Read(string query)
    {
        var diagnostics = new DiagnosticBag(new SourceText("query", query));
        KqlPrinter.Print(KqlParser.Parse(diagnostics));
        KqlLanguage.Translate(new SourceText("query", query), new BindContext(_catalog));
        foreach (var diagnostic in diagnostics.ToList())
        {
            DiagnosticRenderer.Render(diagnostic);
        }
    }
}
