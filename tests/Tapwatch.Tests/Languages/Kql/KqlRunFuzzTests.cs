// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Engine;
using Tapwatch.Languages.Kql;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Optimizer;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Languages.Kql;

/// <summary>Mutated queries give messages or rows, in time: bound, optimised and run over a few rows.</summary>
public class KqlRunFuzzTests
{
    static readonly PlanColumn[] _columns =
    [
        new("TimeGenerated", ScalarType.DateTime), new("Account", ScalarType.String), new("Address", ScalarType.String), new("Bytes", ScalarType.Long),
        new("Port", ScalarType.Int), new("Score", ScalarType.Real), new("Allowed", ScalarType.Bool), new("Took", ScalarType.TimeSpan), new("Detail", ScalarType.Dynamic),
    ];

    static readonly ViewCatalog _catalog = Catalog();

    static readonly string[] _seeds =
    [
        "Logons | where TimeGenerated > ago(1d) and Account has_any ('ana', 'bo') | summarize n=count(), dcount(Address), make_set(Port, 10) by bin(TimeGenerated, 1h), tostring(Detail.kind) | sort by n desc nulls last",
        "let quiet = materialize(Logons | where Bytes < 100 | distinct Account); Logons | where Account !in (quiet) | join kind=leftouter (Flows | summarize arg_max(TimeGenerated, *) by Account) on Account | project-away Account1",
        "Logons | mv-expand item = Detail.items to typeof(string) | parse Address with a:int '.' * | extend which = case(item == 'x', 1, item in~ ('Y', 'z'), 2, int(null)), p = Port / (Port - 443) | top 5 by Score asc",
        "union withsource=T Logons, (Flows | extend Extra = pack_all()) | serialize n = row_number() | extend before = prev(Bytes, 1), d = datetime_diff('minute', now(), TimeGenerated) | where n between (1 .. 10)",
        "Flows | make-series total=sum(Bytes) default=0 on TimeGenerated from datetime(2026-01-05) to datetime(2026-01-06) step 1h by Account | extend s = series_fill_linear(total), o = series_decompose_anomalies(total, 1.5)",
        "let f = (T:(Account:string, *), least:long = 10) { T | where Bytes > least | count }; Logons | invoke f(20) | extend x = toscalar(Flows | summarize max(Bytes))",
        "Logons | summarize percentiles(Bytes, 5, 95), stdev(Score), avg(Took), countif(Allowed), take_any(*) by Account | extend q = round(percentile_Bytes_95 / 3.0, 2) | render columnchart",
        "Logons | mv-apply i = Detail.items on (where i startswith 'x' | summarize k = strcat_array(make_list(i), '|')) | extend m = extract(@'(\\w+)@(\\w+)', 2, Account), r = replace_regex(Account, '[aeiou]', '\\\\0')",
        "search in (Logons, Flows) 'ana' and Port > 1 | project-reorder Account, * | project-rename Who = Account | take 3",
        "Logons | partition by Account (top 1 by Bytes) | lookup kind=inner (datatable(Account:string, Team:string)['ana', 'red', 'bo', 'blue']) on Account | evaluate pivot(Team, sum(Bytes), Account)",
        "Logons | sort by TimeGenerated asc | scan declare(total:long = 0) with (step s: true => total = s.total + Bytes;) | extend ip = ipv4_is_private(Address), h = hash_sha256(Account), u = parse_url(strcat('https://', Address, '/x?y=1')).Host",
        "range x from 1 to 20 step 3 | extend y = pow(x, 2) % 7, z = bin(x, 5), b = binary_shift_left(x, 70), s = substring('abcdef', x, 100), a = range(1, x, 1)[x] | where y in (1, 2, 4)",
        "Logons | top-nested 2 of Account by sum(Bytes), top-nested 1 of Port by count() | parse-kv Account as (a:string, b:long) with (pair_delimiter='.', kv_delimiter='=') | getschema",
        "externaldata(a:string)[@'https://lists.example/x.csv'] | union (_GetWatchlist('vip') | project a = SearchKey) | where a has 'x'",
    ];

    static readonly string[] _pieces =
    [
        "(", ")", "[", "]", "|", ",", ";", "'", "==", "!=", " in ", " has ", " and ", "not(", "null", "dynamic(null)", "real(nan)", "1d", "-1", "0", "9223372036854775807", "1e308", "int(null)", "''", "*", "Detail", "Bytes", "TimeGenerated",
        "Account", " by ", "count()", "tostring(", "toint(", "| where ", "| extend x = ", "| summarize ", "| project ", "| distinct ", "| take 1", "| sort by ", "Logons", "Flows", "let ", "parse_json(", "make_list(", "@'((a+)+)+$'", "\u00e9",
    ];

