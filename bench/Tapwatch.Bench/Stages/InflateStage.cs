// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using BenchmarkDotNet.Attributes;
using Tapwatch.Records;
using Tapwatch.Records.Compression;
using Tapwatch.Records.Sources;

namespace Tapwatch.Bench.Stages;

/// <summary>Decompression with its checksum, against the framework's stream over its native library.</summary>
[MemoryDiagnoser]
public class InflateStage
{
    readonly byte[] _buffer = new byte[256 << 10];

    [Benchmark(Baseline = true, Description = "framework's GZipStream, 16 MiB")]
    public long Framework()
    {
        using var stream = new GZipStream(new MemoryStream(Samples.Gzip), CompressionMode.Decompress);
        return Drain(stream);
    }

    [Benchmark(Description = "ours, 16 MiB")]
    public long Ours()
    {
        using var source = new SourceStream(new MemoryStream(Samples.Gzip), "sample", new InputReport());
        using var stream = new Tapwatch.Records.Compression.GzipStream(source, new ExpansionGuard(ReadOptions.Default, source), static (code, text) => throw new InvalidDataException($"{code}: {text}"));
        return Drain(stream);
    }

    long Drain(Stream stream)
    {
        var total = 0L;
        for (int count; (count = stream.Read(_buffer)) > 0;)
        {
            total += count;
        }

        return total;
    }
}
