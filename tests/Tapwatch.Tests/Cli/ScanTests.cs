// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Tapwatch.Tests.Cli;

public sealed class ScanTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("tapwatch-").FullName;

    [Theory]
    [InlineData]
    [InlineData("--language", "kql")]
    [InlineData("--language", "cql")]
    [InlineData("--language", "aql")]
    public void The_demo_gives_the_findings_its_story_tells(params string[] language)
    {
        var run = ApplicationTests.Run(["scan", "--demo", .. language]);
        Assert.Equal(0, run.Code);
        Assert.DoesNotContain("disagree", run.Error, StringComparison.Ordinal);
        Assert.Equal(Story(), run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Row));
    }

    [Fact]
    public void Findings_fail_a_scan_only_when_asked_to()
    {
        Assert.Equal(0, ApplicationTests.Run("scan", "--demo", "-q", "-l", "kql").Code);
        Assert.Equal(1, ApplicationTests.Run("scan", "--demo", "-q", "-l", "kql", "--fail-on", "high").Code);
        Assert.Equal(0, ApplicationTests.Run("scan", "--demo", "-q", "-l", "kql", "--fail-on", "critical").Code);
    }

    [Fact]
    public void A_rule_that_cannot_be_evaluated_ends_with_2_and_the_others_run()
    {
        File.WriteAllText(Path.Combine(_folder, "broken.kql"), "AWSCloudTrail | where EventNam == 'x'");
        File.WriteAllText(Path.Combine(_folder, "fine.kql"), "AWSCloudTrail | where EventName == 'CreateTrafficMirrorSession'");
        var run = ApplicationTests.Run("scan", "--demo", "-r", _folder);
        Assert.Contains("broken.kql:1:23: error TW2001: `AWSCloudTrail` has no column `EventNam`", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 query could not be evaluated", run.Error, StringComparison.Ordinal);
        Assert.NotEqual("", run.Output);
        Assert.Equal(2, run.Code);
    }

    [Fact]
    public void Nothing_is_read_for_rules_that_no_record_can_matter_to()
    {
        File.WriteAllText(Path.Combine(_folder, "never.kql"), "AWSCloudTrail | where false");
        var run = ApplicationTests.Run("scan", "--demo", "-r", _folder);
        Assert.Contains("scanned 0 files", run.Error, StringComparison.Ordinal);
        Assert.Contains("ran 1 detection in 1 query", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Unreadable_input_is_listed_and_with_strict_input_ends_with_3()
    {
        File.WriteAllBytes(Path.Combine(_folder, "cut.json.gz"), [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2]);
        var lenient = ApplicationTests.Run("scan", _folder);
        Assert.Contains("cut.json.gz", lenient.Error, StringComparison.Ordinal);
        Assert.Equal(0, lenient.Code);
        Assert.Equal(3, ApplicationTests.Run("scan", _folder, "--strict-input").Code);
    }

    [Fact]
    public void What_is_not_recognised_is_counted_with_an_example_that_cannot_steer_the_terminal()
    {
        File.WriteAllText(Path.Combine(_folder, "notes.txt"), "dear diary \x1b[31m\n");
        var run = ApplicationTests.Run("scan", _folder);
        Assert.Contains("1 item not recognised:", run.Error, StringComparison.Ordinal);
        Assert.Contains("notes.txt", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\x1b', run.Error);
    }

    [Fact]
    public void An_escape_sequence_in_a_user_name_does_not_reach_the_terminal()
    {
        File.WriteAllText(
            Path.Combine(_folder, "trail.json"),
            """{"eventVersion":"1.08","eventTime":"2026-01-05T09:00:00Z","eventSource":"ec2.amazonaws.com","eventName":"CreateTrafficMirrorTarget","awsRegion":"eu-west-1","sourceIPAddress":"192.0.2.1","userAgent":"=cmd()","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/\u001b[2Jeve"},"requestParameters":{},"responseElements":{"a":"b"},"recipientAccountId":"111122223333","eventID":"e1","requestID":"r1"}""" + "\n");
        foreach (var format in new[] { "table", "json", "ndjson", "csv", "sarif", "ocsf" })
        {
            var run = ApplicationTests.Run("scan", _folder, "-l", "kql", "-f", format);
            Assert.NotEqual("", run.Output);
            if (format != "csv")
            {
                Assert.DoesNotContain('\x1b', run.Output);
            }
        }

        Assert.Contains(",'=cmd(),", ApplicationTests.Run("scan", _folder, "-l", "kql", "-f", "csv").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Raw_records_come_only_when_asked_for()
    {
        Assert.DoesNotContain("\"raw\":", ApplicationTests.Run("scan", "--demo", "-q", "-l", "kql").Output, StringComparison.Ordinal);
        Assert.Contains("\"raw\":", ApplicationTests.Run("scan", "--demo", "-q", "-l", "kql", "--raw").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_go_to_a_file_in_the_format_of_its_name()
    {
        var path = Path.Combine(_folder, "findings.csv");
        var run = ApplicationTests.Run("scan", "--demo", "-q", "-l", "kql", "-o", path);
        Assert.Equal("", run.Output);
        Assert.StartsWith("time,last_time,severity", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void An_aggregate_names_the_records_behind_it()
    {
        File.WriteAllText(Path.Combine(_folder, "many.kql"), "AWSCloudTrail | where TimeGenerated > ago(1d) | where EventName contains 'TrafficMirror' | summarize n=count() by UserIdentityArn");
        var run = ApplicationTests.Run("scan", "--demo", "-r", _folder);
        Assert.Contains("warning TW6012: aggregates over its look-back of 1d; a scan evaluates it once over all the data given", run.Error, StringComparison.Ordinal);
        var evidences = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("evidences").GetArrayLength()).ToArray();
        Assert.True(evidences.Max() > 1);
        Assert.Equal(0, run.Code);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static (string Time, string Detection, string Outcome) Row(string line)
    {
        using var document = JsonDocument.Parse(line);
        var unmapped = document.RootElement.GetProperty("unmapped");
        return (
            document.RootElement.GetProperty("time_dt").GetString()![11..19],
            unmapped.GetProperty("detection").GetString()!,
            unmapped.TryGetProperty("outcome", out var outcome) ? outcome.GetString()! : "");
    }

    // The table of demo/README.md is what we promise.
    static IEnumerable<(string, string, string)> Story() =>
        from line in File.ReadLines(Path.Combine(Repository(), "demo", "README.md"))
        let cells = line.Split('|', StringSplitOptions.TrimEntries)
        where cells.Length == 6 && cells[1].Length == 8 && cells[1][2] == ':'
        select (cells[1], cells[2], cells[4]);

    static string Repository([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
