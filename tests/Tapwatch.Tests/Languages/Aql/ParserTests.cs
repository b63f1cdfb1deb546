// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql.Printing;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Tests.Languages.Aql;

/// <summary>What parses, how it is printed, and what is said when it does not.</summary>
public sealed class ParserTests
{
    [Theory]
    [InlineData("select * from events", "SELECT * FROM events")]
    [InlineData("SELECT sourceip, * FROM events", "SELECT sourceip, * FROM events")]
    [InlineData("SELECT a b, c 'd e', f AS \"g h\", i AS 'j' FROM events", "SELECT a b, c 'd e', f AS \"g h\", i AS 'j' FROM events")]
    [InlineData("SELECT a FROM events WHERE a = 1 OR b == 2 AND NOT c <> 3", "SELECT a FROM events WHERE a = 1 OR b = 2 AND NOT c != 3")]
    [InlineData("SELECT a FROM events WHERE (a = 1 OR b = 2) AND c = 3", "SELECT a FROM events WHERE (a = 1 OR b = 2) AND c = 3")]
    [InlineData("SELECT a FROM events WHERE NOT a ILIKE '%$%'", "SELECT a FROM events WHERE NOT a ILIKE '%$%'")]
    [InlineData("SELECT a FROM events WHERE a NOT LIKE 'it''s' AND b NOT IN ('x', 2)", "SELECT a FROM events WHERE a NOT LIKE 'it''s' AND b NOT IN ('x', 2)")]
    [InlineData("SELECT a FROM events WHERE a BETWEEN 1 AND 2 AND b IS NOT NULL AND c ISNOT NULL", "SELECT a FROM events WHERE a BETWEEN 1 AND 2 AND b IS NOT NULL AND c IS NOT NULL")]
    [InlineData("SELECT (~12345 & 6789)|(12345 & ~6789) FROM events", "SELECT ~12345 & 6789 | 12345 & ~6789 FROM events")]
    [InlineData("SELECT -1<<1, - -1, 0xFF, 1.5, 2*(3+4), 9-(8-7) FROM events", "SELECT -1 << 1, -(-1), 0xFF, 1.5, 2 * (3 + 4), 9 - (8 - 7) FROM events")]
    [InlineData("SELECT COUNT(*), FIRST(a), LAST(b) FROM events LAST 5 minutes", "SELECT COUNT(*), FIRST(a), LAST(b) FROM events LAST 5 MINUTES")]
    [InlineData("SELECT CASE a WHEN 1 THEN 'x' ELSE 'y' END AS c FROM events", "SELECT CASE a WHEN 1 THEN 'x' ELSE 'y' END AS c FROM events")]
    [InlineData("SELECT CASE WHEN a = 1 OR b = 2 THEN 'x' END FROM events", "SELECT CASE WHEN a = 1 OR b = 2 THEN 'x' END FROM events")]
    [InlineData("SELECT IF a = 'root' THEN 'ADMIN' ELSE a AS user FROM events", "SELECT IF a = 'root' THEN 'ADMIN' ELSE a AS user FROM events")]
    [InlineData("SELECT IF a = 1 THEN 'x' ELSE IF a = 2 THEN 'y' ELSE 'z' AS k FROM events", "SELECT IF a = 1 THEN 'x' ELSE IF a = 2 THEN 'y' ELSE 'z' AS k FROM events")]
    [InlineData("SELECT a FROM events WHERE TEXT SEARCH 'firewall' AND b = 1", "SELECT a FROM events WHERE TEXT SEARCH 'firewall' AND b = 1")]
    [InlineData("SELECT GEO::LOOKUP(sourceip, 'city') FROM flows", "SELECT GEO::LOOKUP(sourceip, 'city') FROM flows")]
    [InlineData("SELECT a FROM (SELECT a, b FROM events LAST 1 HOURS) WHERE a IN (SELECT c FROM flows)", "SELECT a FROM (SELECT a, b FROM events LAST 1 HOURS) WHERE a IN (SELECT c FROM flows)")]
    [InlineData("SELECT * FROM GLOBALVIEW('Top Sources','DAILY') LAST 2 days", "SELECT * FROM GLOBALVIEW('Top Sources', 'DAILY') LAST 2 DAYS")]
    [InlineData("SELECT a FROM events INTO c WHERE a = 1 GROUP BY a, b HAVING COUNT(*) > 2 ORDER BY a DESC, b COLLATE 'de-DE' LIMIT 5 START '2024-01-01 10:00' STOP 1704103200000 PARAMETERS SNAPSHOTSIZE=2, REMOTESERVERS='x'",
        "SELECT a FROM events INTO c WHERE a = 1 GROUP BY a, b HAVING COUNT(*) > 2 ORDER BY a DESC, b ASC COLLATE 'de-DE' LIMIT 5 START '2024-01-01 10:00' STOP 1704103200000 PARAMETERS SNAPSHOTSIZE=2, REMOTESERVERS='x'")]
    [InlineData("SELECT a FROM events STOP PARSEDATETIME('now') START PARSEDATETIME('1 hour ago')", "SELECT a FROM events START PARSEDATETIME('1 hour ago') STOP PARSEDATETIME('now')")]
    [InlineData("SELECT a FROM events TIMES OFFENSE_TIME(7)", "SELECT a FROM events TIMES OFFENSE_TIME(7)")]
    [InlineData("SELECT sessionId FROM events SESSION BY starttime username, sourceip EXPLICIT BEGIN category=1 EXPLICIT END category=3 TIMEOUT 3600 TIMEWINDOW 5 MINUTES",
        "SELECT sessionId FROM events SESSION BY starttime username, sourceip EXPLICIT BEGIN category = 1 EXPLICIT END category = 3 TIMEOUT 3600 TIMEWINDOW 5 MINUTES")]
    [InlineData("-- which\nSELECT a /* not b */ FROM events;", "SELECT a FROM events")]
    [InlineData("SELECT start, stop, last, \"limit\" FROM events WHERE start > 5 START '2024-01-01 10:00'", "SELECT start, stop, last, \"limit\" FROM events WHERE start > 5 START '2024-01-01 10:00'")]
    public void Prints_what_it_parsed(string text, string printed)
    {
        var (select, messages) = SyntaxShape.Parse(text);

        Assert.Empty(messages);
        Assert.Equal(printed, Printer.Print(select!));
        Assert.Equal(SyntaxShape.Of(select), SyntaxShape.Of(SyntaxShape.Parse(printed).Select));
    }

