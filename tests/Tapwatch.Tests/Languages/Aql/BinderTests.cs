// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Printing;

namespace Tapwatch.Tests.Languages.Aql;

/// <summary>What names mean, what is refused and in which words, and which functions of the plan stand for AQL's.</summary>
public sealed class BinderTests
{
    static IEnumerable<Diagnostic> Serious(string text, bool strict = false) =>
        AqlViews.Translate(text, strict).Diagnostics.Where(static d => d.Severity != DiagnosticSeverity.Note);

    static string[] Columns(string text)
    {
        var query = AqlViews.Translate(text);
        Assert.DoesNotContain(query.Diagnostics, static d => d.IsError);
        return [.. query.Root!.Columns.Select(static c => c.ToString())];
    }

    [Theory]
    [InlineData("SELECT eventname FROM events", "Field \"eventname\" does not exist in catalog \"events\"")]
    [InlineData("SELECT usrname FROM events", "Field \"usrname\" does not exist in catalog \"events\"")]
    [InlineData("SELECT DISTINCT username FROM events", "Field \"DISTINCT\" does not exist in catalog \"events\"")]
    [InlineData("SELECT DATEFORMAT(starttime, 'yyyy-MM-ddTHH:mm') FROM events", "`T` means nothing in a date pattern")]
    [InlineData("SELECT DATEFORMAT(starttime) FROM events", "Wrong argument type: DATEFORMAT takes (milliseconds, 'pattern'), but 1 given")]
    [InlineData("SELECT username FROM events WHERE payload ILIKE '%4624%'", "Wrong argument type: \"byte[]\". \"String\" is required.")]
    [InlineData("SELECT LOWER(payload) FROM events", "Wrong argument type: \"byte[]\". \"String\" is required.")]
    [InlineData("SELECT payload AS p FROM events WHERE p = 'x'", "Wrong argument type: \"byte[]\". \"String\" is required.")]
    [InlineData("SELECT LOGSOURCETYPENAME(username) FROM events", "Wrong argument type: \"String\". \"Integer\" is required.")]
    [InlineData("SELECT LENGTH(username) FROM events", "Function \"LENGTH\" does not exist")]
    [InlineData("SELECT COUNT(DISTINCT username) FROM events", "AQL has no COUNT(DISTINCT …)")]
    [InlineData("SELECT username FROM assets", "Catalog \"assets\" does not exist")]
    [InlineData("SELECT username FROM events WHERE username", "a condition is needed here, this is a value")]
    [InlineData("SELECT username FROM events WHERE COUNT(*) > 5", "an aggregate function cannot stand in WHERE")]
    [InlineData("SELECT SUM(COUNT(*)) FROM events", "an aggregate function cannot stand in another")]
    [InlineData("SELECT a + 1 AS b, b + 1 AS a FROM events", "Field \"b\" does not exist in catalog \"events\"")]
    [InlineData("SELECT URI AS uri FROM events", "Field \"URI\" does not exist in catalog \"events\"")]
    [InlineData("SELECT username FROM events WHERE username IN (SELECT username, qid FROM events)", "a sub-select after IN must give one column, not 2")]
    [InlineData("SELECT username FROM events WHERE username = 'x' OR TEXT SEARCH 'y'", "TEXT SEARCH must be the first condition of WHERE, joined to others by AND only, and stand once")]
    [InlineData("SELECT username FROM events START 'yesterday'", "`yesterday` is no time")]
    [InlineData("SELECT username FROM events WHERE INCIDR(sourceip, '192.0.2.0/24')", "the address range must be a constant in single quotes")]
    [InlineData("SELECT username FROM events WHERE INCIDR('10.0/16', sourceip)", "`10.0/16` is neither an address nor an address range")]
    [InlineData("SELECT username FROM events WHERE INCIDR('192.0.2.0/33', sourceip)", "`192.0.2.0/33` is neither an address nor an address range")]
    [InlineData("SELECT username FROM events WHERE username MATCHES '(?=x).*'", "look-ahead is valid Java regex but not supported here")]
    [InlineData("SELECT username FROM events WHERE username MATCHES '(x'", "the regular expression is not valid: offset 2. Not enough )'s")]
    [InlineData("SELECT username FROM events WHERE sourceip = 99999999999999999999", "`99999999999999999999` is not a number of 64 bits")]
    [InlineData("SELECT user FROM (SELECT username FROM events)", "Field \"user\" does not exist in catalog \"sub-select\"")]
    [InlineData("SELECT REFERENCESETCONTAINS('x', username) FROM events", "REFERENCESETCONTAINS without the reference data `x` is valid AQL but not supported here")]
    [InlineData("SELECT sessionId FROM events WHERE username = 'x'", "Field \"sessionId\" does not exist in catalog \"events\"")]
    [InlineData("SELECT sessionId FROM events SESSION BY starttime username BEGIN COUNT(*) > 1", "an aggregate function cannot stand in SESSION BY")]
    [InlineData("SELECT * FROM GLOBALVIEW('x','DAILY')", "GLOBALVIEW without the results of the saved search `x` is valid AQL but not supported here")]
    [InlineData("SELECT ASSETHOSTNAME(sourceip) FROM events", "`ASSETHOSTNAME` is valid AQL but not supported here")]
    [InlineData("SELECT GEO::LOOKUP(sourceip, 'city') FROM events", "`GEO::LOOKUP` is valid AQL but not supported here")]
    [InlineData("SELECT username FROM events TIMES OFFENSE_TIME(7)", "TIMES OFFENSE_TIME is valid AQL but not supported here")]
    [InlineData("SELECT username FROM reference_set_bad", "Catalog \"reference_set_bad\" does not exist")]
    public void Refuses_what_a_console_refuses_or_is_not_supported(string text, string message)
    {
        var errors = Serious(text).Where(static d => d.IsError);
        Assert.Equal(message, Assert.Single(errors).Message);
    }

