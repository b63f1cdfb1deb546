// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using Tapwatch.Records;

namespace Tapwatch.Tests.Engine.Scan;

/// <summary>A gzip file of many members: workers without anything else to do decode those further on.</summary>
public sealed class GzipMemberTests : IDisposable
{
    readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData(40)]
    [InlineData(900)]
    public void Records_come_in_the_order_they_are_stored(int records)
    {
        Write(Members(records));
        var alone = Read(threads: 1);
        Assert.Equal(alone, Read(threads: 2));
        Assert.Equal(alone, Read(threads: 4));
        Assert.Contains($"{new FileInfo(_file).Length} bytes, 0 problems, 0 unrecognised", alone);
    }

    [Fact]
    public void Damage_is_told_by_any_number_of_threads_in_the_same_words()
    {
        var content = Members(300);
        content.AsSpan(content.Length * 3 / 4, 8).Fill(0xFF);
        Write(content);
        var alone = Read(threads: 1);
        Assert.DoesNotContain(alone, static line => line.Contains(" 0 problems", StringComparison.Ordinal));
        Assert.Equal(alone, Read(threads: 2));
        Write(content[..(content.Length * 3 / 5)]);
        alone = Read(threads: 1);
        Assert.Contains(alone, static line => line.Contains("in the middle of member", StringComparison.Ordinal));
        Assert.Equal(alone, Read(threads: 3));
    }

    [Fact]
    public void Members_within_another_compression_are_read_as_they_come()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
        {
            gzip.Write(Members(200));
        }

        Write(packed.ToArray());
        Assert.Equal(Read(threads: 1), Read(threads: 2));
    }

    List<string> Read(int threads) => Everything.In(_file, ReadOptions.Default with { ChunkBytes = 50_000 }, threads);

    void Write(byte[] content) => File.WriteAllBytes(_file, content);

    /// <summary>Four MiB of members, each of so many records that do not shrink much.</summary>
    static byte[] Members(int records)
    {
        var random = new Random(records);
        var content = TestLog.CloudTrail(1, records);
        var padding = Enumerable.Range(0, content.Length).Where(i => content[i] == (byte)'x').ToArray();
        var packed = new MemoryStream();
        while (packed.Length < 4 << 20)
        {
            foreach (var i in padding)
            {
                content[i] = (byte)('a' + random.Next(26));
            }

            using var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true);
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
