// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using System.Text;
using Tapwatch.Records;
using Tapwatch.Records.Compression;
using Tapwatch.Records.Sources;

namespace Tapwatch.Tests.Records;

/// <summary>Members of a gzip file that are decoded before reading comes to them: whatever the file, what is read and told is the same as without.</summary>
public sealed class GzipAheadTests : IDisposable
{
    const int Stretch = 40_000;

    readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    /// <summary>Files by what is odd about them.</summary>
    public static TheoryData<string> Cases => [.. _cases.Keys];

    static readonly Dictionary<string, Func<Random, byte[]>> _cases = new()
    {
        ["members"] = static random => Members(random, 30),
        ["small members"] = static random => Join(Enumerable.Range(0, 800).Select(_ => Gzip(Content(random, random.Next(1, 2000))))),
        ["empty members"] = static random => Join(Enumerable.Range(0, 60).Select(i => Gzip(i % 3 == 0 ? Content(random, 20_000) : []))),
        ["one member"] = static random => Gzip(Content(random, 1_500_000)),
        ["a member larger than what is held"] = static random => [.. Members(random, 8), .. Gzip(new byte[40_000_000]), .. Gzip(Content(random, 38_000_000 / 16), CompressionLevel.NoCompression), .. Members(random, 8)],
        ["stored"] = static random => Join(Enumerable.Range(0, 20).Select(_ => Gzip(Content(random, 30_000), CompressionLevel.NoCompression))),
        ["names, comments, extra fields, sums of headers"] = static random => Join(Enumerable.Range(0, 32).Select(i => WithHeader(Gzip(Content(random, 30_000)), i))),
        ["blocks that tell their size"] = static random => [.. Join(Enumerable.Range(0, 40).Select(_ => Blocked(Content(random, 60_000)))), .. Blocked([])],
        ["zeros between members"] = static random => Join(Enumerable.Range(0, 30).Select(i => (byte[])[.. Gzip(Content(random, 30_000)), .. new byte[i % 4 * 100]])),
        ["zeros at the end"] = static random => [.. Members(random, 20), .. new byte[200_000]],
        ["bytes at the end"] = static random => [.. Members(random, 20), .. "that is all"u8],
        ["bytes in the middle"] = static random => [.. Members(random, 10), .. "that is all"u8, .. Members(random, 10)],
        ["another method in the middle"] = static random => [.. Members(random, 10), 0x1F, 0x8B, 7, 0, 0, 0, 0, 0, 0, 3, .. Members(random, 10)],
        ["half a header at the end"] = static random => [.. Members(random, 20), 0x1F, 0x8B, 8, 0],
        ["a wrong checksum"] = static random => Join(Enumerable.Range(0, 30).Select(i => Changed(Gzip(Content(random, 30_000)), i % 7 == 6 ? -6 : null))),
        ["a wrong size"] = static random => Join(Enumerable.Range(0, 30).Select(i => Changed(Gzip(Content(random, 30_000)), i == 20 ? -2 : null))),
        ["a damaged member"] = static random => Join(Enumerable.Range(0, 30).Select(i => Changed(Gzip(Content(random, 30_000)), i == 17 ? 9000 : null))),
        ["headers within members"] = static random => Join(Enumerable.Range(0, 20).Select(_ => Gzip(Join(Enumerable.Range(0, 900).Select(_ => (byte[])[0x1F, 0x8B, 8, 0, .. Content(random, 30)])), CompressionLevel.NoCompression))),
        ["whole gzip files within members"] = static random => Join(Enumerable.Range(0, 10).Select(_ => Gzip(Members(random, 4), CompressionLevel.NoCompression))),
        ["a member full of gzip files, and then members"] = static random => [.. Gzip(Members(random, 30), CompressionLevel.NoCompression), .. Members(random, 20)],
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gives_the_same(string name)
    {
        var random = new Random(name.Length);
        File.WriteAllBytes(_file, _cases[name](random));
        Compare(ReadOptions.Default);
    }

    [Theory]
    [InlineData("members")]
    [InlineData("small members")]
    [InlineData("blocks that tell their size")]
    public void Most_is_decoded_ahead(string name)
    {
        File.WriteAllBytes(_file, _cases[name](new Random(1)));
        Assert.InRange(Read(ReadOptions.Default, Stretch, () => 100_000).InTurn, 0, new FileInfo(_file).Length / 3);
    }

    [Fact]
    public void A_single_member_is_read_in_turn_and_soon_not_searched_any_more()
    {
        File.WriteAllBytes(_file, Gzip(Content(new Random(2), 6_000_000)));
        using var source = new SourceStream(File.OpenRead(_file), "t", new InputReport());
        using var ahead = GzipAhead.Of(source, Stretch)!;
        var works = 0;
        for (var position = 0; position < source.Length; position += Stretch)
        {
            ahead.Pass(position);
            for (; ahead.CanWork(2); works++)
            {
                ahead.Work(2, TestContext.Current.CancellationToken);
            }
        }

        Assert.InRange(works, 10, 40);
        Assert.Equal(0, ahead.Held);
    }

    [Fact]
    public void Wherever_it_ends_the_same_is_read_and_told()
    {
        var random = new Random(3);
        var whole = Members(random, 20);
        for (var round = 0; round < 30; round++)
        {
            File.WriteAllBytes(_file, whole[..(round < 15 ? whole.Length - round - 1 : random.Next(whole.Length / 2, whole.Length))]);
            Compare(ReadOptions.Default);
        }
    }

    [Fact]
    public void Whatever_is_damaged_the_same_is_read_and_told()
    {
        var random = new Random(4);
        for (var round = 0; round < 40; round++)
        {
            var content = _cases.Values.ElementAt(random.Next(4))(random);
            for (var n = random.Next(1, 8); n > 0; n--)
            {
                content[random.Next(content.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(_file, content);
            Compare(ReadOptions.Default);
        }
    }

    [Fact]
    public void Decodes_as_the_framework_does()
    {
        var random = new Random(5);
        for (var round = 0; round < 30; round++)
        {
            File.WriteAllBytes(_file, Join(Enumerable.Range(0, random.Next(2, 40)).Select(_ => Gzip(Content(random, random.Next(0, 100_000)), (CompressionLevel)random.Next(0, 4)))));
            using var expected = new MemoryStream();
            using (var packed = new System.IO.Compression.GZipStream(File.OpenRead(_file), CompressionMode.Decompress))
            {
                packed.CopyTo(expected);
            }

            var read = Read(ReadOptions.Default, Stretch, () => random.Next(1, 300_000));
            Assert.Equal("", read.Faults);
            Assert.True(expected.ToArray().AsSpan().SequenceEqual(read.Content), $"round {round} differs");
        }
    }

    [Fact]
    public void A_bomb_is_given_up_at_the_same_place()
    {
        // What does not shrink, then members that expand a thousand times.
        var random = new Random(6);
        for (var round = 0; round < 8; round++)
        {
            File.WriteAllBytes(_file, [.. Join(Enumerable.Range(0, 20).Select(_ => Gzip(Content(random, random.Next(10_000, 40_000))))), .. Gzip(new byte[random.Next(1_000_000)]), .. Members(random, 2), .. Gzip(new byte[12_000_000])]);
            Assert.StartsWith("expansion: ", Compare(new ReadOptions { MaximumExpansion = 500_000, MaximumRatio = 5 + round }).Faults, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(2, 32)]
    [InlineData(64, 96)]
    public void Memory_is_bounded_however_much_could_be_decoded(int threads, int most)
    {
        File.WriteAllBytes(_file, Join(Enumerable.Repeat(Gzip(new byte[9_000_000]), 60)));
        using var source = new SourceStream(File.OpenRead(_file), "t", new InputReport());
        var ahead = GzipAhead.Of(source, 5 * Stretch)!;
        ahead.Pass(0);
        while (ahead.CanWork(threads))
        {
            ahead.Work(threads, TestContext.Current.CancellationToken);
            Assert.InRange(ahead.Held, 0, most);
        }

        Assert.InRange(ahead.Held, most - 12, most);
        ahead.Dispose();
        Assert.Equal(0, ahead.Held);
        Assert.False(ahead.CanWork(threads));
    }

    [Fact]
    public async Task Others_may_work_at_it_while_it_is_read_and_closed()
    {
        var random = new Random(8);
        File.WriteAllBytes(_file, [.. Members(random, 40), .. Gzip(Content(random, 900_000)), .. Members(random, 20)]);
        var expected = Read(ReadOptions.Default, 0, static () => 50_000);
        for (var round = 0; round < 20; round++)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            var report = new InputReport();
            GzipAhead ahead;
            Task[] others;
            using (var source = new SourceStream(new FileStream(_file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0), "t", report))
            using (var gzip = new Tapwatch.Records.Compression.GzipStream(source, new ExpansionGuard(ReadOptions.Default, source), (code, text) => Assert.Fail($"{code}: {text}")))
            {
                ahead = gzip.WorkAhead(source, Stretch)!;
                others = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
                {
                    while (!stop.IsCancellationRequested)
                    {
                        ahead.Work(3, stop.Token);
                        Thread.Yield();
                    }
                }))];
                using var content = new MemoryStream();
                var buffer = new byte[random.Next(1000, 200_000)];
                var most = round % 2 == 0 ? int.MaxValue : random.Next(3_000_000);
                int count;
                while (content.Length < most && (count = gzip.Read(buffer)) > 0)
                {
                    content.Write(buffer, 0, count);
                }

                Assert.True(expected.Content.AsSpan(0, (int)content.Length).SequenceEqual(content.ToArray()), $"round {round} differs");
                if (round % 2 == 0)
                {
                    Assert.Equal(expected.Content.Length, content.Length);
                    Assert.Equal(new FileInfo(_file).Length, report.BytesRead);
                }
            }

            await stop.CancelAsync();
            await Task.WhenAll(others);
        }
    }

    [Fact]
    public void Work_that_is_called_off_leaves_what_was_decoded_until_then()
    {
        File.WriteAllBytes(_file, Members(new Random(9), 30));
        using var source = new SourceStream(File.OpenRead(_file), "t", new InputReport());
        using var ahead = GzipAhead.Of(source, Stretch)!;
        ahead.Work(2, new CancellationToken(canceled: true));
        Assert.Equal(0, ahead.Held);
    }

    /// <summary>Reads the file in turn, and with all decoded ahead that can be; the second must give what the first gives.</summary>
    (byte[] Content, string Faults, long Bytes, long InTurn) Compare(ReadOptions options)
    {
        var alone = Read(options, 0, static () => 70_000);
        foreach (var size in new[] { 5000, 70_000, 1 << 20 })
        {
            var read = Read(options, Stretch, () => size);
            Assert.Equal(alone.Faults, read.Faults);
            Assert.Equal(alone.Bytes, read.Bytes);
            Assert.True(alone.Content.AsSpan().SequenceEqual(read.Content), "the content differs");
        }

        return alone;
    }

    /// <summary>What is read, the faults, the bytes read, and how many of them were read in turn.</summary>
    (byte[] Content, string Faults, long Bytes, long InTurn) Read(ReadOptions options, int stretch, Func<int> size)
    {
        var faults = new List<string>();
        var report = new InputReport();
        using var file = new CountedFile(_file);
        using var source = new SourceStream(file, "t", report);
        using var gzip = new Tapwatch.Records.Compression.GzipStream(source, new ExpansionGuard(options, source), (code, text) => faults.Add($"{code}: {text}"));
        var ahead = stretch > 0 ? gzip.WorkAhead(source, stretch) : null;
        var content = new MemoryStream();
        while (true)
        {
            while (ahead?.CanWork(2) == true)
            {
                ahead.Work(2, TestContext.Current.CancellationToken);
            }

            var buffer = new byte[size()];
            var count = gzip.Read(buffer);
            if (count == 0)
            {
                return (content.ToArray(), string.Join('\n', faults), report.BytesRead, file.Count);
            }

            content.Write(buffer, 0, count);
        }
    }

    static byte[] Members(Random random, int count) => Join(Enumerable.Range(0, count).Select(_ => Gzip(Content(random, random.Next(1, 60_000)))));

    static byte[] Join(IEnumerable<byte[]> parts) => [.. parts.SelectMany(static p => p)];

    /// <summary>Bytes that shrink to about half.</summary>
    static byte[] Content(Random random, int size)
    {
        var content = new byte[size];
        for (var i = 0; i < size; i++)
        {
            content[i] = i > 300 && random.Next(40) == 0 ? content[i - random.Next(1, 300)] : (byte)('a' + random.Next(16));
        }

        return content;
    }

    static byte[] Gzip(byte[] content, CompressionLevel level = CompressionLevel.Fastest)
    {
        var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, level, leaveOpen: true))
        {
            gzip.Write(content);
        }

        // Of nothing the framework makes nothing.
        return packed.Length > 0 ? packed.ToArray() : [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    }

    /// <summary>Puts optional parts into the header, by the bits of the number.</summary>
    static byte[] WithHeader(byte[] member, int parts)
    {
        var flags = (byte)(parts & 31);
        return
        [
            .. member[..3], flags, .. member[4..10],
            .. (flags & 4) != 0 ? (byte[])[5, 0, .. "extra"u8] : [],
            .. (flags & 8) != 0 ? Encoding.Latin1.GetBytes("name.json\0") : [],
            .. (flags & 16) != 0 ? Encoding.Latin1.GetBytes("a comment\0") : [],
            .. (flags & 2) != 0 ? (byte[])[1, 2] : [],
            .. member[10..],
        ];
    }

    /// <summary>A member as bgzip makes it.</summary>
    static byte[] Blocked(byte[] content)
    {
        var member = Gzip(content);
        var size = member.Length + 8 - 1;
        return [.. member[..3], 4, .. member[4..9], 0xFF, 6, 0, (byte)'B', (byte)'C', 2, 0, (byte)size, (byte)(size >> 8), .. member[10..]];
    }

    /// <summary>With a byte changed, counted from the end if negative.</summary>
    static byte[] Changed(byte[] member, int? at)
    {
        if (at is { } place)
        {
            member[place < 0 ? member.Length + place : place] ^= 0x55;
        }

        return member;
    }

    /// <summary>A file that counts what is read in turn.</summary>
    sealed class CountedFile(string path) : FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0)
    {
        public long Count { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            var count = base.Read(buffer);
            Count += count;
            return count;
        }
    }
}
