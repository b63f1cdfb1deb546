// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.IO.Compression;
using Tapwatch.Records;

namespace Tapwatch.Tests.Engine.Scan;

/// <summary>The entries of a zip archive in a file are read side by side, by its directory.</summary>
public sealed class ZipPartTests : IDisposable
{
    readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Entries_come_in_the_order_they_are_stored()
    {
        Write(seed: 1, entries: 40, records: 60);
        var alone = Read(threads: 1);
        Assert.Equal(alone, Read(threads: 2));
        Assert.Equal(alone, Read(threads: 3));
        Assert.Contains($"{new FileInfo(_file).Length} bytes, 0 problems, 0 unrecognised", alone);
        Assert.Contains("aws.cloudtrail 2400", alone);
    }

    [Fact]
    public void A_pipe_gives_the_same_records_without_the_directory()
    {
        Write(seed: 2, entries: 12, records: 50);
        var report = new InputReport();
        var content = File.ReadAllBytes(_file);
        using var reader = new RecordReader(new InputSource("z.zip", null, null, () => new MemoryStream(content)), ReadOptions.Default, report);
        Assert.Null(reader.Divide(8));
        while (reader.TryRead(out var chunk, TestContext.Current.CancellationToken))
        {
            chunk.Dispose();
        }

        Assert.Equal(600, report.RecordCount);
        Assert.Equal(0, report.ProblemCount);
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression, "checksum")]
    [InlineData(CompressionLevel.Fastest, "entry logs/")]
    public void Damage_in_one_entry_is_told_and_the_others_are_read(CompressionLevel level, string told)
    {
        Write(seed: 3, entries: 20, records: 80, level);
        var content = File.ReadAllBytes(_file);
        content.AsSpan(content.Length / 2, 64).Fill(0xFF);
        File.WriteAllBytes(_file, content);
        var alone = Read(threads: 1);
        Assert.Equal(alone, Read(threads: 2));
        Assert.Single(alone, line => line.Contains(told, StringComparison.Ordinal));
        var records = alone.Single(static line => line.StartsWith("aws.cloudtrail 1", StringComparison.Ordinal));
        Assert.InRange(int.Parse(records.AsSpan("aws.cloudtrail ".Length), CultureInfo.InvariantCulture), 19 * 80, 20 * 80);
    }

    [Fact]
    public void Whatever_is_damaged_any_number_of_threads_gives_the_same()
    {
        Write(seed: 4, entries: 30, records: 25);
        var content = File.ReadAllBytes(_file);
        var random = new Random(5);
        for (var round = 0; round < 60; round++)
        {
            var damaged = content.ToArray();
            for (var i = random.Next(1, 6); i > 0; i--)
            {
                // The directory and the headers are where it matters most.
                var at = random.Next(3) == 0 ? damaged.Length - 1 - random.Next(3000) : random.Next(damaged.Length);
                damaged[at] = (byte)random.Next(256);
            }

            File.WriteAllBytes(_file, random.Next(6) == 0 ? damaged[..random.Next(damaged.Length)] : damaged);
            Assert.Equal(Read(threads: 1), Read(threads: 2));
        }
    }

    [Fact]
    public void Entries_that_share_data_are_read_as_they_are_stored()
    {
        Write(seed: 6, entries: 30, records: 40);
        var content = File.ReadAllBytes(_file);

        // The second header of the directory is made to name the place of the first entry.
        var directory = content.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[(byte)'P', (byte)'K', 1, 2, .. content.AsSpan(content.AsSpan().IndexOf("PK\x01\x02"u8) + 4, 4)]);
        content.AsSpan(directory + 42, 4).Clear();
        File.WriteAllBytes(_file, content);
        using var reader = new RecordReader(InputSource.File(_file), ReadOptions.Default, new InputReport());
        Assert.Null(reader.Divide(8));
        Assert.Contains("aws.cloudtrail 1200", Read(threads: 2));
    }

    [Fact]
    public void A_large_archive_is_divided()
    {
        Write(seed: 7, entries: 30, records: 100);
        using var reader = new RecordReader(InputSource.File(_file), ReadOptions.Default, new InputReport());
        var pieces = reader.Divide(4);
        Assert.NotNull(pieces);
        Assert.InRange(pieces.Count, 2, 6);
        Assert.False(reader.TryRead(out _, TestContext.Current.CancellationToken));
    }

    List<string> Read(int threads) => Everything.In(_file, ReadOptions.Default with { ChunkBytes = 9000 }, threads);

    void Write(int seed, int entries, int records, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var file = File.Create(_file);
        using var zip = new ZipArchive(file, ZipArchiveMode.Create);
        for (var i = 0; i < entries; i++)
        {
            using var entry = zip.CreateEntry($"logs/{i}.json", level).Open();
            entry.Write(Noisy(TestLog.CloudTrail(seed + i, records), seed + i));
        }
    }

    /// <summary>Padding that does not compress, so that the archive is large.</summary>
    static byte[] Noisy(byte[] content, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < content.Length; i++)
        {
            content[i] = content[i] == (byte)'x' ? (byte)('a' + random.Next(26)) : content[i];
        }

        return content;
    }
}