    [Theory]
    [InlineData("SELECT \"Nobodys Property\" FROM events", "nobody has defined the custom property \"Nobodys Property\": it is null in every event")]
    [InlineData("SELECT \"EventName\" FROM events", "a stock console has no custom property \"EventName\": there the query is refused until somebody defines it")]
    [InlineData("SELECT Filename AS filename FROM events", "no log read here fills \"Filename\": it is null in every event")]
    [InlineData("SELECT sourcebytes FROM flows", "no log read here fills `flows`: it has no rows")]
    [InlineData("SELECT CASE WHEN qid = 1 THEN 'a' END FROM events", "IBM documents only `CASE x WHEN value`, not `CASE WHEN condition`; whether a console takes it is not known")]
    [InlineData("SELECT LOGSOURCETYPENAME(logsourceid) FROM events", "LOGSOURCETYPENAME takes the type, `devicetype`; of `logsourceid` a console may refuse it or give other names; it is read as `devicetype` here")]
    [InlineData("SELECT username FROM events WHERE username = NULL", "a comparison with NULL is never true")]
    [InlineData("SELECT username FROM events WHERE qid > '5'", "a number and a string are compared as text: '10' is less than '9'")]
    [InlineData("SELECT username FROM events WHERE username MATCHES 'root'", "IBM does not say whether MATCHES must match the whole value; here it may match any part")]
    [InlineData("SELECT DATEFORMAT(starttime, 'YYYY-MM-dd') FROM events", "`YYYY` is the year of the week: the last days of December may show the next year")]
    [InlineData("SELECT username AS \"u v\" FROM events ORDER BY 'u v'", "'u v' is a constant: it neither orders nor groups")]
    [InlineData("SELECT username FROM events ORDER BY 1", "1 is a constant: it neither orders nor groups")]
    [InlineData("SELECT SUBSTRING(username, 3, 5) FROM events", "IBM does not say whether the third argument of SUBSTRING is an end or a length; it is the end here (not included)")]
    [InlineData("SELECT SUM(eventcount) AS eventcount FROM events GROUP BY username ORDER BY eventcount DESC", "`eventcount` is both a column and an alias; the aggregate of that alias is meant here")]
    public void Warns_of_what_may_differ(string text, string message)
    {
        var only = Assert.Single(Serious(text));
        Assert.Equal(message, only.Message);
        Assert.Equal(DiagnosticSeverity.Warning, only.Severity);
    }

