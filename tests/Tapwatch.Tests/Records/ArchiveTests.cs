// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using System.Text;
using Tapwatch.Records;

namespace Tapwatch.Tests.Records;

/// <summary>gzip and zip, whole and broken.</summary>
public class ArchiveTests
{
    static string Line(int i) => $$"""{"eventVersion":"1.08","eventSource":"ec2.amazonaws.com","eventName":"E{{i}}","requestID":"{{Guid.NewGuid()}}"}""";

    static byte[] Lines(int count) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, count).Select(i => Line(i) + "\n")));

    static byte[] Gzip(byte[] content, CompressionLevel level = CompressionLevel.Optimal)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return packed.ToArray();
    }

    [Theory]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.NoCompression)]
    public void Reads_gzip_of_every_level(CompressionLevel level)
    {
        Assert.Equal(20_000, RecordText.Read(Gzip(Lines(20_000), level), out var report).Count);
        Assert.Equal("", RecordText.Problems(report));
    }

    [Fact]
    public void Reads_all_members_and_padding_after_them()
    {
        Assert.Equal(30, RecordText.Read([.. Gzip(Lines(10)), .. Gzip(Lines(20)), .. new byte[100]], out var report).Count);
        Assert.Equal("", RecordText.Problems(report));
    }

    [Fact]
    public void Reports_bytes_after_the_end()
    {
        Assert.Equal(10, RecordText.Read([.. Gzip(Lines(10)), .. "garbage"u8], out var report).Count);
        Assert.Equal("trailing-bytes@", RecordText.Problems(report));
    }

    [Fact]
    public void Reads_what_was_there_before_gzip_data_ends()
    {
        var packed = Gzip(Lines(5000));
        var rows = RecordText.Read(packed[..(packed.Length / 2)], out var report);
        Assert.InRange(rows.Count, 2000, 3000);
        Assert.Contains("truncated@", RecordText.Problems(report), StringComparison.Ordinal);
        Assert.Equal(5000, RecordText.Read(packed[..^3], out report).Count);
        Assert.Equal("truncated@", RecordText.Problems(report));
        for (var cut = 0; cut < 400; cut++)
        {
            RecordText.Read(packed[..cut], out _);
        }
    }

    [Fact]
    public void Reports_a_wrong_checksum_and_reads_the_data_all_the_same()
    {
        var packed = Gzip(Lines(10));
        packed[^6] ^= 1;
        Assert.Equal(10, RecordText.Read(packed, out var report).Count);
        Assert.Equal("corrupt@", RecordText.Problems(report));
    }

    [Fact]
    public void Survives_damage_anywhere()
    {
        var random = new Random(7);
        var packed = Gzip(Lines(300));
        for (var i = 0; i < 2000; i++)
        {
            var damaged = (byte[])packed.Clone();
            for (var n = random.Next(1, 4); n > 0; n--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            RecordText.Read(damaged, out _);
        }
    }

    [Fact]
    public void Decodes_as_the_framework_does()
    {
        var random = new Random(11);
        for (var i = 0; i < 200; i++)
        {
            var content = new byte[random.Next(1, 200_000)];
            var alphabet = random.Next(1, 256);
            for (var n = 0; n < content.Length; n++)
            {
                content[n] = n > 1000 && random.Next(3) > 0 ? content[n - random.Next(1, 1000)] : (byte)random.Next(alphabet);
            }

            var packed = Gzip(content, (CompressionLevel)random.Next(0, 4));
            var faults = new List<string>();
            using var source = new Tapwatch.Records.Sources.SourceStream(new DribblingStream(packed, random), "t", new InputReport());
            using var gzip = new Tapwatch.Records.Compression.GzipStream(source, new Tapwatch.Records.Compression.ExpansionGuard(ReadOptions.Default, source), (code, _) => faults.Add(code));
            var unpacked = new MemoryStream();
            gzip.CopyTo(unpacked, random.Next(1, 100_000));
            Assert.Empty(faults);
            Assert.True(content.AsSpan().SequenceEqual(unpacked.ToArray()), $"round {i} differs");
        }
    }

    [Fact]
    public void Checksums_are_the_same_by_folding_and_by_tables_however_the_data_are_cut()
    {
        Assert.Equal(0xCBF43926, Tapwatch.Records.Compression.Crc32.Append(0, "123456789"u8));
        var random = new Random(5);
        var data = new byte[5000];
        random.NextBytes(data);
        for (var i = 0; i < 500; i++)
        {
            var part = data.AsSpan(random.Next(100), random.Next(data.Length - 100));
            var cut = random.Next(part.Length + 1);
            var byTables = ~Tapwatch.Records.Compression.Crc32.AppendByTables(~0u, part);
            Assert.Equal(byTables, Tapwatch.Records.Compression.Crc32.Append(0, part));
            Assert.Equal(byTables, Tapwatch.Records.Compression.Crc32.Append(Tapwatch.Records.Compression.Crc32.Append(0, part[..cut]), part[cut..]));
        }
    }

    [Fact]
    public void Gives_up_a_gzip_bomb()
    {
        var bomb = Gzip(Encoding.UTF8.GetBytes(Line(1) + "\n" + new string(' ', 50_000_000)));
        var rows = RecordText.Read(InputSource.Memory("bomb", bomb), new ReadOptions { MaximumExpansion = 1 << 20 }, out var report);
        Assert.Single(rows);
        Assert.Equal("expansion@", RecordText.Problems(report));
    }

    [Fact]
    public void Gives_up_bombs_within_archives_and_of_many_layers()
    {
        var options = new ReadOptions { MaximumExpansion = 1 << 20 };
        var blank = new byte[30_000_000];
        blank.AsSpan().Fill((byte)'\n');
        RecordText.Read(InputSource.Memory("zip", Zip(("a", blank), ("b", Lines(3)))), options, out var report);
        Assert.Equal("expansion@", RecordText.Problems(report));
        RecordText.Read(InputSource.Memory("gz.gz", Gzip(Gzip(blank))), options, out report);
        Assert.Equal("expansion@", RecordText.Problems(report));
        var onion = Lines(1);
        for (var i = 0; i < 6; i++)
        {
            onion = Gzip(onion);
        }

        RecordText.Read(InputSource.Memory("onion", onion), options, out report);
        Assert.Equal("nesting@", RecordText.Problems(report));
    }

    [Fact]
    public void Reads_the_entries_of_a_zip_whatever_their_names()
    {
        var rows = RecordText.Read(Zip(("logs/a.json", Lines(3)), ("../../etc/passwd", Lines(2)), ("empty", []), ("b.json.gz", Gzip(Lines(4))), ("inner.zip", Zip(("c", Lines(5))))), out var report, "$source");
        Assert.Equal(
            ["input!logs/a.json:3", "input!../../etc/passwd:2", "input!b.json.gz:4", "input!inner.zip!c:5"],
            rows.GroupBy(r => r.Fields[0]).Select(g => $"{g.Key}:{g.Count()}"));
        Assert.Equal("", RecordText.Problems(report));
    }

    [Fact]
    public void Reads_a_zip_that_comes_from_a_pipe_and_lacks_its_end()
    {
        var packed = Zip(("a", Lines(1000)), ("b", Lines(1000)));
        var rows = RecordText.Read(new InputSource("-", null, null, () => new DribblingStream(packed, new Random(1))), ReadOptions.Default, out var report);
        Assert.Equal(2000, rows.Count);
        Assert.Equal("", RecordText.Problems(report));
        rows = RecordText.Read(packed[..(packed.Length * 3 / 4)], out report);
        Assert.InRange(rows.Count, 1200, 1900);
        Assert.Contains("truncated@", RecordText.Problems(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Passes_over_entries_that_hold_no_text()
    {
        var rows = RecordText.Read(Zip(("x.pcap", [0xD4, 0xC3, 0xB2, 0xA1, .. new byte[100_000]]), ("a", Lines(2))), out var report);
        Assert.Equal(2, rows.Count);
        Assert.Equal("packet capture x1", RecordText.Unrecognised(report));
    }

    [Fact]
    public void Says_which_compression_is_not_read()
    {
        Assert.Empty(RecordText.Read([0x28, 0xB5, 0x2F, 0xFD, 0, 0], out var report));
        Assert.Equal("not-supported@", RecordText.Problems(report));
        Assert.Contains("zstd", report.Problems[0].Text, StringComparison.Ordinal);
    }
}
