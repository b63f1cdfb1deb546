// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Tests.Languages.Cql;

/// <summary>CQL over logs as they are, through the views.</summary>
public class CqlLogTests(ITestOutputHelper output)
{
    static string[] All => [.. new[] { "aws.json", "azure.log", "gcp.json", "cisco.log" }.Select(CqlLogs.Simulation)];

    [Fact]
    public void Finds_fields_of_every_cloud_in_one_query()
    {
        var rows = CqlLogs.Run(
            """
            (eventName=/trafficmirror/i OR operationName=/virtualNetworkTaps\/write/i OR protoPayload.methodName=/packetMirrorings/i)
            | case { eventName=* | what := eventName; operationName=* | what := operationName; * | what := protoPayload.methodName; }
            | groupBy(what) | sort(what, type=string, order=asc)
            """,
            All);

        foreach (var row in rows)
        {
            output.WriteLine(row);
        }

        Assert.Contains(rows, static r => r.StartsWith("CreateTrafficMirrorSession | ", StringComparison.Ordinal));
        Assert.Contains(rows, static r => r.StartsWith("MICROSOFT.NETWORK/VIRTUALNETWORKTAPS/WRITE | ", StringComparison.Ordinal));
        Assert.Contains(rows, static r => r.Contains("packetMirrorings.insert | ", StringComparison.Ordinal));
    }

    [Fact]
    public void Shows_events_whole()
    {
        var rows = CqlLogs.Run("eventName=CreateTrafficMirrorSession | seen := \"yes\"", All);

        Assert.StartsWith("@timestamp | seen | ", rows[0], StringComparison.Ordinal);
        Assert.Contains(" | userIdentity.arn | ", rows[0], StringComparison.Ordinal);
        Assert.All(rows.Skip(1), static r => Assert.Contains(" | yes | ", r, StringComparison.Ordinal));
    }

    [Fact]
    public void The_published_query_catches_AWS_and_Azure_only()
    {
        var query = File.ReadAllText(SharedMaterial.File("seeds/queries/logscale.cql"));
        var rows = CqlLogs.Run(query, All);
        foreach (var row in rows)
        {
            output.WriteLine(row);
        }

        var warnings = CqlRows.Translate(query).Diagnostics;
        foreach (var warning in warnings)
        {
            output.WriteLine(DiagnosticRenderer.Render(warning));
        }

        Assert.Equal("_time | ResolvedEventName | mirrorAction | ActorIdentity | SourceIP | awsRegion | resourceGroupName", rows[0]);
        Assert.Contains(rows, static r => r.Contains("CreateTrafficMirrorSession", StringComparison.Ordinal));
        Assert.Contains(rows, static r => r.Contains("VIRTUALNETWORKTAPS", StringComparison.Ordinal));
        Assert.DoesNotContain(rows, static r => r.Contains("packetMirrorings", StringComparison.Ordinal));
        Assert.Equal(3, warnings.Count(static w => w.Code == "TW2201"));
        Assert.Equal(3, warnings.Count(static w => w.Code == "TW1210"));
        Assert.Equal(1, warnings.Count(static w => w.Code == "TW2203"));
    }

    [Fact]
    public void Conditions_reach_the_scans()
    {
        var plan = CqlLogs.Plan("(eventName=/TrafficMirror/i OR operationName=/virtualNetworkTaps/i) | x := coalesce([caller, userIdentity.arn]) | table([x])");
        output.WriteLine(plan);

        Assert.Contains("seeking trafficmirror|virtualnetworktaps", plan, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_of_the_repository_binds()
    {
        var files = Directory.EnumerateFiles(Path.Combine(CqlLogs.Repository(), "rules"), "*.cql", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var rows = CqlLogs.Run(File.ReadAllText(file), All);
            output.WriteLine($"{Path.GetFileName(Path.GetDirectoryName(file))}: {rows.Count - 1}");
        }
    }
}
