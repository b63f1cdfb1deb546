// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Tests.Languages.Cql;

/// <summary>Steps that group, order and choose.</summary>
public class CqlTransformTests
{
    const string Events = """
        {"user":"ann","host":"a","n":1}
        {"user":"bob","host":"b","n":5}
        {"user":"ann","host":"b","n":3}
        {"host":"c","n":"x"}
        """;

    [Theory]
    [InlineData("count()", "4")]
    [InlineData("count(user)", "3")]
    [InlineData("count(user, distinct=true)", "2")]
    [InlineData("groupBy(user)", "ann | 2,bob | 1")]
    [InlineData("groupBy([user, host])", "ann | a | 1,bob | b | 1,ann | b | 1")]
    [InlineData("groupBy(user, function=[])", "ann,bob")]
    [InlineData("groupBy(user, function=[sum(n), max(n, as=top), collect(host, separator=\"+\")])", "ann | 4 | 3 | a+b,bob | 5 | 5 | b")]
    [InlineData("groupBy(user, function={n>1 | count(as=big)})", "ann | 1,bob | 1")]
    [InlineData("groupBy(user, function=([n := avg(n)]))", "ann | 2,bob | 5")]
    [InlineData("groupBy(user, function=stats([min(n), max(n)]))", "ann | 1 | 3,bob | 5 | 5")]
    [InlineData("groupBy(user, function=selectLast([host, n]))", "ann | b | 3,bob | b | 5")]
    [InlineData("groupBy(user, function=selectFromMax(field=n, include=[host]))", "ann | b,bob | b")]
    [InlineData("[count(), low := min(n)]", "4 | 1")]
    [InlineData("sum(nothing)", "")]
    [InlineData("percentile(n, percentiles=[50, 100])", "3 | 5")]
    [InlineData("stdDev(n)", "2")]
    [InlineData("a := \"[1,{\\\"b\\\":2}]\" | head(1) | split(a) | select([_index, a.b])", "0 | ∅,1 | 2")]
    [InlineData("top(host)", "b | 2,a | 1,c | 1")]
    [InlineData("top(host, limit=1)", "b | 2")]
    [InlineData("top(user, sum=n, as=total)", "bob | 5,ann | 4")]
    [InlineData("sort(n, order=asc) | select(n)", "1,3,5,x")]
    [InlineData("sort(n, limit=2) | select(n)", "5,3")]
    [InlineData("sort([user, n], order=[asc, desc]) | select([user, n])", "ann | 3,ann | 1,bob | 5,∅ | x")]
    [InlineData("groupBy(user) | sort() | head(1)", "ann | 2")]
    [InlineData("groupBy(user) | sort(_count, order=asc) | tail(1)", "ann | 2")]
    [InlineData("groupBy(user) | _count > 1", "ann | 2")]
    [InlineData("groupBy(user) | rename(_count, as=total) | drop(user)", "2,1")]
    [InlineData("groupBy(user) | rename([[user, who], [_count, total]]) | select([total, who])", "2 | ann,1 | bob")]
    [InlineData("groupBy(user) | percent := _count / 4 * 100", "ann | 2 | 50,bob | 1 | 25")]
    [InlineData("table([host, n], sortby=n, order=asc)", "a | 1,b | 3,b | 5,c | x")]
    [InlineData("table([host, n], sortby=n, limit=1)", "b | 5")]
    public void Gives_the_rows_of_a_pipeline(string query, string rows) => Assert.Equal(rows, string.Join(',', CqlRows.Of(query, Events)));

    [Fact]
    public void Shows_an_event_whole_with_what_was_assigned_in_front()
    {
        var query = CqlRows.Translate("eventName=Create* | x := \"1\" | drop(user)");

        Assert.Equal(["@timestamp:datetime", "x:string"], query.Root!.Columns.Select(static c => c.ToString()));
    }

    [Fact]
    public void Scans_only_the_fields_it_reads()
    {
        var query = CqlRows.Translate("eventName=/create/i | who := userIdentity.arn | table([@timestamp, who, \"host-name\"])");

        Assert.Equal(["@timestamp", "who", "host-name"], query.Root!.Columns.Select(static c => c.Name));
    }
}
