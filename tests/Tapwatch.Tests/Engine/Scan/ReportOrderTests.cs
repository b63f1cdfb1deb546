// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using System.Text;
using Tapwatch.Records;

namespace Tapwatch.Tests.Engine.Scan;

/// <summary>What the report says, and in which order, does not depend on which worker was faster.</summary>
public sealed class ReportOrderTests : IDisposable
{
    static readonly string[] _oddities =
        ["{\"a\":", "{\"a\":1}", "what is this", "{\"eventVersion\":}", "{\"n\":[1,2}", "Jan  2 03:04:05 host app: x", "{\"eventVersion\":\"1.08\",\"eventTime\":\"2026-01-02T03:04:05Z\",\"eventSource\":\"é\"}"];

    readonly string _folder = Directory.CreateTempSubdirectory("tapwatch").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1, 60)]
    [InlineData(2, 400)]
    public void Many_broken_files_are_told_in_the_order_of_files(int seed, int files)
    {
        var random = new Random(seed);
        for (var i = 0; i < files; i++)
        {
            Write($"{i:000}", random, random.Next(30) == 0 ? 4000 : random.Next(8));
        }

        var sources = InputDiscovery.Find([_folder], new InputReport());
        foreach (var chunkBytes in (int[])[1 << 20, 20_000])
        {
            var options = ReadOptions.Default with { ChunkBytes = chunkBytes };
            var alone = Everything.In(sources, options, threads: 1);
            Assert.Contains(alone, static line => line.EndsWith("no valid JSON; reading goes on with the next line", StringComparison.Ordinal));
            Assert.Equal(alone, Everything.In(sources, options, threads: 2));
            Assert.Equal(alone, Everything.In(sources, options, threads: 5));
        }
    }

    [Fact]
    public void The_first_thousand_problems_and_groups_are_those_that_stand_first()
    {
        for (var i = 0; i < 1500; i++)
        {
            // Late ones are read first: the first takes longest.
            var oddities = $"{{\"a\":\nno record {i}\n{{]\n";
            File.WriteAllText(Path.Combine(_folder, $"{i:0000}"), i == 0 ? Encoding.UTF8.GetString(TestLog.CloudTrail(1, 3000)) + oddities : oddities);
        }

        var sources = InputDiscovery.Find([_folder], new InputReport());
        var (problems, groups) = Kept(sources, threads: 1);
        Assert.Equal(InputReport.MaximumKept, problems.Length);
        Assert.Equal(InputReport.MaximumKept, groups.Length);
        Assert.Equal(Path.Combine(_folder, "0000") + ":3001", problems[0].Source + ":" + problems[0].Line);
        foreach (var threads in (int[])[2, 4])
        {
            var (others, otherGroups) = Kept(sources, threads);
            Assert.Equal(problems, others);
            Assert.Equal(groups, otherGroups);
        }
    }

    [Fact]
    public void Entries_of_an_archive_are_told_in_their_order()
    {
        var random = new Random(9);
        var path = Path.Combine(_folder, "a.zip");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            for (var i = 0; i < 80; i++)
            {
                using var entry = archive.CreateEntry($"{i}.log", CompressionLevel.NoCompression).Open();
                entry.Write(Content(random, random.Next(60)));
            }
        }

        Write("b", random, 20);
        var sources = InputDiscovery.Find([_folder], new InputReport());
        var alone = Everything.In(sources, ReadOptions.Default, threads: 1);
        Assert.Contains(alone, static line => line.Contains("a.zip!79.log", StringComparison.Ordinal));
        Assert.Equal(alone, Everything.In(sources, ReadOptions.Default, threads: 2));
        Assert.Equal(alone, Everything.In(sources, ReadOptions.Default, threads: 4));
    }

    static (ReadProblem[] Problems, string[] Groups) Kept(IReadOnlyList<InputSource> sources, int threads)
    {
        var report = new InputReport();
        Everything.Run(sources, report, ReadOptions.Default, threads);
        Assert.Equal(3000, report.ProblemCount);
        Assert.Equal(1500, report.UnrecognisedCount);
        return ([.. report.Problems], [.. report.Unrecognised.Select(static u => $"{u.Source} {u.What} {u.Count} {u.First[0]}")]);
    }

    void Write(string name, Random random, int lines) => File.WriteAllBytes(Path.Combine(_folder, name), Content(random, lines));

    static byte[] Content(Random random, int lines)
    {
        var content = new List<byte>();
        for (var i = 0; i < lines; i++)
        {
            if (random.Next(4) > 0)
            {
                content.AddRange(TestLog.CloudTrail(random.Next(), 1));
                continue;
            }

            content.AddRange(Encoding.UTF8.GetBytes(_oddities[random.Next(_oddities.Length)]));
            content.AddRange(random.Next(9) == 0 ? [0xE9, (byte)'\n'] : [(byte)'\n']);
        }

        return [.. content];
    }
}