    [Theory]
    [InlineData("", "the query is empty")]
    [InlineData("DELETE FROM events", "Error Parsing: unexpected `DELETE`, expected `SELECT`")]
    [InlineData("SELECT username FROM events WHERE LIMIT 1", "Error Parsing: unexpected `LIMIT`, expected an expression")]
    [InlineData("SELECT a FROM events WHERE a = 'x", "the string that begins here has no end")]
    [InlineData("SELECT a FROM events WHERE (a = 1", "Error Parsing: unexpected end of the query, expected `)`")]
    [InlineData("SELECT a b c FROM events", "Error Parsing: unexpected `c`, expected `,` or `FROM`")]
    [InlineData("SELECT a FROM events LAST 5", "Error Parsing: unexpected end of the query, expected `MINUTES`, `HOURS` or `DAYS`")]
    [InlineData("SELECT a FROM events LAST 5 WEEKS", "Error Parsing: unexpected `WEEKS`, expected `MINUTES`, `HOURS` or `DAYS`")]
    [InlineData("SELECT a FROM events LIMIT 5 LIMIT 6", "there is a `LIMIT` already")]
    [InlineData("SELECT a FROM events JOIN flows ON a = b", "AQL has no JOIN")]
    [InlineData("SELECT a FROM events LEFT OUTER JOIN flows ON a = b WHERE c = 1", "AQL has no JOIN")]
    [InlineData("SELECT a FROM events UNION SELECT a FROM flows", "AQL has no UNION")]
    [InlineData("SELECT a FROM events LIMIT 5 OFFSET 5", "AQL has no OFFSET")]
    [InlineData("SELECT a FROM events e WHERE a = 1", "AQL has no alias for a source")]
    [InlineData("SELECT CAST(a AS INTEGER) FROM events", "AQL has no CAST")]
    [InlineData("SELECT ROW_NUMBER() OVER (PARTITION BY a) FROM events", "AQL has no window functions")]
    [InlineData("SELECT e.a FROM events", "AQL has no `.` in bare names")]
    [InlineData("SELECT CASE a ELSE 1 END FROM events", "Error Parsing: this CASE has no `WHEN`")]
    public void Says_what_is_wrong(string text, string message)
    {
        var only = Assert.Single(SyntaxShape.Parse(text).Messages);
        Assert.Equal(message, only.Message);
        Assert.Equal(DiagnosticSeverity.Error, only.Severity);
    }

