// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Tests.Languages.Cql;

/// <summary>Functions over the arrays of records as they are read, where only the array is a field of the scan.</summary>
public sealed class CqlRecordArrayTests : IDisposable
{
    readonly string _path = Path.Combine(Path.GetTempPath(), $"tapwatch-{Guid.NewGuid():N}.json");

    public CqlRecordArrayTests() => File.WriteAllText(
        _path,
        """
        {"Records":[
        {"eventVersion":"1.08","eventTime":"2026-01-05T09:00:00Z","eventSource":"ec2.amazonaws.com","eventName":"RunInstances","awsRegion":"eu-central-1","userIdentity":{"arn":"arn:ann"},"resources":[{"ARN":"arn:one","type":"T1"},{"ARN":"arn:two","type":"T2"}],"tags":["x","y"]},
        {"eventVersion":"1.08","eventTime":"2026-01-05T09:01:00Z","eventSource":"ec2.amazonaws.com","eventName":"StopInstances","awsRegion":"eu-central-1","userIdentity":{"arn":"arn:bob"},"resources":[{"ARN":"arn:three","type":"T1"}]}]}
        """);

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("objectArray:exists(\"resources[]\", var=r, condition={r.ARN=*two}) | select([eventName, resources[1].type])", "RunInstances | T2")]
    [InlineData("array:contains(\"tags[]\", value=y) | array:append(\"tags[]\", values=[eventName]) | select([tags[0], tags[2]])", "x | RunInstances")]
    [InlineData("split(resources) | select([eventName, resources.ARN])", "RunInstances | arn:one,RunInstances | arn:two,StopInstances | arn:three")]
    [InlineData("objectArray:eval(\"resources[]\", asArray=\"arns[]\", var=r, function={arns := r.ARN}) | concatArray(arns, separator=\"+\") | select(_concatArray)", "arn:one+arn:two,arn:three")]
    [InlineData("array:reduceAll(\"tags[]\", var=t, function=count(t))", "2")]
    [InlineData("groupBy(awsRegion, function=[tail(1), count(as=n)]) | select([n, eventName, resources[0].ARN])", "2 | StopInstances | arn:three")]
    [InlineData("regex(\"arn:(?<name>\\\\w+)\", repeat=true) | groupBy(name, function=[]) | count()", "5")]
    public void Gives_the_rows(string query, string rows) => Assert.Equal(rows, string.Join(',', CqlLogs.Run(query, _path).Skip(1)));

    [Fact]
    public void Shows_what_became_of_an_array_among_the_fields_of_a_whole_event()
    {
        var rows = CqlLogs.Run("eventName=RunInstances | array:filter(\"tags[]\", var=t, function={t=y}) | drop(@rawstring)", _path);

        Assert.Contains(" | tags[0] | ", rows[0], StringComparison.Ordinal);
        Assert.DoesNotContain("tags[1]", rows[0], StringComparison.Ordinal);
    }
}
