// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using Tapwatch.Records;
using Tapwatch.Records.Compression;
using Tapwatch.Records.Sources;

namespace Tapwatch.Tests.Records;

/// <summary>Decompression, however much is asked for at once.</summary>
public class InflateTests
{
    static byte[] Gzip(byte[] content, CompressionLevel level)
    {
        var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, level, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    /// <summary>Text, or bytes, or both by turns; with repetitions from near and far.</summary>
    static byte[] Content(Random random, int size)
    {
        var content = new byte[size];
        var alphabet = random.Next(1, 257);
        for (var n = 0; n < size;)
        {
            if (n > 0 && random.Next(4) == 0)
            {
                var distance = random.Next(1, Math.Min(n, random.Next(2) == 0 ? 40 : 40_000) + 1);
                for (var length = random.Next(3, 300); length > 0 && n < size; length--, n++)
                {
                    content[n] = content[n - distance];
                }
            }
            else
            {
                content[n++] = (byte)random.Next(alphabet);
            }

            alphabet = random.Next(50_000) == 0 ? random.Next(1, 257) : alphabet;
        }

        return content;
    }

    /// <summary>What is read in pieces of the given size, and the faults.</summary>
    static (byte[] Content, string Faults) Read(byte[] packed, Func<int> size)
    {
        var faults = new List<string>();
        using var source = new SourceStream(new MemoryStream(packed), "t", new InputReport());
        using var gzip = new Tapwatch.Records.Compression.GzipStream(source, new ExpansionGuard(ReadOptions.Default, source), (code, text) => faults.Add($"{code}: {text}"));
        var content = new MemoryStream();
        while (true)
        {
            var buffer = new byte[size()];
            var count = gzip.Read(buffer);
            if (count == 0)
            {
                return (content.ToArray(), string.Join('\n', faults));
            }

            content.Write(buffer, 0, count);
        }
    }

    [Fact]
    public void Gives_the_same_however_much_is_asked_for_at_once()
    {
        var random = new Random(3);
        for (var i = 0; i < 60; i++)
        {
            var first = Content(random, random.Next(1, 700_000));
            var second = Content(random, random.Next(1, 300_000));
            byte[] packed = [.. Gzip(first, (CompressionLevel)random.Next(0, 4)), .. Gzip(second, (CompressionLevel)random.Next(0, 4))];
            var size = random.Next(3) switch { 0 => random.Next(130_000, 600_000), 1 => random.Next(30_000, 200_000), _ => random.Next(1, 2000) };
            var (content, faults) = Read(packed, () => random.Next(3) == 0 ? random.Next(1, 700) : size);
            Assert.Equal("", faults);
            Assert.True(content.AsSpan().SequenceEqual((byte[])[.. first, .. second]), $"round {i} differs");
        }
    }

    [Fact]
    public void Gives_the_same_up_to_the_damage_however_much_is_asked_for_at_once()
    {
        var random = new Random(4);
        for (var i = 0; i < 150; i++)
        {
            var packed = Gzip(Content(random, random.Next(1, 500_000)), (CompressionLevel)random.Next(0, 4));
            packed[random.Next(10, packed.Length)] ^= (byte)random.Next(1, 256);
            var damaged = random.Next(2) == 0 ? packed : packed[..random.Next(10, packed.Length)];
            var small = Read(damaged, () => 4096);
            var large = Read(damaged, () => 512 << 10);
            Assert.Equal(small.Faults, large.Faults);
            Assert.True(small.Content.AsSpan().SequenceEqual(large.Content), $"round {i} differs");
        }
    }

    [Fact]
    public void Writes_nothing_beyond_its_buffer_whatever_the_data()
    {
        var random = new Random(12);
        for (var i = 0; i < 400; i++)
        {
            var packed = Gzip(Content(random, random.Next(1, 60_000)), (CompressionLevel)random.Next(0, 4));
            for (var n = random.Next(0, 4); n > 0; n--)
            {
                packed[random.Next(10, packed.Length)] = (byte)random.Next(256);
            }

            var inflate = new Inflate(new CompressedInput(new MemoryStream(packed, 10, packed.Length - 10)));
            var memory = new byte[random.Next(1, 70_000) + 1000];
            memory.AsSpan().Fill(0xCC);
            var buffer = memory.AsSpan(500, memory.Length - 1000);
            var position = 0;
            while (position < buffer.Length && inflate.Decode(buffer, ref position, random.Next(position + 1, buffer.Length + 1)) == Inflate.Outcome.More)
            {
                Assert.InRange(position, 1, buffer.Length);
            }

            Assert.Equal(-1, memory.AsSpan(0, 500).IndexOfAnyExcept((byte)0xCC));
            Assert.Equal(-1, memory.AsSpan(memory.Length - 500).IndexOfAnyExcept((byte)0xCC));
        }
    }

    [Fact]
    public void Calls_data_corrupt_when_something_could_be_decoded_before_the_damage()
    {
        // The fixed code: the literals a and b, then a match of 3 from 4 bytes back, where there are only 2.
        byte[] packed = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, .. Bits("110", "10010001", "10010010", "0000001", "00011", "0000000")];
        var (content, faults) = Read(packed, () => 100);
        Assert.Equal("ab"u8.ToArray(), content);
        Assert.StartsWith("corrupt: ", faults, StringComparison.Ordinal);
    }

    [Fact]
    public void Pairs_literals_in_the_same_way_with_vectors_and_without()
    {
        var random = new Random(6);
        for (var i = 0; i < 200; i++)
        {
            var lengths = Code(random);
            var table = new DecodeTable(288, 10, 1334);
            Assert.True(table.Build(lengths, Symbols.LiteralsAndLengths, mayBeEmpty: false));
            var (made, singly) = (new LiteralRuns(10), new LiteralRuns(10));
            made.Make(table);
            singly.MakeSingly(table.Entries.AsSpan(0, 1024));
            Assert.Equal(singly.Entries, made.Entries);
        }
    }

    /// <summary>The lengths of a complete code: one that is split until it has symbols enough.</summary>
    static byte[] Code(Random random)
    {
        var codes = new List<byte> { 1, 1 };
        for (var n = random.Next(0, 286); n > 0; n--)
        {
            var at = random.Next(codes.Count);
            if (codes[at] < 15)
            {
                codes.Add(++codes[at]);
            }
        }

        var lengths = new byte[288];
        foreach (var length in codes)
        {
            int symbol;
            do
            {
                symbol = random.Next(288);
            }
            while (lengths[symbol] != 0);

            lengths[symbol] = length;
        }

        return lengths;
    }

    /// <summary>Bits in the order in which they stand, the lowest of a byte first.</summary>
    static byte[] Bits(params string[] parts)
    {
        var bits = string.Concat(parts);
        var bytes = new byte[(bits.Length + 7) / 8];
        for (var i = 0; i < bits.Length; i++)
        {
            bytes[i / 8] |= (byte)((bits[i] - '0') << (i % 8));
        }

        return bytes;
    }
}