    [Theory]
    [InlineData("SELECT TOP 10 username FROM events", "TOP", "write LIMIT 10 behind the conditions")]
    [InlineData("SELECT a FROM events LIMIT 5, 10", "LIMIT with two numbers", "write LIMIT 10; the API pages results with the Range header")]
    [InlineData("SELECT a FROM events LIMIT 5 OFFSET 5", "OFFSET", "leave it out; the API pages results with the Range header")]
    [InlineData("SELECT a FROM events ORDER BY a NULLS LAST, b", "NULLS FIRST and NULLS LAST", "null counts as the least: it comes first in ascending order and last in descending order")]
    [InlineData("SELECT EXTRACT(HOUR FROM devicetime) AS h FROM events", "EXTRACT", "write LONG(DATEFORMAT(devicetime, 'H'))")]
    [InlineData("SELECT a FROM events WHERE EXTRACT(DOW FROM starttime) > 5", "EXTRACT", "write LONG(DATEFORMAT(starttime, 'u'))")]
    [InlineData("SELECT a FROM events WHERE NOT EXISTS (SELECT 1 FROM flows WHERE b = (c)) AND d = 1", "EXISTS", "write `x IN (SELECT x FROM … )`; a sub-select cannot refer to the query around it")]
    [InlineData("SELECT a FROM events WHERE a ILIKE ANY ('%x%', '%y%')", "ANY", "join the conditions with OR or AND; one of a list is `x IN ('a', 'b')`")]
    [InlineData("SELECT a FROM events WHERE sourceip IN REFERENCE_SET('watchlist') AND b = 1", "IN REFERENCE_SET(…)", "write REFERENCESETCONTAINS('watchlist', sourceip)")]
    [InlineData("SELECT a FROM events WHERE starttime > NOW() - INTERVAL '1 hour'", "INTERVAL", "times are milliseconds, one hour is 60*60*1000")]
    [InlineData("SELECT a FROM events WHERE starttime > NOW() - INTERVAL 1 HOUR", "INTERVAL", "times are milliseconds, one hour is 60*60*1000")]
    [InlineData("SELECT a || ':' || b FROM events", "||", "write CONCAT(a, b)")]
    [InlineData("SELECT a FROM events WHERE a REGEXP '^x'", "REGEXP", "write MATCHES '.*…*.', or IMATCHES where case does not count")]
    [InlineData("SELECT a FROM events WHERE a SIMILAR TO '^x'", "SIMILAR", "write MATCHES '.*…*.', or IMATCHES where case does not count")]
    [InlineData("SELECT a FROM events WHERE a CONTAINS 'x' OR b = 1", "CONTAINS", "write ILIKE '%…%', or LIKE where case counts")]
    [InlineData("SELECT a FROM events WHERE a LIKE '%!%%' ESCAPE '!'", "ESCAPE", "write MATCHES, or STRPOS(x, 'part') >= 0 for text with % or _ in it")]
    [InlineData("SELECT a FROM events JOIN flows ON a = b", "JOIN", "look up one side with `x IN (SELECT … FROM …)`, or with a reference set or map")]
    [InlineData("SELECT a FROM events UNION SELECT a FROM flows", "UNION", "join the conditions with OR, or run two queries")]
    [InlineData("SELECT CAST(a AS INTEGER) FROM events", "CAST", "convert with LONG(x), DOUBLE(x) or STR(x)")]
    [InlineData("SELECT ROW_NUMBER() OVER (PARTITION BY a) FROM events", "window functions", "aggregate with GROUP BY, in a sub-select if need be")]
    [InlineData("SELECT a, (SELECT MAX(b) FROM flows) FROM events", "sub-select as a value", "sub-selects stand after FROM and IN only")]
    public void Says_how_AQL_says_it(string text, string what, string help)
    {
        var first = SyntaxShape.Parse(text).Messages[0];
        Assert.Equal($"AQL has no {what}", first.Message);
        Assert.Equal(help, first.Help);
        Assert.All(SyntaxShape.Parse(text).Messages, m => Assert.Equal(first.Message, m.Message));
    }