    [Theory]
    [InlineData("SELECT \"Nobodys Property\" FROM events", "nobody has defined the custom property \"Nobodys Property\"")]
    [InlineData("SELECT CASE WHEN qid = 1 THEN 'a' END FROM events", "IBM documents only `CASE x WHEN value`, not `CASE WHEN condition`; whether a console takes it is not known")]
    [InlineData("SELECT LOGSOURCETYPENAME(logsourceid) FROM events", "LOGSOURCETYPENAME takes the type, `devicetype`; of `logsourceid` a console may refuse it or give other names")]
    public void Refuses_when_strict(string text, string message)
    {
        var only = Assert.Single(Serious(text, strict: true));
        Assert.Equal(message, only.Message);
        Assert.True(only.IsError);
    }

    [Theory]
    [InlineData("SELECT usernme FROM events", "did you mean `username`?")]
    [InlineData("SELECT username FROM events WHERE starttime > '2026-01-05 10:00'", "times are milliseconds: write START '2026-01-05 10:00' STOP …, or PARSETIMESTAMP('yyyy-MM-dd HH:mm', '…')")]
    [InlineData("SELECT username FROM events WHERE qid > '5'", "write the number without quotes")]
    [InlineData("SELECT username FROM TR1_saved", "the cursor of an earlier query is not kept here: put that query in brackets, FROM (SELECT …)")]
    [InlineData("SELECT COUNTIF(qid = 1) FROM events", "write SUM(IF condition THEN 1 ELSE 0)")]
    [InlineData("SELECT TRIM(username) FROM events", @"write REPLACEALL('^\s+|\s+$', x, '')")]
    [InlineData("SELECT JSON_EXTRACT(username, '$.a') FROM events", "AQL does not read JSON: define a custom property with its path")]
    [InlineData("SELECT INTEGER(username) FROM events", "write LONG(x)")]
    [InlineData("SELECT \"Nobodys Property\" FROM events", "define it under `properties` in a view file: --views FILE")]
    [InlineData("SELECT username FROM events WHERE username = \"admin\"", "a text stands in single quotes: 'admin'")]
    [InlineData("SELECT username FROM events WHERE username IN ('root', \"it's\")", "a text stands in single quotes: 'it''s'")]
    [InlineData("SELECT username FROM events WHERE username ILIKE \"%adm%\"", "a text stands in single quotes: '%adm%'")]
    [InlineData("SELECT username FROM events WHERE username = NULL", "write IS NULL")]
    [InlineData("SELECT username FROM events WHERE username <> NULL", "write IS NOT NULL")]
    [InlineData("SELECT a FROM GLOBALVIEW('Top Sources', 'DAILY')", "give them as a table, --table \"Top Sources=FILE.csv\", or put its query in brackets: FROM (SELECT …)")]
    [InlineData("SELECT value FROM reference_set_bad", "assets, offenses and reference data are no tables; functions look them up: ASSETHOSTNAME(ip), INOFFENSE(id), REFERENCESETCONTAINS('set', value)")]
    [InlineData("SELECT eventname FROM events", "the name of an event is QIDNAME(qid)")]
    [InlineData("SELECT OperationName FROM events", "a custom property stands in double quotes: \"OperationName\"")]
    [InlineData("SELECT \"Event Nme\" FROM events", "did you mean `Event Name`?")]
    [InlineData("SELECT QIDNAM(qid) FROM events", "did you mean `QIDNAME`?")]
    [InlineData("SELECT LEN(username) FROM events", "the length of text is STRLEN(x)")]
    [InlineData("SELECT username FROM event", "did you mean `events`?")]
    [InlineData("SELECT COUNT(DISTINCT username) FROM events", "UNIQUECOUNT(username) counts different values")]
    [InlineData("SELECT DISTINCT username, qid FROM events", "AQL has no DISTINCT: write SELECT username, qid FROM events GROUP BY username, qid, or count with UNIQUECOUNT(x)")]
    public void Says_what_to_write_instead(string text, string help) => Assert.Equal(help, Assert.Single(Serious(text)).Help);

