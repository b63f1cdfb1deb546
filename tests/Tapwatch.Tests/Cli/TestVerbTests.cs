// SPDX-License-Identifier: Apache-2.0

using System.Xml.Linq;

namespace Tapwatch.Tests.Cli;

public sealed class TestVerbTests : IDisposable
{
    const string Record = """{"eventVersion":"1.08","eventTime":"2026-01-05T09:00:00Z","eventSource":"ec2.amazonaws.com","eventName":"NAME","userIdentity":{"arn":"arn:aws:iam::111122223333:user/ana"},"eventID":"e1"}""";

    readonly string _folder = Directory.CreateTempSubdirectory("tapwatch-").FullName;

    [Fact]
    public void Our_own_detections_pass_their_tests()
    {
        var run = ApplicationTests.Run("test");
        Assert.True(run.Code == 0, run.Output + run.Error);
    }

    [Fact]
    public void A_failing_test_says_what_it_expected_and_ends_with_1()
    {
        Detection($"""
            - name: It is found
              kind: hit
              records: ['{Record}']
              expect: {"{"} findings: 1, actor: bo {"}"}
            - name: It is not
              kind: miss
              records: ['{Record.Replace("NAME", "Other", StringComparison.Ordinal)}']
            - name: Almost
              kind: near_miss
              records: ['{Record.Replace("NAME", "name", StringComparison.Ordinal)}']
            """);
        var run = ApplicationTests.Run("test", _folder, "--junit", Path.Combine(_folder, "junit.xml"));

        Assert.Contains("not ok [kql] It is found", run.Output, StringComparison.Ordinal);
        Assert.Contains("expected actor `bo`, got `arn:aws:iam::111122223333:user/ana`", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, run.Code);
        var suite = XDocument.Load(Path.Combine(_folder, "junit.xml")).Root!.Element("testsuite")!;
        Assert.Equal("6", suite.Attribute("tests")!.Value);
        Assert.Equal("2", suite.Attribute("failures")!.Value);
        Assert.Equal("It is found [kql]", suite.Element("testcase")!.Attribute("name")!.Value);
    }

    [Fact]
    public void A_detection_without_a_near_miss_is_an_error()
    {
        Detection($"""
            - name: It is found
              kind: hit
              records: ['{Record}']
            - name: It is not
              kind: miss
              records: ['{Record.Replace("NAME", "Other", StringComparison.Ordinal)}']
            """);
        var run = ApplicationTests.Run("test", _folder);
        Assert.Contains("error TW6014: `demo` has no test of kind `near_miss`", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, run.Code);
    }

    [Fact]
    public void A_detection_without_tests_is_an_error()
    {
        Detection(null);
        var run = ApplicationTests.Run("test", _folder);
        Assert.Contains("error TW6014: `demo` has no `tests.yaml`", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, run.Code);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    void Detection(string? tests)
    {
        File.WriteAllText(Path.Combine(_folder, "detection.yaml"), "id: demo\ntitle: A demo\n");
        File.WriteAllText(Path.Combine(_folder, "sentinel.kql"), "AWSCloudTrail | where EventName == 'NAME'");
        if (tests is not null)
        {
            File.WriteAllText(Path.Combine(_folder, "tests.yaml"), tests);
        }
    }
}
