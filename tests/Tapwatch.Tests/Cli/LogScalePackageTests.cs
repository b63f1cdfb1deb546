// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;

namespace Tapwatch.Tests.Cli;

/// <summary>LogScale's packages, saved queries, lookup files and alerts, as a user gives them.</summary>
public sealed class LogScalePackageTests : IDisposable
{
    const string Events = """
        createEvents(["user=ann ip=192.0.2.7", "user=bob ip=198.51.100.9"]) | kvParse() | 
        """;

    readonly string _folder = Directory.CreateTempSubdirectory("tapwatch-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    string Package()
    {
        Write("pack/manifest.yaml", "name: example/mirror\nversion: 0.1.0\ntype: application\n");
        Write("pack/queries/ann.yaml", "$schema: https://schemas.humio.com/query/v0.6.0\nname: only ann\nqueryString: |-\n  user=?{who=ann}\n");
        Write("pack/queries/plain.cql", "user=bob | note := \"plain\"");
        Write("pack/data-files/teams.csv", "user,team\nann,007\nbob,42\n");
        return Path.Combine(_folder, "pack");
    }

    [Theory]
    [InlineData("$\"example/mirror:only ann\"() | select(user)", "user\nann\n")]
    [InlineData("$\"only ann\"(who=bob) | select(user)", "user\nbob\n")]
    [InlineData("$example/mirror:queries/plain() | select([user, note])", "user,note\nbob,plain\n")]
    [InlineData("match(file=\"example/mirror/teams.csv\", field=user) | select([user, team])", "user,team\nann,007\nbob,42\n")]
    [InlineData("match(teams.csv, field=user, include=team) | team=42 | select(user)", "user\nbob\n")]
    public void A_package_gives_its_queries_and_files(string query, string rows)
    {
        var package = Package();
        var zip = Path.Combine(_folder, "pack.zip");
        ZipFile.CreateFromDirectory(package, zip);
        foreach (var path in new[] { package, zip })
        {
            var run = ApplicationTests.Run("query", "-l", "cql", "-q", Events + query, "--package", path, "-f", "csv");

            Assert.Equal(("", rows, 0), (run.Error, run.Output, run.Code));
        }
    }

    [Fact]
    public void A_parameter_has_the_value_given()
    {
        var run = ApplicationTests.Run("query", "-l", "cql", "-q", Events + "user=?who | select(user)", "--param", "who=b*", "-f", "csv");

        Assert.Equal("user\nbob\n", run.Output);
    }

    [Theory]
    [InlineData("n=*", 200)]
    [InlineData("sort(n, order=asc)", 200)]
    [InlineData("sort(n, limit=250)", 250)]
    [InlineData("table(n)", 200)]
    [InlineData("groupBy(n)", 300)]
    public void Limits_of_the_product_hold_on_request_only(string query, int limited)
    {
        var events = $"createEvents([{string.Join(", ", Enumerable.Range(0, 300).Select(static i => $"\"n={i}\""))}]) | kvParse() | ";
        int Rows(params string[] flags) => ApplicationTests.Run(["query", "-l", "cql", "-q", events + query, "-f", "csv", .. flags]).Output.Split('\n').Length - 2;

        Assert.Equal(limited, Rows("--vendor-limits"));
        Assert.Equal(Math.Max(limited, query.Contains("limit", StringComparison.Ordinal) ? 250 : 300), Rows());
    }

    [Fact]
    public void A_file_that_is_not_given_is_told_and_ends_the_run_when_an_event_needs_it()
    {
        const string Query = "user=an* | match(file=\"teams.csv\", field=user)";
        var run = ApplicationTests.Run("query", "-l", "cql", "-q", Events + Query, "-f", "csv");
        Assert.Contains("help: give it: `--table \"teams.csv=FILE\"`", run.Error, StringComparison.Ordinal);
        Assert.Contains("error TW6020: could not be evaluated: an event reaches `match`, but the file `teams.csv` is not given", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.Code);

        run = ApplicationTests.Run("query", "-l", "cql", "-q", Events + "user=cyd | " + Query, "-f", "csv");
        Assert.Equal(0, run.Code);
    }

    [Theory]
    [InlineData("name: Mirror made\nqueryString: |\n  eventName=CreateTrafficMirrorSession\nactionNames: [mail]\nthrottleTimeSeconds: 60\n$schema: https://schemas.humio.com/filter-alert/v0.2.0\n", 3)]
    [InlineData("name: Mirror made\nquery:\n  queryString: eventName=CreateTrafficMirrorSession\n  start: 24h\n  end: now\n  isLive: true\nlabels: []\nthrottleTimeMillis: 3600000\n", 3)]
    [InlineData("name: Mirror made\nquery: eventName=CreateTrafficMirrorSession\nschedule: 0 * * * *\nqueryStart: 1h\nqueryEnd: now\n", 3)]
    [InlineData("apiVersion: core.humio.com/v1beta1\nkind: HumioScheduledSearch\nmetadata:\n  name: x\nspec:\n  name: Mirror made\n  queryString: eventName=CreateTrafficMirrorSession\n  schedule: 0 * * * *\n", 3)]
    [InlineData("resource_id: m\nname: Mirror made\nseverity: 70\nsearch:\n  filter: |\n    eventName=CreateTrafficMirrorSession\n  lookback: 1h\n", 4)]
    public void Alerts_and_scheduled_searches_are_rules(string yaml, int severity)
    {
        var rule = Write("rules/alert.yaml", yaml);
        var log = Write("trail.json", """{"Records":[{"eventVersion":"1.08","eventTime":"2026-01-05T09:00:00Z","eventSource":"ec2.amazonaws.com","eventName":"CreateTrafficMirrorSession","awsRegion":"eu-west-1","recipientAccountId":"111122223333","eventID":"e1"}]}""");
        var run = ApplicationTests.Run("scan", log, "-r", rule, "-f", "csv", "--fail-on", severity == 4 ? "high" : "medium");

        Assert.Contains("Mirror made", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, run.Code);
    }

    [Fact]
    public void What_a_package_holds_besides_rules_is_passed_over()
    {
        var package = Package();
        Write("pack/dashboards/d.yaml", "$schema: https://schemas.humio.com/dashboard/v0.18.0\nname: d\nsections: {}\n");
        Write("pack/alerts/a.yaml", "$schema: https://schemas.humio.com/alert/v0.2.0\nname: a\nquery:\n  queryString: $\"only ann\"() | match(teams.csv, field=user)\n");
        File.Delete(Path.Combine(package, "queries", "plain.cql"));
        var run = ApplicationTests.Run("lint", package);

        Assert.Equal("1 detection, 1 query: 0 errors, 0 warnings", run.Error.Trim());
        Assert.Equal("", run.Output);
    }
}
