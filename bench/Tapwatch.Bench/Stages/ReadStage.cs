// SPDX-License-Identifier: Apache-2.0

using BenchmarkDotNet.Attributes;
using Tapwatch.Records;

namespace Tapwatch.Bench.Stages;

/// <summary>Finding the records in bytes: lines, and the same out of gzip.</summary>
[MemoryDiagnoser]
public class ReadStage
{
    [Benchmark(Description = "records of 16 MiB of lines")]
    public long Lines() => Count(Samples.Lines);

    [Benchmark(Description = "records of 16 MiB out of gzip")]
    public long Gzip() => Count(Samples.Gzip);

    static long Count(byte[] content)
    {
        using var reader = new RecordReader(InputSource.Memory("sample", content), ReadOptions.Default, new InputReport());
        var total = 0L;
        while (reader.TryRead(out var chunk))
        {
            using (chunk)
            {
                total += chunk.Records.Length;
            }
        }

        return total;
    }
}
