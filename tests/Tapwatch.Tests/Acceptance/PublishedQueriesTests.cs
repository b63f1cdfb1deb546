// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Tests.Acceptance;

/// <summary>
/// The three published detections of this technique run byte for byte and catch what they catch on their SIEMs: no more, no less.
/// Azure is in its diagnostic-setting form.
/// </summary>
public class PublishedQueriesTests
{
    const string Now = "2026-11-21T06:00:00Z";

    static string Query(string name)
    {
        Assert.SkipWhen(TheProgram.Shared is null, "needs TAPWATCH_SHARED");
        return Path.Combine(TheProgram.Shared!, "seeds", "queries", name);
    }

    [Fact]
    public void The_kql_catches_azure_only()
    {
        var rows = TheProgram.Rows("kql", Query("sentinel.kql"), "--now", Now, TheProgram.FourSimulations);
        Assert.Equal(4, rows.Count);
        Assert.All(rows, r => Assert.Equal("AzurevTAP", r["EventSource"]));
        Assert.Equal(["2026-11-20T22:11:04Z", "2026-11-20T22:11:00.0000001Z", "2026-11-20T22:10:02.7654321Z", "2026-11-20T22:10:00.1234567Z"], rows.Select(r => r["TimeGenerated"]));
        Assert.All(rows, r => Assert.Equal("mallory@example.org", r["Caller"]));
        Assert.All(rows, r => Assert.Equal("198.51.100.77", r["CallerIpAddress"]));
    }

    [Fact]
    public void The_cql_catches_aws_and_azure()
    {
        var rows = TheProgram.Rows("cql", Query("logscale.cql"), "--now", Now, TheProgram.FourSimulations);
        Assert.Equal(
            [
                "CreateTrafficMirrorFilter", "CreateTrafficMirrorFilterRule", "CreateTrafficMirrorSession", "CreateTrafficMirrorTarget",
                "MICROSOFT.NETWORK/NETWORKINTERFACES/TAPCONFIGURATIONS/WRITE", "MICROSOFT.NETWORK/NETWORKINTERFACES/TAPCONFIGURATIONS/WRITE",
                "MICROSOFT.NETWORK/VIRTUALNETWORKTAPS/WRITE", "MICROSOFT.NETWORK/VIRTUALNETWORKTAPS/WRITE",
            ],
            rows.Select(r => r["ResolvedEventName"]).Order(StringComparer.Ordinal));
        Assert.Equal(["Creation", "Creation/Modification"], rows.Select(r => r["mirrorAction"]).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_aql_catches_aws_and_azure()
    {
        var rows = TheProgram.Rows("aql", Query("qradar.aql"), "--now", Now, TheProgram.FourSimulations);
        Assert.Equal(8, rows.Count);
        Assert.Equal(["AWS", "Azure"], rows.Select(r => r["Platform"]).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal("2026-11-20 22:11:04", rows[0]["EventTime"]);
    }

    [Theory]
    [InlineData("cql", "logscale.cql", "coalesce")]
    [InlineData("cql", "logscale.cql", "_time")]
    [InlineData("aql", "qradar.aql", "EventName")]
    [InlineData("aql", "qradar.aql", "CASE")]
    public void What_the_vendor_would_refuse_is_a_warning(string language, string file, string about)
    {
        var run = TheProgram.Run("query", "-l", language, "--file", Query(file), "-f", "json", "--now", Now, TheProgram.FourSimulations);
        Assert.Contains(run.Error.Split('\n'), l => l.Contains("warning", StringComparison.Ordinal) && l.Contains(about, StringComparison.OrdinalIgnoreCase));
    }
}
