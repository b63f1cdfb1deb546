// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Tests.Languages.Aql;

/// <summary>What queries give: three-valued logic, groups, order, functions.</summary>
public sealed class ResultTests
{
    static Dictionary<string, object?> Event(long starttime, string? user, int qid, string? address = null, int count = 1) => new()
    {
        ["starttime"] = starttime,
        ["username"] = user,
        ["qid"] = qid,
        ["sourceip"] = address,
        ["eventcount"] = count,
        ["qidname"] = "Event " + qid,
        ["devicetype"] = 347,
        ["logsourceid"] = 1347,
        ["payload"] = $"{{\"user\":\"{user}\"}}",
        ["hasoffense"] = qid > 2,
    };

    static readonly Dictionary<string, object?>[] _events =
    [
        Event(1000, "ada", 1, "192.0.2.7", 2),
        Event(2000, "Bob", 2, "198.51.100.1", 3),
        Event(3000, null, 3, null, 4),
        Event(4000, "ada", 4, "192.0.2.9", 5),
    ];

    static string[] Run(string text) => EventRows.Run(text, _events);

    [Theory]
    [InlineData("username != 'ada'", "2")]
    [InlineData("NOT username = 'ada'", "2")]
    [InlineData("username = NULL", "")]
    [InlineData("username IS NULL", "3")]
    [InlineData("NOT (username = 'ada' AND qid = 4)", "3 2 1")]
    [InlineData("username = 'x' OR qid < 3", "2 1")]
    [InlineData("username NOT IN ('Bob')", "4 1")]
    [InlineData("qid IN (1, '2')", "2 1")]
    [InlineData("qid = '4'", "4")]
    [InlineData("username LIKE 'b%'", "")]
    [InlineData("username ILIKE 'b%'", "2")]
    [InlineData("username NOT ILIKE '%D_'", "2")]
    [InlineData("username MATCHES 'd'", "4 1")]
    [InlineData("username IMATCHES '^B.*'", "2")]
    [InlineData("INCIDR('192.0.2.0/24', sourceip)", "4 1")]
    [InlineData("NOT INCIDR('192.0.2.0/24', sourceip)", "2")]
    [InlineData("starttime BETWEEN 2000 AND 3000", "3 2")]
    [InlineData("starttime NOT BETWEEN 2000 AND 3000", "4 1")]
    [InlineData("hasoffense = 'true'", "4 3")]
    [InlineData("hasoffense", "4 3")]
    [InlineData("UTF8(payload) ILIKE '%\"BOB\"%'", "2")]
    [InlineData("TEXT SEARCH 'user AND NOT ada'", "3 2")]
    [InlineData("LOGSOURCETYPENAME(devicetype) = 'Amazon AWS CloudTrail' AND qid = 1", "1")]
    [InlineData("QIDNAME(qid) LIKE '%3'", "3")]
    [InlineData("username IN (SELECT username FROM events WHERE qid = 1)", "4 1")]
    [InlineData("username NOT IN (SELECT username FROM events WHERE qid = 1)", "2")]
    [InlineData("qid IN (SELECT MAX(qid) FROM events)", "4")]
    public void Keeps_the_rows_where_the_condition_is_true(string where, string qids) =>
        Assert.Equal(qids, string.Join(' ', Run($"SELECT qid FROM events WHERE {where}")));

    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("7 / 2", "3")]
    [InlineData("7 / 2.0", "3.5")]
    [InlineData("7 / 0", "∅")]
    [InlineData("-7 % 3", "-1")]
    [InlineData("2 ^ 10", "1024")]
    [InlineData("16 << 1", "32")]
    [InlineData("-1 << 1", "-2")]
    [InlineData("-1 >>> 33", "2147483647")]
    [InlineData("~123456789", "-123456790")]
    [InlineData("(~12345 & 6789)|(12345 & ~6789)", "10940")]
    [InlineData("12345 # 6789", "10940")]
    [InlineData("0xFF", "255")]
    [InlineData("LOWER('AbC')", "abc")]
    [InlineData("UPPER('AbC')", "ABC")]
    [InlineData("STR(5)", "5")]
    [InlineData("STR(true)", "true")]
    [InlineData("STRLEN('äbc')", "3")]
    [InlineData("CONCAT('a', 1, 'b')", "a1b")]
    [InlineData("SUBSTRING('username', 0, 3)", "use")]
    [InlineData("SUBSTRING('username', 3, 5)", "rn")]
    [InlineData("SUBSTRING('username', 4)", "name")]
    [InlineData("STRPOS('username', 'name')", "4")]
    [InlineData("STRPOS('username', 'x')", "-1")]
    [InlineData("STRPOS('banana', 'an', 2)", "3")]
    [InlineData("BASE64('tap')", "dGFw")]
    [InlineData(@"REPLACEALL('\d+', 'a12b3', '<$0>')", "a<12>b<3>")]
    [InlineData(@"REPLACEFIRST('\d+', 'a12b3', '')", "ab3")]
    [InlineData("LONG(sourceip) & 255", "7")]
    [InlineData("LONG('12')", "12")]
    [InlineData("DOUBLE('1.5')", "1.5")]
    [InlineData("NOW()", "1772600767000")]
    [InlineData("CASE 2 WHEN 1 THEN 'a' WHEN 2 THEN 'b' ELSE 'c' END", "b")]
    [InlineData("CASE WHEN username = 'x' THEN 'a' ELSE 'c' END", "c")]
    [InlineData("CASE 2 WHEN 1 THEN 'a' END", "∅")]
    [InlineData("IF 1 = 1 THEN 'a' ELSE 2", "a")]
    [InlineData("IF 1 = 2 THEN 'a' ELSE IF 2 = 2 THEN 'b' ELSE 'c'", "b")]
    [InlineData("LOGSOURCENAME(logsourceid)", "Amazon AWS CloudTrail")]
    [InlineData("DATEFORMAT(1466446256000, 'yyyy-MM-dd HH:mm:ss')", "2016-06-20 18:10:56")]
    [InlineData("DATEFORMAT(1466446256000, 'yy M MMM MMMM d D E EEEE')", "16 6 Jun June 20 172 Mon Monday")]
    [InlineData("DATEFORMAT(1466446256322, 'ww WW FF u h:mm a K k SSS Z z X G')", "26 04 03 1 6:10 PM 6 18 322 +0000 UTC Z AD")]
    [InlineData("DATEFORMAT(1419984000000, 'YYYY yyyy w')", "2015 2014 1")]
    [InlineData("DATEFORMAT(0, 'yyyy-MM-dd''T''HH:mm''''')", "1970-01-01T00:00'")]
    [InlineData("DATEFORMAT(NULL, 'yyyy')", "∅")]
    [InlineData("PARSETIMESTAMP('yyyy-MM-dd HH:mm:ss.SSS', '2016-06-20 18:10:56.322')", "1466446256322")]
    [InlineData("PARSETIMESTAMP('EEE, d MMM yyyy h:mm a Z', 'Mon, 20 Jun 2016 6:10 PM +0100')", "1466442600000")]
    [InlineData("PARSETIMESTAMP('yyyyMMdd''T''HHmmssX', '20160620T181056Z')", "1466446256000")]
    [InlineData("PARSETIMESTAMP('yyyy-MM-dd', 'yesterday')", "∅")]
    [InlineData("PARSETIMESTAMP('yyyy-MM-dd', '2016-02-30')", "∅")]
    [InlineData("MAX(hasoffense)", "false")]
    public void Gives_the_value_of_an_expression(string expression, string value) => Assert.Equal(value, Run($"SELECT {expression} AS x FROM events WHERE qid = 1")[0]);

    [Fact]
    public void Counts_over_no_rows_give_zero_and_other_aggregates_null() =>
        Assert.Equal(["0 | ∅ | ∅ | ∅"], Run("SELECT COUNT(*), SUM(qid), AVG(qid), MAX(qid) FROM events WHERE qid > 100"));

    [Fact]
    public void Groups_by_a_key_an_alias_or_an_expression()
    {
        Assert.Equal(
            ["username | COUNT | SUM_eventcount | FIRST_qid", "∅ | 1 | 4 | 3", "Bob | 1 | 3 | 2", "ada | 2 | 7 | 1"],
            EventRows.Run("SELECT username, COUNT(*), SUM(eventcount), qid FROM events GROUP BY username ORDER BY username", _events, header: true));
        Assert.Equal(["0 | 1", "1 | 2", "2 | 1"], Run("SELECT starttime / 2000 AS slot, COUNT(*) FROM events GROUP BY slot ORDER BY slot"));
        Assert.Equal(["ada | 3.5"], Run("SELECT LOWER(username), SUM(eventcount) / 2 AS half FROM events GROUP BY LOWER(username) HAVING half > 3"));
        Assert.Equal(["ada | 2 | 1 | 4"], Run("SELECT username, COUNT(*) AS n, FIRST(qid), LAST(qid) FROM events GROUP BY username HAVING n > 1"));
        Assert.Equal(["3"], Run("SELECT COUNT(username) FROM events"));
        Assert.Equal(["2"], Run("SELECT UNIQUECOUNT(username) FROM events"));
        Assert.Equal(["1.2909944487358056 | 1.118033988749895"], Run("SELECT STDEV(qid), STDEVP(qid) FROM events"));
        Assert.Equal(["∅ | 0"], Run("SELECT STDEV(qid), STDEVP(qid) FROM events WHERE qid = 1"));
    }

    [Fact]
    public void Orders_by_what_is_not_selected_nulls_as_the_least()
    {
        Assert.Equal(["∅", "Bob", "ada", "ada"], Run("SELECT username FROM events ORDER BY username"));
        Assert.Equal(["ada", "ada", "Bob", "∅"], Run("SELECT username FROM events ORDER BY username DESC"));
        Assert.Equal(["1", "4"], Run("SELECT qid FROM events WHERE username = 'ada' ORDER BY starttime ASC"));
        Assert.Equal(["4", "3"], Run("SELECT qid FROM events LIMIT 2"));
    }

    [Fact]
    public void Selects_from_what_a_select_gives()
    {
        Assert.Equal(["ada | 7"], Run("SELECT username, total FROM (SELECT username, SUM(eventcount) AS total FROM events GROUP BY username) WHERE total > 4"));
        Assert.Equal(["Bob"], Run("SELECT username FROM events WHERE username IN (SELECT u FROM (SELECT username AS u, COUNT(*) AS n FROM events GROUP BY username) WHERE n = 1)"));
    }

    [Fact]
    public void Looks_back_from_now()
    {
        var now = 1772600767000;
        var events = new[] { Event(now - 61_000, "old", 1), Event(now - 60_000, "edge", 2), Event(now, "new", 3) };
        Assert.Equal(["new", "edge"], EventRows.Run("SELECT username FROM events LAST 1 MINUTES", events));
        Assert.Equal(["new", "edge"], EventRows.Run("SELECT username FROM (SELECT username FROM events) LAST 1 MINUTES", events));
        Assert.Equal(["old"], EventRows.Run($"SELECT username FROM events START {now - 61_000} STOP {now - 60_001}", events));
    }
}
