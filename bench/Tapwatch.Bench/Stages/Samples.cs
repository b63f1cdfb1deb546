// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using Tapwatch.Bench.Data;

namespace Tapwatch.Bench.Stages;

/// <summary>What the stages work on: 16 MiB of CloudTrail events in memory.</summary>
static class Samples
{
    public const int Size = 16 << 20;

    public static byte[] Lines { get; } = File.ReadAllBytes(new DataSet(Path.Combine(Path.GetTempPath(), "tapwatch-bench")).Lines(LogFormat.Of("cloudtrail"), Size));

    public static byte[] Gzip { get; } = Packed(Lines);

    static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
