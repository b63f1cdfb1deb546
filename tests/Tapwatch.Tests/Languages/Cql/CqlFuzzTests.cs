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
        "defineTable(query={a=1 | groupBy(b)}, include=[b, *], name=t) | match(file=t, field=[b], column=[b], mode=glob, nrows=2, strict=false) | join({c=*}, field=b, key=d, include=[c, e], mode=left, max=2) | !match(u, field=b)",
        "correlate(A: { x=1 } include: [y], B: { x=2 | z <=> A.z }, sequence=true, within=5m, globalConstraints=[u], maxPerRoot=2) | A.y=* | case { A.z=1 | groupBy(A.y, function=[tail(1), count()]); * | top(A.y, rest=r, percent=true) }",
        "groupBy(u, function=[session([count()], maxpause=5m), {a=1 | sort(b) | head(2)}]) | head() | neighbor([c, d], prefix=p) | accumulate(sum(c)) | slidingTimeWindow(avg(d), span=1h) | transpose(header=u)",
        "selfJoinFilter([i, j], where=[{a=1}, {b=/x/ | c=2}]) | ipLocation(ip) | asn(ip, as=n) | ioc:lookup([ip, n.org], type=domain, strict=true) | series(collect=[a], startmatch={b=1}, endmatch={b=2}) | partition(count(), condition={_duration>1})",
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

    // Queries as people wrote them, with pieces taken out, put in or moved: a plan that the optimizer takes, or messages.
    [Fact]
    public void Translates_or_tells_what_becomes_of_queries_from_the_field()
    {
        var queries = SharedMaterial.Corpus("cql").Select(static q => q.Query).Where(static q => q.Length < 4000).ToList();
        var random = new Random(5);
        for (var round = 0; round < 1200; round++)
        {
            var text = queries[random.Next(queries.Count)];
            for (var change = random.Next(1, 5); change > 0 && text.Length > 0; change--)
            {
                var at = random.Next(text.Length);
                var end = Math.Min(text.Length, at + random.Next(1, 12));
                var other = queries[random.Next(queries.Count)];
                var from = random.Next(other.Length);
                text = random.Next(3) switch
                {
                    0 => text[..at] + text[end..],
                    1 => text[..at] + _parts[random.Next(_parts.Length)] + text[end..],
                    _ => text[..at] + other[from..Math.Min(other.Length, from + 30)] + text[at..],
                };
            }

            var query = CqlRows.Translate(text);
            Assert.True(query.Succeeded || query.Diagnostics.Any(static d => d.IsError), text);
            if (query.Root is not null)
            {
                Assert.NotNull(Tapwatch.Plan.Optimizer.PlanOptimizer.Optimize(query.Root));
            }
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
