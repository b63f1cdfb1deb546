// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Tests.Cli;

public sealed class QueryTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("tapwatch-").FullName;

    [Fact]
    public void A_query_that_brings_its_own_rows_needs_no_data()
    {
        var run = ApplicationTests.Run("query", "-l", "kql", "-q", "print x=1+1, y='a'", "-f", "json");
        Assert.Equal("{\"columns\":[{\"name\":\"x\",\"type\":\"long\"},{\"name\":\"y\",\"type\":\"string\"}],\"rows\":[\n[2,\"a\"]\n],\"warnings\":[]}\n", run.Output);
        Assert.Equal(0, run.Code);
    }

    [Theory]
    [InlineData("-q", "@rawstring=/CFGLOG/ | count()")]
    [InlineData("@rawstring=/CFGLOG/ | count()")]
    public void A_query_may_begin_with_an_at_sign(params string[] query)
    {
        var path = Write("a.log", "*Nov 21 01:12:03.318: %PARSER-5-CFGLOG_LOGGEDCMD: User:dana  logged command:monitor session 1 source interface Gi0/1\n");
        var run = ApplicationTests.Run(["query", "-l", "cql", .. query, path, "-f", "csv"]);
        Assert.Equal("_count\n1\n", run.Output);
    }

    [Fact]
    public void The_clock_is_what_now_says()
    {
        var run = ApplicationTests.Run("query", "-l", "kql", "-q", "print t=now()", "--now", "2026-01-05T09:00:00Z", "-f", "csv");
        Assert.Equal("t\n2026-01-05T09:00:00Z\n", run.Output);
    }

    [Fact]
    public void An_error_points_into_the_query_and_ends_with_2()
    {
        var run = ApplicationTests.Run("query", "-l", "kql", "-q", "AWSCloudTrail | where EventNam == 'x'");
        Assert.StartsWith("query:1:23: error TW2001: `AWSCloudTrail` has no column `EventNam`", run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
        Assert.Equal(2, run.Code);
    }

    [Fact]
    public void A_csv_file_is_a_table_with_the_types_of_its_values()
    {
        var path = Write("hosts.csv", "Host,Count,Ratio,Up,Seen,Note:string\na,1,0.5,true,2026-01-05T09:00:00Z,7\nb,2,1,false,2026-01-06,\n");
        var run = ApplicationTests.Run("query", "-l", "kql", "-q", "Hosts | where Count > 1 and not(Up)", "--table", "Hosts=" + path, "-f", "json");
        Assert.Equal(
            """{"columns":[{"name":"Host","type":"string"},{"name":"Count","type":"long"},{"name":"Ratio","type":"real"},{"name":"Up","type":"bool"},{"name":"Seen","type":"datetime"},{"name":"Note","type":"string"}],"rows":[""" + "\n"
            + """["b",2,1,false,"2026-01-06T00:00:00Z",""]""" + "\n" + """],"warnings":[]}""" + "\n",
            run.Output);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public void Json_lines_are_a_table_too()
    {
        var path = Write("t.json", "{\"a\":1,\"b\":{\"c\":[1,2]},\"d\":\"5\"}\n{\"a\":2.5,\"e\":true}\n");
        var run = ApplicationTests.Run("query", "-l", "kql", "-q", "T", "--table", "T=" + path, "-f", "json");
        Assert.Contains("""{"name":"a","type":"real"},{"name":"b","type":"dynamic"},{"name":"d","type":"string"},{"name":"e","type":"bool"}""", run.Output, StringComparison.Ordinal);
        Assert.Contains("[1,{\"c\":[1,2]},\"5\",null]", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_may_have_as_many_columns_as_there_are_keys()
    {
        var path = Write("keys.json", string.Concat(Enumerable.Range(0, 50).Select(static r => $"{{{string.Concat(Enumerable.Range(0, 1000).Select(c => $"\"k{r}_{c}\":{c},"))}\"end\":1}}\n")));
        var run = ApplicationTests.Run("query", "-l", "kql", "-q", "Keys | summarize count(), sum(k49_999) by end", "--table", "Keys=" + path, "-f", "csv");
        Assert.Equal("end,count_,sum_k49_999\n1,50,999\n", run.Output);
    }

    [Fact]
    public void A_table_that_is_not_there_is_an_error()
    {
        var run = ApplicationTests.Run("query", "-l", "kql", "-q", "T", "--table", "T=" + Path.Combine(_folder, "none.csv"));
        Assert.Contains("error TW6017: no such file", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.Code);
    }

    [Fact]
    public void The_plan_is_shown_instead_of_run()
    {
        var run = ApplicationTests.Run("query", "-l", "kql", "-q", "AWSCloudTrail | where EventName == 'x' | project EventName", "--plan");
        Assert.Contains("aws.cloudtrail", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public void The_language_of_a_file_is_told_by_its_name()
    {
        var run = ApplicationTests.Run("query", "--file", Write("q.kql", "print x=1"), "-f", "csv");
        Assert.Equal("x\n1\n", run.Output);
    }

    [Fact]
    public void A_result_is_a_table_for_people()
    {
        var run = ApplicationTests.Run("query", "-l", "kql", "-q", "print Name='[red]\\u001b', Value=5", "-f", "table");
        Assert.Contains("Name", run.Output, StringComparison.Ordinal);
        Assert.Contains("[red]\\x1b", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 row\n", run.Output, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