    [Theory]
    [InlineData("WITH x AS (SELECT a FROM events) SELECT a FROM x", "AQL has no WITH: put the query in brackets behind FROM, FROM (SELECT …)")]
    [InlineData("DELETE FROM events", "AQL only reads: every query begins with SELECT")]
    [InlineData("FROM events", "every AQL query begins with SELECT")]
    public void Says_how_a_query_begins(string text, string help) => Assert.Equal(help, Assert.Single(SyntaxShape.Parse(text).Messages).Help);

    [Fact]
    public void Helps_with_intervals()
    {
        var only = Assert.Single(SyntaxShape.Parse("SELECT a FROM events WHERE starttime > (NOW() - 30 DAYS)").Messages);
        Assert.Equal("AQL has no intervals: times are milliseconds, one hour is 60*60*1000", only.Help);
    }

    [Theory]
    [InlineData("SELECT a FROM events LAST 5 MINUTES ORDER BY a", "`ORDER BY` belongs before `the time clause`; QRadar may refuse this order")]
    [InlineData("SELECT a FROM events LAST 5 MINUTES LIMIT 3", "`LIMIT` belongs before `the time clause`; QRadar may refuse this order")]
    [InlineData("SELECT a FROM events LAST 1 HOUR", "the guide has `HOURS` only, not `HOUR`")]
    public void Accepts_with_a_warning(string text, string message)
    {
        var only = Assert.Single(SyntaxShape.Parse(text).Messages);
        Assert.Equal(message, only.Message);
        Assert.Equal(DiagnosticSeverity.Warning, only.Severity);
    }

    [Fact]
    public void Reads_on_after_an_error()
    {
        var (_, messages) = SyntaxShape.Parse("SELECT a FROM events WHERE a = AND b = 1 GROUP BY , c LAST 5 FORTNIGHTS");
        Assert.Equal(3, messages.Count);
    }

    [Fact]
    public void Survives_any_depth()
    {
        foreach (var (left, right) in new[] { ("(", ")"), ("NOT ", ""), ("- ", ""), ("CASE WHEN ", ""), ("LOWER(", ")"), ("a IN (SELECT a FROM events WHERE ", ")"), ("1 + ", ""), ("IF ", "") })
        {
            var text = "SELECT a FROM events WHERE " + string.Concat(Enumerable.Repeat(left, 20_000)) + "a" + string.Concat(Enumerable.Repeat(right, 20_000));
            Assert.Contains(SyntaxShape.Parse(text).Messages, m => m.Code == "TW1005");
        }
    }
}
