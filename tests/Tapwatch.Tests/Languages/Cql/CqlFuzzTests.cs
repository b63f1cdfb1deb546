// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;

namespace Tapwatch.Tests.Languages.Cql;

/// <summary>Any text gives a plan or messages, in bounded time.</summary>
public class CqlFuzzTests
{
    static readonly string[] _queries =
    [
        "a=1 or b!=\"x*\" c=/(?<d>\\w+)/i | case { d=x | e := lower(d); * | e := coalesce([d, f]) } | groupBy([e, g], function=[count(), max(h)])",
        "x match { /a/ => y := 1; in(values=[b, c*]) => y := 2 ; * => drop(x) } | table([@timestamp, y], sortby=y, order=asc) | head(3)",
        "parseJson(field=r, prefix=\"p.\") | q := format(\"%s-%.2f\", field=[p.a, p.b]) | test(q != \"n\") | top(q, limit=2)",
        "createEvents([\"a=1 b=2\", \"a=x\"]) | kvParse() | sum(a) | rename([[_sum, s]]) | t := s / 0 + -1 % 2",
    ];

    static readonly string[] _parts =
        ["|", "(", ")", "[", "]", "{", "}", ";", ":=", "=", "!=", "=~", "<=>", "=>", " or ", " not ", "!", "*", "/", "\"", "?p", "$s()", "a", "0", ",", "count()", "case {", "%", "\\", "@timestamp"];

    [Fact]
    public void Translates_or_tells()
    {
        var random = new Random(4);
        for (var round = 0; round < 1500; round++)
        {
            var text = _queries[random.Next(_queries.Length)];
            for (var change = random.Next(1, 8); change > 0; change--)
            {
                var at = random.Next(text.Length);
                var end = Math.Min(text.Length, at + random.Next(6));
                text = text[..at] + (random.Next(3) == 0 ? "" : _parts[random.Next(_parts.Length)]) + text[end..];
                text = text.Length == 0 ? "a" : text;
            }

            var query = CqlRows.Translate(text);
            Assert.True(query.Succeeded || query.Diagnostics.Any(static d => d.IsError), text);
        }
    }

    [Theory]
    [InlineData("x := ", "1/(", "y", ")")]
    [InlineData("x := ", "1==(", "y", ")")]
    [InlineData("x := ", "!(", "y", ")")]
    [InlineData("test(", "if(", "y", ", then=a, else=b)", ")")]
    [InlineData("", "case { a=1 | x := 1 ; ", "b=2", " ; * }")]
    [InlineData("", "(a or ", "b", ")")]
    public void Deep_nesting_stays_small(string front, string open, string middle, string close, string back = "")
    {
        var clock = Stopwatch.StartNew();
        for (var depth = 10; depth < 60; depth += 10)
        {
            var query = CqlRows.Translate(front + string.Concat(Enumerable.Repeat(open, depth)) + middle + string.Concat(Enumerable.Repeat(close, depth)) + back);
            if (query.Root is not null)
            {
                Tapwatch.Plan.Optimizer.PlanOptimizer.Optimize(query.Root);
            }
        }

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), "nesting multiplies work");
    }

    [Fact]
    public void A_chain_of_assignments_stays_small()
    {
        var query = CqlRows.Translate("x := a | " + string.Join(" | ", Enumerable.Repeat("x := concat([x, x]) | case { x=1 | y := x + x ; x=2 | y := x ; * }", 40)));

        Assert.NotNull(Tapwatch.Plan.Optimizer.PlanOptimizer.Optimize(query.Root!));
    }
}
