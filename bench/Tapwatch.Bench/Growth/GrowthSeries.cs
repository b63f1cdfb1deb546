// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Tapwatch.Bench.Data;
using Tapwatch.Bench.Rounds;

namespace Tapwatch.Bench.Growth;

/// <summary>The things that grow in real life: bytes, files, rules, columns, groups.</summary>
sealed class GrowthSeries(string tapwatch, DataSet data, long largest, int rounds)
{
    const long Middle = 256L << 20;

    static readonly string[] s_columns =
    [
        "EventName", "EventSource", "SourceIpAddress", "UserIdentityArn", "AWSRegion", "UserAgent", "AwsEventId", "UserIdentityType",
        "RecipientAccountId", "ErrorCode", "EventVersion", "UserIdentityAccountId", "RequestParameters", "ResponseElements", "TlsVersion", "CipherSuite",
    ];

    static readonly int[] s_files = [100, 1_000, 10_000, 100_000];
    static readonly int[] s_rules = [1, 10, 100, 1_000];
    static readonly int[] s_widths = [1, 2, 4, 8, 16];
    static readonly long[] s_sizes = [1L << 20, 8L << 20, 64L << 20, 256L << 20, 1L << 30, 4L << 30, 10L << 30];

    readonly LogFormat _cloudTrail = LogFormat.Of("cloudtrail");

    public IEnumerable<(string Name, Func<GrowthCurve> Make)> All =>
    [
        ("bytes", Bytes), ("files", Files), ("rules", Rules), ("columns", Columns), ("groups", Groups),
    ];

    GrowthCurve Bytes()
    {
        return new("Time and bytes", "`tapwatch scan -f csv` with every detection over CloudTrail lines.", "size", "byte",
            [.. s_sizes.Where(s => s <= largest).Select(s => Point(DataSet.Size(s), s, $"scan -f csv '{data.Lines(_cloudTrail, s)}'"))]);
    }

    GrowthCurve Files()
    {
        const int all = 100_000;
        return new("Time and files", "The same over about 488 MiB in 100 to 100,000 plain `{\"Records\":[…]}` files.", "files", "byte",
            [.. s_files.Select(n => Point(n.ToString("N0", CultureInfo.InvariantCulture), all * 5120L, $"scan -f csv '{data.Small(_cloudTrail, n, all / n * 5120)}'"))]);
    }

    GrowthCurve Rules()
    {
        var lines = data.Lines(_cloudTrail, Middle);
        return new("Time and rules", $"`tapwatch scan -r RULES` with KQL rules, each after calls of its own, over {DataSet.Size(Middle)} of CloudTrail lines.", "rules", null,
            [.. s_rules.Select(n => Point(n.ToString("N0", CultureInfo.InvariantCulture), n, $"scan -f csv -r '{RuleFolder(n)}' '{lines}'"))]);
    }

    GrowthCurve Columns()
    {
        var lines = data.Lines(_cloudTrail, Middle);
        return new("Time and columns", $"`AWSCloudTrail | summarize countif(isnotempty(…)), …` over {DataSet.Size(Middle)} of CloudTrail lines.", "columns", null,
            [.. s_widths.Select(n => Query($"{n}", n, "AWSCloudTrail | summarize " + string.Join(", ", s_columns.Take(n).Select(static c => $"countif(isnotempty({c}))")), lines))]);
    }

    GrowthCurve Groups()
    {
        var lines = data.Lines(_cloudTrail, Middle);
        (string Label, string Key)[] keys = [("1", "ManagementEvent"), ("60", "EventName"), ("512", "SourceIpAddress"), ("4,500", "UserIdentityArn, bin(TimeGenerated, 1d)"), ("90,000", "UserIdentityArn, bin(TimeGenerated, 1h)"), ("every record", "AwsEventId")];
        return new("Time and groups", $"`AWSCloudTrail | summarize count() by … | count` over {DataSet.Size(Middle)} of CloudTrail lines; numbers of groups are approximate.", "groups", null,
            [.. keys.Select(k => Query(k.Label, 1, $"AWSCloudTrail | summarize count() by {k.Key} | count", lines))]);
    }

    GrowthPoint Query(string label, double amount, string query, string lines) => Point(label, amount, $"query -l kql -q '{query}' -f csv '{lines}'");

    GrowthPoint Point(string label, double amount, string arguments)
    {
        Console.Error.Write($"\r{label}: {arguments[..Math.Min(arguments.Length, 60)]}          ");
        List<Measurement> runs = [];
        for (var round = 0; round <= rounds; round++)
        {
            var run = MeasuredProcess.Run($"'{tapwatch}' {arguments}", Path.Combine(data.Folder, "answer"));
            if (run.Exit != 0)
            {
                throw new InvalidOperationException($"tapwatch {arguments} ended with {run.Exit}: {File.ReadAllText(Path.Combine(data.Folder, "answer.err"))}");
            }

            if (round > 0)
            {
                runs.Add(run);
            }
        }

        return new(label, amount, Standing.Median(runs.Select(static r => r.Wall)), Standing.Median(runs.Select(static r => r.Processor)), runs.Max(static r => r.Peak));
    }

    /// <summary>A folder with that many rules, of which a few find something.</summary>
    string RuleFolder(int count)
    {
        var folder = Path.Combine(data.Folder, $"rules-{count}");
        Directory.CreateDirectory(folder);
        for (var i = 0; i < count; i++)
        {
            var calls = i == 0 ? "\"CreateTrafficMirrorSession\", \"DeleteTrafficMirrorSession\"" : $"\"CreateGadget{i:0000}\", \"DeleteGadget{i:0000}\"";
            File.WriteAllText(Path.Combine(folder, $"rule-{i:0000}.kql"),
                $"AWSCloudTrail\n| where EventSource == \"ec2.amazonaws.com\" and EventName in ({calls})\n| where isempty(ErrorCode)\n| project TimeGenerated, EventName, UserIdentityArn, SourceIpAddress\n");
        }

        return folder;
    }
}