    [Fact]
    public void Mutated_queries_bind_and_run_or_say_why_not()
    {
        var random = new Random(20261122);
        Assert.All(_seeds, static s => Assert.True(Run(s), s));

        for (var i = 0; i < 600; i++)
        {
            Run(Mutated(_seeds[random.Next(_seeds.Length)], random));
        }
    }

    [Fact]
    public void Mutated_field_queries_bind_and_run_or_say_why_not()
    {
        var random = new Random(7);
        var queries = SharedMaterial.Corpus("kql").Select(static q => q.Query).Where(static q => q.Length < 2500).ToArray();
        var catalog = SharedMaterial.SentinelTables();
        for (var i = 0; i < 1500; i++)
        {
            Run(Mutated(queries[random.Next(queries.Length)], random), catalog);
        }
    }

    static string Mutated(string seed, Random random)
    {
        var text = new StringBuilder(seed);
        for (var change = random.Next(1, 5); change > 0; change--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(4))
            {
                case 0: text.Insert(at, _pieces[random.Next(_pieces.Length)]); break;
                case 1: text.Remove(at, Math.Min(text.Length - at, random.Next(1, 9))); break;
                case 2:
                    // A word for another one.
                    var end = at;
                    while (end < text.Length && char.IsLetterOrDigit(text[end]))
                    {
                        end++;
                    }

                    text.Remove(at, end - at).Insert(at, _pieces[random.Next(_pieces.Length)]);
                    break;
                default: text[at] = (char)random.Next(32, 127); break;
            }

            if (text.Length == 0)
            {
                text.Append(' ');
            }
        }

        return text.ToString();
    }

    // Whether it bound and ran.
    static bool Run(string text, ViewCatalog? catalog = null)
    {
        try
        {
            var query = KqlLanguage.Translate(new SourceText("query", text), new BindContext(catalog ?? _catalog));
            if (query.Root is null)
            {
                Assert.Contains(query.Diagnostics, static d => d.IsError);
                return false;
            }

            using var time = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            time.CancelAfter(TimeSpan.FromSeconds(20));
            PlanRunner.Run([new PlanOutput(PlanOptimizer.Optimize(query.Root), static (_, _) => { })], new EngineOptions { Now = new DateTime(2026, 1, 5, 12, 0, 0, DateTimeKind.Utc), Threads = 1 }, time.Token);
            return true;
        }
        catch (Exception e) when (e is not Xunit.Sdk.IAssertionException)
        {
            throw new InvalidOperationException($"{e.GetType().Name} {e.Message}\n{text}", e);
        }
    }

    static ViewCatalog Catalog()
    {
        var catalog = new ViewCatalog();
        foreach (var name in new[] { "Logons", "Flows" })
        {
            var rows = Enumerable.Range(0, 12).Select(i => (IReadOnlyList<Constant>)
            [
                new(ScalarType.DateTime, new DateTime(2026, 1, 5, 0, 0, 0, DateTimeKind.Utc).AddHours(i).Ticks),
                i % 5 == 4 ? Constant.Null(ScalarType.String) : Constant.Text(i % 2 == 0 ? "ana@example.com" : "Bo"),
                Constant.Text($"192.0.2.{i}"),
                i == 7 ? Constant.Null(ScalarType.Long) : Constant.Long(i * i * 10),
                new(ScalarType.Int, i == 3 ? null : 440L + i),
                i == 5 ? Constant.Real(double.NaN) : Constant.Real(i / 3.0),
                i == 2 ? Constant.Null(ScalarType.Bool) : Constant.Bool(i % 3 == 0),
                Constant.TimeSpan(TimeSpan.FromMinutes(i)),
                i == 1 ? Constant.Null(ScalarType.Dynamic) : new Constant(ScalarType.Dynamic, $$"""{"kind":"k{{i % 3}}","items":["x{{i}}","y",{{i}},null]}"""),
            ]).ToArray();
            catalog.Add(new ViewTable("sentinel", name, "TimeGenerated", [.. _columns.Select(static c => new ViewColumn(c.Name, c.Type))], []) { Rows = new ConstantRows(_columns, rows) });
        }

        return catalog;
    }
}
