// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records;

namespace Tapwatch.Engine.Scan;

/// <summary>Reads the sources of a pass and hands on the rows, in the order of sources and records, on the calling thread.</summary>
static class PassRunner
{
    public static void Run(ScanPass pass, ScanInputs inputs, EngineOptions options, CancellationToken cancellation)
    {
        if (options.Threads > 1)
        {
            new ParallelPass(pass, inputs, options).Run(cancellation);
        }
        else
        {
            RunAlone(pass, inputs, options, cancellation);
        }
    }

    static void RunAlone(ScanPass pass, ScanInputs inputs, EngineOptions options, CancellationToken cancellation)
    {
        var scanner = new ChunkScanner(pass, options);
        foreach (var source in pass.Sources)
        {
            using var reader = new RecordReader(source, pass.Options, inputs.Report);
            while (reader.TryRead(out var chunk, cancellation))
            {
                using var rows = scanner.Scan(chunk);
                rows.Deliver();
                inputs.Progress?.Invoke(inputs.Report.BytesRead);
                if (pass.IsSatisfied)
                {
                    return;
                }
            }
        }
    }
}