    [Fact]
    public void Says_that_no_time_means_all()
    {
        Assert.Contains(AqlViews.Translate("SELECT username FROM events").Diagnostics, static d => d.Code == "TW4301");
        Assert.Empty(AqlViews.Translate("SELECT username FROM events LAST 5 MINUTES").Diagnostics);
    }

    [Fact]
    public void Names_result_columns_as_a_console_does() => Assert.Equal(
        ["UserName:string", "qidname_qid:string", "utf8_payload:string", "dateformat_starttime_yyyy_MM_dd_HH_mm_ss:string", "lower_username:string", "n:int", "o p:int"],
        Columns("SELECT UserName, QIDNAME(qid), UTF8(payload), DATEFORMAT(starttime, 'yyyy-MM-dd HH:mm:ss'), lower(username), severity AS n, severity 'o p' FROM events"));

    [Fact]
    public void Aggregates_are_doubles_and_other_columns_the_first_of_their_group() => Assert.Equal(
        ["logsourceid:int", "FIRST_devicetype:int", "COUNT:real", "COUNT_username:real", "SUM_eventcount:real", "MIN_starttime:real", "UNIQUECOUNT_username:real", "MAX_username:string"],
        Columns("SELECT logsourceid, devicetype, count(*), COUNT(username), SUM(eventcount), MIN(starttime), UNIQUECOUNT(username), MAX(username) FROM events GROUP BY logsourceid"));

