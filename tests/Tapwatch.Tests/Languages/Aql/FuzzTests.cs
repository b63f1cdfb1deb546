// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Tapwatch.Engine;
using Tapwatch.Languages.Aql.Printing;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Optimizer;
using Tapwatch.Records.Columns;
using Tapwatch.Tests.Engine;

namespace Tapwatch.Tests.Languages.Aql;

/// <summary>Any text in: messages or a plan out, never an exception, and soon.</summary>
public sealed class FuzzTests
{
    static readonly string[] _seeds =
    [
        "SELECT DATEFORMAT(starttime,'yyyy-MM-dd') AS d, COUNT(*) n, \"EventName\" FROM events WHERE LOWER(\"EventName\") LIKE '%x%' AND qid IN (1, 2) GROUP BY d HAVING n > 5 ORDER BY n DESC LIMIT 10 LAST 24 HOURS",
        "SELECT CASE WHEN a = 1 THEN 'x' ELSE IF b = 2 THEN 3 ELSE 4 END c FROM (SELECT username AS a, qid b FROM events) WHERE a IN (SELECT username FROM events) START '2024-01-01 10:00' STOP 5",
        "SELECT sessionId FROM events SESSION BY starttime username EXPLICIT BEGIN category=1 END category=3 TIMEOUT 5 TIMEWINDOW 5 MINUTES PARAMETERS A=1",
        "SELECT SUBSTRING(username, 1, 2), REPLACEALL('(a+)+', username, '$1') FROM events WHERE TEXT SEARCH 'a (b OR \"c\")' AND NOT INCIDR('192.0.2.0/24', sourceip) AND username MATCHES '\\Qx\\E[a-z]+'",
        "SELECT MIN(hasoffense), MAX(username), AVG(qid), STDEV(severity), UNIQUECOUNT(payload), COUNT(hasoffense) FROM events WHERE hasoffense < true OR hasoffense > 'x' OR hasoffense BETWEEN 1 AND 2 OR payload IS NULL GROUP BY hasoffense, payload ORDER BY hasoffense LAST 1 DAYS",
        "SELECT IF hasoffense THEN qid ELSE 1.5 AS a, CASE username WHEN 1 THEN true WHEN sourceip THEN false ELSE NULL END b, LOGSOURCENAME(qid + 0.5), CATEGORYNAME(NULL), LONG(true), DOUBLE(sourceip), STR(starttime) FROM events WHERE a > 1 AND NOT b LAST 5 MINUTES",
        "SELECT -1 << 2, ~3 # 4, 1.5e3 / 0x1F % 7 ^ 2 FROM events WHERE payload IS NULL OR UTF8(payload) ILIKE ENUMERATION('a','b') -- c\n /* d */;",
    ];

    static readonly string[] _pieces =
    [
        "SELECT", "FROM", "WHERE", "events", "(", ")", ",", "*", "'", "\"", "''", "AND", "OR", "NOT", "IN", "LIKE", "MATCHES", "'[a'", "'(?<=x)'", "CASE", "WHEN", "THEN", "ELSE", "END", "IF",
        "LAST", "5", "HOURS", "START", "STOP", "GROUP BY", "ORDER BY", "HAVING", "LIMIT", "username", "qid", "COUNT(", "FIRST", "AS", "-", "--", "/*", "*/", ";", ".", "::", "é", "\0", "\uD800", "99999999999999999999",
        "0x", "1e999", "BETWEEN", "IS", "NULL", "INTO", "SESSION BY", "BEGIN", "PARAMETERS", "=", "<", ">>>", "TEXT SEARCH", "UNION", "JOIN", "DISTINCT", "LAST 9999999999999999 DAYS", "PARSEDATETIME('9999999999 days ago')",
    ];

