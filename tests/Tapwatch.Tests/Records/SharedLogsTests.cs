// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records;

namespace Tapwatch.Tests.Records;

/// <summary>Reads a folder of real logs, if there is one.</summary>
public class SharedLogsTests
{
    static string? Shared => Environment.GetEnvironmentVariable("TAPWATCH_SHARED");

    [Fact]
    public void Recognises_what_is_in_real_logs()
    {
        Assert.SkipWhen(Shared is null, "TAPWATCH_SHARED is not set");
        var report = new InputReport();
        foreach (var source in InputDiscovery.Find([Path.Combine(Shared, "data", "logs")], report))
        {
            using var reader = new RecordReader(source, ReadOptions.Default, report);
            while (reader.TryRead(out var chunk, TestContext.Current.CancellationToken))
            {
                chunk.Dispose();
            }
        }

        foreach (var (kind, count) in report.Records)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{kind.Name} {count}");
        }

        foreach (var problem in report.Problems)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{problem}");
        }

        foreach (var items in report.Unrecognised)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{items.Source}: {items.Count} x {items.What}: {items.First[0].Line}: {items.First[0].Text}");
        }

        Assert.InRange(report.Records[RecordKind.CloudTrail], 3600, 3900);
        Assert.InRange(report.Records[RecordKind.AzureActivity], 216, 216);
        Assert.InRange(report.Records[RecordKind.GcpAudit], 138, 144);
        Assert.InRange(report.Records[RecordKind.Tacacs], 9, 9);
        Assert.True(report.Records[RecordKind.Syslog] > 350);
    }
}