    [Theory]
    [InlineData("qid = '4624'", "compare.equal(convert.text(qid), \"4624\")")]
    [InlineData("qid = 4624", "compare.equal(qid, 4624)")]
    [InlineData("hasoffense = 'true'", "compare.equal(hasoffense, true)")]
    [InlineData("username = NULL", "compare.equal(username, string(null))")]
    [InlineData("username LIKE 'a%' AND NOT username ILIKE '%b_'", "logic.and(text.like(username, \"a%\"), logic.not(text.like_ignore_case(username, \"%b_\")))")]
    [InlineData("username IMATCHES '^\\d+\\.x$'", "text.regex(username, \"(?i)^[0-9]+\\\\.x$\")")]
    [InlineData("qid NOT IN (1, 2)", "logic.not(compare.equal_any(qid, 1, 2))")]
    [InlineData("qid IN (1, '2')", "compare.equal_any(convert.text(qid), \"1\", \"2\")")]
    [InlineData("starttime BETWEEN 5 AND 6", "logic.and(compare.greater_or_equal(starttime, 5), compare.less_or_equal(starttime, 6))")]
    [InlineData("username IS NOT NULL", "logic.not(compare.is_null(username))")]
    [InlineData("INCIDR('192.0.2.0/24', sourceip)", "network.in_range(sourceip, \"192.0.2.0/24\")")]
    [InlineData("QIDNAME(qid) = 'x'", "compare.equal(qidname, \"x\")")]
    [InlineData("username ILIKE ENUMERATION('a', 'b%')", "logic.or(text.like_ignore_case(username, \"a\"), text.like_ignore_case(username, \"b%\"))")]
    [InlineData("TEXT SEARCH 'a AND (\"b c\" OR NOT d*)'", "logic.and(text.has_term_ignore_case(payload, \"a\"), logic.or(text.regex(payload, \"(?i)(?:^|[^\\\\p{L}\\\\p{Nd}])b[^\\\\p{L}\\\\p{Nd}]+c(?:[^\\\\p{L}\\\\p{Nd}]|$)\"), logic.not(text.regex(payload, \"(?i)(?:^|[^\\\\p{L}\\\\p{Nd}])d[\\\\p{L}\\\\p{Nd}]*(?:[^\\\\p{L}\\\\p{Nd}]|$)\"))))")]
    [InlineData("starttime > NOW() - 24*60*60*1000", "compare.greater(starttime, convert.epoch_milliseconds(time.subtract(time.now(), timespan(1.00:00:00))))")]
    [InlineData("severity + 1 > 5", "compare.greater(number.add(convert.long(severity), 1), 5)")]
    public void Lowers_conditions_to_plan_functions(string where, string plan)
    {
        var query = AqlViews.Translate($"SELECT username FROM events WHERE {where}");
        Assert.DoesNotContain(query.Diagnostics, static d => d.IsError);
        Assert.Contains($"Filter {plan}\n", PlanPrinter.Print(query.Root!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LAST 24 HOURS", "compare.greater_or_equal(starttime, convert.epoch_milliseconds(time.subtract(time.now(), timespan(1.00:00:00))))")]
    [InlineData("START PARSEDATETIME('1 hour ago')", "compare.greater_or_equal(starttime, convert.epoch_milliseconds(time.subtract(time.now(), timespan(01:00:00))))")]
    [InlineData("START '1970-01-01 00:01' STOP '1970-01-01 00:02'", "logic.and(compare.greater_or_equal(starttime, 60000), compare.less(starttime, 120000))")]
    [InlineData("START '1970/01/01 00:01:20' STOP '1970/01/01-00:02:20'", "logic.and(compare.greater_or_equal(starttime, 60000), compare.less(starttime, 180000))")]
    [InlineData("START 61001 STOP '62001'", "logic.and(compare.greater_or_equal(starttime, 61001), compare.less_or_equal(starttime, 62001))")]
    public void Lowers_the_time_clause(string time, string plan)
    {
        var query = AqlViews.Translate($"SELECT username FROM events {time}");
        Assert.Empty(query.Diagnostics);
        Assert.Contains($"Filter {plan}\n", PlanPrinter.Print(query.Root!), StringComparison.Ordinal);
    }

    [Fact]
    public void Keeps_the_look_back() => Assert.Equal(TimeSpan.FromHours(24), AqlViews.Translate("SELECT username FROM events LAST 24 HOURS").LookBack);

    [Fact]
    public void Newest_come_first_unless_ordered_otherwise()
    {
        Assert.Contains("Sort starttime desc nulls last limit 5\n", PlanPrinter.Print(AqlViews.Translate("SELECT username FROM events LIMIT 5").Root!), StringComparison.Ordinal);
        Assert.Contains("Sort qid asc nulls first\n", PlanPrinter.Print(AqlViews.Translate("SELECT username FROM events ORDER BY qid").Root!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT QIDNAME(qid) AS test FROM events WHERE test LIKE 'I%'")]
    [InlineData("SELECT starttime/(1000*60) AS minute, (minute * (1000*60)) AS stime, SUM(eventcount) AS s FROM events GROUP BY minute ORDER BY minute ASC")]
    [InlineData("SELECT username, COUNT(*) AS n FROM events GROUP BY username HAVING n > 5 ORDER BY n DESC LIMIT 10")]
    [InlineData("SELECT username, COUNT(*) FROM events GROUP BY username HAVING \"COUNT\" > 5 ORDER BY COUNT(*) DESC")]
    [InlineData("SELECT SUM(eventcount) / 300 AS \"EPS in Interval\" FROM events GROUP BY logsourceid ORDER BY \"EPS in Interval\" DESC")]
    [InlineData("SELECT QIDNAME(qid), COUNT(*) FROM events GROUP BY QIDNAME(qid)")]
    [InlineData("SELECT username FROM events WHERE logsourceid IN (SELECT logsourceid FROM (SELECT logsourceid, SUM(eventcount) AS 's' FROM events GROUP BY logsourceid ORDER BY \"s\" LIMIT 10))")]
    [InlineData("SELECT sourceip, IF username = 'root' THEN 'ADMIN' ELSE username AS user FROM events")]
    [InlineData("SELECT sourceip, magnitude FROM events GROUP BY sourceip HAVING magnitude > 5")]
    [InlineData("SELECT (~12345 & 6789)|(12345 & ~6789), -1>>>33, 7 # 3, 2^3, 7 % 3 FROM events")]
    public void Binds_what_people_write_without_complaint(string text)
    {
        var query = AqlViews.Translate(text);
        Assert.DoesNotContain(query.Diagnostics, static d => d.Severity != DiagnosticSeverity.Note);
        Assert.NotNull(query.Root);
    }
}