    [Fact]
    public void Mutated_queries_give_messages_not_exceptions()
    {
        var random = new Random(20260304);
        var clock = Stopwatch.StartNew();
        for (var run = 0; run < 3000; run++)
        {
            var text = _seeds[random.Next(_seeds.Length)];
            for (var change = random.Next(1, 8); change > 0; change--)
            {
                var at = random.Next(text.Length + 1);
                var length = Math.Min(random.Next(0, 12), text.Length - at);
                text = random.Next(3) switch
                {
                    0 => text.Remove(at, length),
                    1 => text.Insert(at, " " + _pieces[random.Next(_pieces.Length)] + " "),
                    _ => text.Remove(at, length).Insert(at, _pieces[random.Next(_pieces.Length)]),
                };
            }

            Check(text);
        }

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"took {clock.Elapsed}");
    }

    [Fact]
    public void Random_pieces_give_messages_not_exceptions()
    {
        var random = new Random(7);
        for (var run = 0; run < 3000; run++)
        {
            Check(string.Join(random.Next(2) == 0 ? " " : "", Enumerable.Range(0, random.Next(1, 40)).Select(_ => _pieces[random.Next(_pieces.Length)])));
        }
    }

    [Fact]
    public void Random_bytes_give_messages_not_exceptions()
    {
        var random = new Random(11);
        for (var run = 0; run < 1500; run++)
        {
            var bytes = new byte[random.Next(120)];
            random.NextBytes(bytes);
            Check(System.Text.Encoding.UTF8.GetString(bytes));
            Check("SELECT " + System.Text.Encoding.Latin1.GetString(bytes));
        }
    }

    /// <summary>What people write, with parts of it cut out, doubled and mixed with others': over rows, so that every function sees values.</summary>
    [Fact]
    public void Queries_of_the_field_cut_and_mixed_give_messages_or_rows()
    {
        var queries = CorpusTests.Queries().Where(static q => q.Text.Length < 1500).Select(static q => q.Text).ToArray();
        var random = new Random(20260306);
        var ran = 0;
        for (var run = 0; run < 2500; run++)
        {
            var text = queries[random.Next(queries.Length)];
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                var other = queries[random.Next(queries.Length)];
                var (from, at) = (random.Next(other.Length), random.Next(text.Length + 1));
                var piece = other.Substring(from, Math.Min(random.Next(1, 40), other.Length - from));
                text = random.Next(4) switch
                {
                    0 => text.Insert(at, piece),
                    1 => text[..at] + piece + text[Math.Min(text.Length, at + piece.Length)..],
                    2 => text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at)),
                    _ => text[..at] + other[from..],
                };
            }

            Check(text);
            ran += OverRows(text) ? 1 : 0;
        }

        Assert.True(ran > 100, $"only {ran} ran");
    }

    // A row with everything, one with nothing, one that is odd.
    static bool OverRows(string text)
    {
        if (AqlViews.Translate(text) is not { Succeeded: true, Root: { } root })
        {
            return false;
        }

        var random = new Random(5);
        var filled = root.RewriteBottomUp(node => node is not RecordScan ? node
            : new ConstantRows(node.Columns, [.. Enumerable.Range(0, 3).Select(row => (IReadOnlyList<Constant>)[.. node.Columns.Select(c => Value(c, row, random))])]));
        var summary = PlanRunner.Run([new PlanOutput(PlanOptimizer.Optimize(filled), static (_, _) => { })], PlanRows.Options, TestContext.Current.CancellationToken);
        Assert.Empty(summary.Failures.Select(f => $"{f.Reason}: {text}"));
        return true;
    }

    static Constant Value(PlanColumn column, int row, Random random) => row == 1 ? Constant.Null(column.Type)
        : column.Type != ScalarType.String ? Constant.Null(column.Type)
        : Constant.Text(row == 0 ? "192.0.2." + random.Next(256) : "\0é%_'\"\\ -9223372036854775808 NaN 2026-13-45");

    static void Check(string text)
    {
        var query = AqlViews.Translate(text);
        Assert.True(query.Succeeded || query.Diagnostics.Any(static d => d.IsError), text);
        Assert.All(query.Diagnostics, d => Assert.True(d.Span.Start >= 0 && d.Span.Start <= text.Length && d.Span.End <= text.Length + 1, text));
        if (query.Root is { } plan)
        {
            var summary = PlanRunner.Run([new PlanOutput(PlanOptimizer.Optimize(plan), static (_, _) => { })], PlanRows.Options, TestContext.Current.CancellationToken);
            Assert.Empty(summary.Failures.Select(f => $"{f.Reason}: {text}"));
        }

        if (SyntaxShape.Parse(text) is { Select: { } select, Messages: var messages } && !messages.Any(static m => m.IsError))
        {
            Assert.Equal(SyntaxShape.Of(select), SyntaxShape.Of(SyntaxShape.Parse(Printer.Print(select)).Select));
        }
    }
}
