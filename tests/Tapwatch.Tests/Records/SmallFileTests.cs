// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using System.Text;
using Tapwatch.Records;
using Tapwatch.Records.Sources;
using Tapwatch.Tests.Engine.Scan;

namespace Tapwatch.Tests.Records;

/// <summary>Small files are read as a whole when they are opened, and many of them by one reader; what is found is the same.</summary>
public sealed class SmallFileTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("tapwatch").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Reads_many_kinds_of_small_files_as_single_streams_of_them_are_read()
    {
        var events = TestLog.CloudTrail(7, 5);
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("e.json").Open();
            entry.Write(events);
        }

        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(events);
        }

        byte[][] contents =
        [
            events, [], packed.ToArray(), zip.ToArray(), packed.ToArray()[..^9], [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(events))],
            [0x28, 0xB5, 0x2F, 0xFD, 1], "PAR1"u8.ToArray(), "{\"a\":"u8.ToArray(), "\n"u8.ToArray(), [.. events, 0xE9, (byte)'\n'], "{"u8.ToArray(), events[..^20],
        ];
        for (var i = 0; i < contents.Length; i++)
        {
            File.WriteAllBytes(Path.Combine(_folder, $"{i:00}"), contents[i]);
        }

        var found = InputDiscovery.Find([_folder], new InputReport());
        Assert.All(found, static s => Assert.True(s.IsSmall(ReadOptions.Default)));
        var streams = found.Select(static s => new InputSource(s.Name, null, s.Written, s.Open)).ToArray();
        var expected = streams.Select(static s => new[] { s }).ToArray();
        Assert.Equal(Read(expected), Read(found.Select(static s => new[] { s })));
        Assert.Equal(Read(expected), Read([[.. found]]));
    }

    [Fact]
    public void A_file_that_changed_since_it_was_found_is_read_as_it_is_now()
    {
        var events = TestLog.CloudTrail(3, 4);
        foreach (var name in (string[])["cut", "grown", "removed", "same"])
        {
            File.WriteAllBytes(Path.Combine(_folder, name), events);
        }

        var report = new InputReport();
        var found = InputDiscovery.Find([_folder], report);
        File.WriteAllBytes(Path.Combine(_folder, "cut"), events[..^10]);
        File.AppendAllText(Path.Combine(_folder, "grown"), Encoding.UTF8.GetString(events));
        File.Delete(Path.Combine(_folder, "removed"));
        using var reader = new RecordReader(found, ReadOptions.Default, report);
        while (reader.TryRead(out var chunk, TestContext.Current.CancellationToken))
        {
            chunk.Dispose();
        }

        Assert.Equal(3 + 8 + 4, report.RecordCount);
        Assert.Equal(["truncated", "truncated-json", "unreadable"], report.Problems.Select(static p => p.Code).Order());
        Assert.Equal(3, report.FilesRead);
    }

    // What decodes one is used again for the next.
    [Fact]
    public void A_damaged_gzip_file_does_no_harm_to_the_next()
    {
        var random = new Random(11);
        for (var i = 0; i < 60; i++)
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                gzip.Write(TestLog.CloudTrail(i, 5));
            }

            var content = packed.ToArray();
            if (i % 2 == 1)
            {
                content = content[..random.Next(2, content.Length)];
                content[random.Next(2, content.Length)] ^= 0x55;
            }

            File.WriteAllBytes(Path.Combine(_folder, $"{i:00}"), content);
        }

        var found = InputDiscovery.Find([_folder], new InputReport());
        var records = Read([[.. found]]).Split('\n').ToLookup(static l => l.Split(' ')[0]);
        for (var i = 0; i < 60; i += 2)
        {
            var whole = new InputSource(found[i].Name, null, found[i].Written, () => new MemoryStream(TestLog.CloudTrail(i, 5)));
            Assert.Equal(Read([[whole]]).Split('\n').Take(5), records[found[i].Name]);
        }
    }

    [Fact]
    public void Only_a_file_of_the_size_it_should_have_is_taken()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "others read files in one way only");
        var path = Path.Combine(_folder, "é");
        File.WriteAllText(path, "abc");
        using (var file = SmallFile.TryRead(path, 3, 1)!)
        {
            Assert.Equal("abc"u8, file.Content);
        }

        Assert.Null(SmallFile.TryRead(path, 2, 1));
        Assert.Null(SmallFile.TryRead(path, 4, 1));
        Assert.Null(SmallFile.TryRead(path + "\0", 3, 1));
        Assert.Null(SmallFile.TryRead(path + new string('x', 2000), 3, 1));
        Assert.Null(SmallFile.TryRead(_folder, 3, 1));
        Assert.Null(SmallFile.TryRead("/proc/self/status", 0, 1));
    }

    /// <summary>All records and what the report says, with a reader for each of the groups.</summary>
    static string Read(IEnumerable<InputSource[]> groups)
    {
        var report = new InputReport();
        var text = new StringBuilder();
        foreach (var group in groups)
        {
            using var reader = group.Length == 1 ? new RecordReader(group[0], ReadOptions.Default, report) : new RecordReader(group, ReadOptions.Default, report);
            while (reader.TryRead(out var chunk, TestContext.Current.CancellationToken))
            {
                foreach (ref readonly var record in chunk.Records)
                {
                    text.Append(chunk.SourceName).Append(' ').Append(record.Position).Append(' ').Append(record.Line).Append(' ').Append(record.Kind).Append(' ');
                    text.AppendLine(Encoding.UTF8.GetString(chunk.Buffer, record.Start, record.Length));
                }

                chunk.Dispose();
            }
        }

        text.AppendLine($"{report.FilesRead} {report.EmptyFiles} {report.BytesRead} {report.RecordCount}");
        text.AppendJoin('\n', report.Problems).AppendLine();
        text.AppendJoin('\n', report.Unrecognised.Select(static u => $"{u.Source} {u.What} {u.Count}"));
        return text.ToString();
    }
}
