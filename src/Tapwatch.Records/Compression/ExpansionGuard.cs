// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Sources;

namespace Tapwatch.Records.Compression;

/// <summary>Watches that a compressed source does not expand without end. One per source, over all its layers.</summary>
sealed class ExpansionGuard(ReadOptions options, SourceStream source)
{
    /// <summary>Whether the source was given up.</summary>
    public bool Tripped { get; private set; }

    /// <summary>Whether no layer is stopped before it has produced this many bytes, whatever is read meanwhile.</summary>
    public bool Covers(long produced) => !Tripped && !IsTooMuch(produced);

    /// <summary>Whether a layer that has produced this many bytes may go on.</summary>
    public bool Allows(long produced)
    {
        Tripped |= IsTooMuch(produced);
        return !Tripped;
    }

    /// <summary>The fault of a source that was given up.</summary>
    public (string Code, string Text) Fault(long produced) =>
        (ReadProblemCodes.Expansion, $"{source.Count} bytes expanded to {produced} and more: taken for a decompression bomb, the rest is not read");

    bool IsTooMuch(long produced) => produced > options.MaximumExpansion && produced / options.MaximumRatio > source.Count;
}
