// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records;

namespace Tapwatch.Engine;

/// <summary>What the scans of a run read.</summary>
public sealed record ScanInputs
{
    /// <summary>Nothing: for plans that bring their own rows.</summary>
    public static ScanInputs None { get; } = new() { Logs = [], Report = new InputReport() };

    /// <summary>The logs, in order; rows come in this order.</summary>
    public required IReadOnlyList<InputSource> Logs { get; init; }

    /// <summary>The tables the user named, each with what it is read from. Looked up as the dictionary compares names.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<InputSource>> Tables { get; init; } = new Dictionary<string, IReadOnlyList<InputSource>>();

    /// <summary>How inputs are read.</summary>
    public ReadOptions Options { get; init; } = ReadOptions.Default;

    /// <summary>Gets what was read and what was not.</summary>
    public required InputReport Report { get; init; }

    /// <summary>Told now and then, on the calling thread, how many bytes have been read.</summary>
    public Action<long>? Progress { get; init; }
}
