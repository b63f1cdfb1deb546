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
