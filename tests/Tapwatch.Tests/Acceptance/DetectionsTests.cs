// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Tests.Acceptance;

/// <summary>The detections of the product over whole folders, as a user scans them.</summary>
public class DetectionsTests
{
    [Theory]
    [InlineData("kql")]
    [InlineData("cql")]
    [InlineData("aql")]
    public void All_four_simulations_are_caught_in_every_language(string language) =>
        Assert.Equal(
            [
                ("aws-traffic-mirror-filter", "aws.json", 3L, "success"),
                ("aws-traffic-mirror-filter", "aws.json", 4L, "success"),
                ("aws-traffic-mirror-session", "aws.json", 5L, "success"),
                ("aws-traffic-mirror-target", "aws.json", 2L, "success"),
                ("azure-tap-configuration", "azure.log", 3L, "success"),
                ("azure-tap-configuration", "azure.log", 4L, "success"),
                ("azure-virtual-network-tap", "azure.log", 1L, "success"),
                ("azure-virtual-network-tap", "azure.log", 2L, "success"),
                ("cisco-span-session", "cisco.log", 2L, "success"),
                ("cisco-span-session", "cisco.log", 3L, "success"),
                ("gcp-packet-mirroring", "gcp.json", 1L, "success"),
                ("gcp-packet-mirroring", "gcp.json", 2L, "success"),
            ],
            TheProgram.Evidence(TheProgram.FourSimulations, "--language", language).Order());

    [Fact]
    public void The_languages_agree()
    {
        var run = TheProgram.Run("scan", TheProgram.FourSimulations, "-f", "csv");
        Assert.DoesNotContain("disagree", run.Error, StringComparison.OrdinalIgnoreCase);
        Assert.All(run.Output.TrimEnd().Split('\n').Skip(1), l => Assert.Contains("kql cql aql", l, StringComparison.Ordinal));
    }

    /// <summary>
    /// In the real logs of the shared material exactly these records are mirroring or capture; each was read by hand. Both Panther files hold the same
    /// console session. Left out on purpose: its Describe calls (reads), and two Azure operations that do not exist
    /// (NETWORKWATCHERS/STARTPACKETCAPTURE and NETWORKWATCHERS/VPNCONNECTIONS/STARTPACKETCAPTURE, made up by a wrong expansion of a wildcard).
    /// </summary>
    [Theory]
    [InlineData("kql")]
    [InlineData("cql")]
    [InlineData("aql")]
    public void Nothing_that_only_resembles_mirroring_is_found_in_real_logs(string language)
    {
        Assert.SkipWhen(TheProgram.Shared is null, "needs TAPWATCH_SHARED");
        const string All = "panther_cloudtrail_tests.jsonl";
        const string Mirroring = "panther_traffic_mirroring_tests.jsonl";
        const string Capture = "cisco_epc_bufcap_real.log";
        Assert.Equal(
            [
                ("aws-traffic-mirror-denied", All, 136L, "failure"),
                ("aws-traffic-mirror-denied", Mirroring, 3L, "failure"),
                ("aws-traffic-mirror-filter", All, 134L, "success"),
                ("aws-traffic-mirror-filter", All, 135L, "success"),
                ("aws-traffic-mirror-filter", Mirroring, 1L, "success"),
                ("aws-traffic-mirror-filter", Mirroring, 2L, "success"),
                ("aws-traffic-mirror-session", All, 140L, "success"),
                ("aws-traffic-mirror-session", Mirroring, 7L, "success"),
                ("aws-traffic-mirror-target", All, 137L, "success"),
                ("aws-traffic-mirror-target", All, 138L, "success"),
                ("aws-traffic-mirror-target", Mirroring, 4L, "success"),
                ("aws-traffic-mirror-target", Mirroring, 5L, "success"),
                ("azure-packet-capture", "panther_azure_activity_tests.jsonl", 79L, "success"),
                ("cisco-packet-capture", Capture, 1L, "success"),
                ("cisco-packet-capture", Capture, 2L, "success"),
                ("cisco-packet-capture", Capture, 3L, "success"),
                ("cisco-packet-capture", Capture, 4L, "success"),
                ("cisco-packet-capture", Capture, 5L, "success"),
            ],
            TheProgram.Evidence(Path.Combine(TheProgram.Shared!, "data", "logs"), "--language", language).Order());
    }
}
