// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Prefiltering;

namespace Tapwatch.Engine;

/// <summary>How plans are run.</summary>
public sealed record EngineOptions
{
    /// <summary>The clock of the run, UTC: what <c>now()</c> gives, the same everywhere in the run.</summary>
    public required DateTime Now { get; init; }

    /// <summary>How many threads read and filter. The rows are the same for any number.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether records are first searched for the literals a match must contain. The rows are the same either way.</summary>
    public bool UsePrefilter { get; init; } = true;

    /// <summary>The instructions that search for literals. The rows are the same for any.</summary>
    internal VectorPath Vectors { get; init; } = VectorPaths.Chosen;

    /// <summary>The most records a batch is made of. The rows are the same for any size.</summary>
    public int BatchSize { get; init; } = 4096;

    /// <summary>The most bytes that sorts, joins and aggregates of the run may keep together; a plan that needs more fails and says so.</summary>
    public long MemoryLimit { get; init; } = 1L << 30;
}
