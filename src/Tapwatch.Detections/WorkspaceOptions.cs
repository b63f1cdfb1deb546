// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Findings;
using Tapwatch.Detections.Rules;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Records;

namespace Tapwatch.Detections;

/// <summary>What a workspace works with.</summary>
public sealed record WorkspaceOptions
{
    /// <summary>Files and folders of rules; none: the rules built in.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>Files and folders of views, on top of those built in.</summary>
    public IReadOnlyList<string> Views { get; init; } = [];

    /// <summary>Whether what a vendor would refuse is refused here too, instead of run with a warning.</summary>
    public bool Strict { get; init; }

    /// <summary>Whether limits that a product sets by itself hold here too (CQL: 200 events where a query names no number).</summary>
    public bool VendorLimits { get; init; }

    /// <summary>Packages of LogScale (folders or zip files) with saved queries and lookup files.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>Files that are tables of their own, by name: lookup files, watchlists, reference data.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tables { get; init; } = [];

    /// <summary>Files that stand for addresses outside (<c>externaldata</c> in KQL), by address. No other is read, and nothing is fetched.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> External { get; init; } = [];

    /// <summary>Values of query parameters (<c>?name</c> in CQL) by name.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The moment runs take for now; null: what the clock says.</summary>
    public DateTime? Now { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether rules are those built in and nothing else has a say in what they mean.</summary>
    internal bool AreStock => Rules.Count + Views.Count + Packages.Count + Tables.Count + Parameters.Count == 0 && !Strict;
}

/// <summary>A scan that is asked for.</summary>
public sealed record ScanRequest
{
    /// <summary>Files and folders to read; <c>-</c> is standard input.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Whether to read the telemetry built in, too.</summary>
    public bool Demo { get; init; }

    /// <summary>The languages whose rules run; none: all.</summary>
    public IReadOnlyList<RuleLanguage> Languages { get; init; } = [];

    /// <summary>Whether findings shall hold the raw records.</summary>
    public bool Raw { get; init; }

    /// <summary>Whether rules in this language run.</summary>
    internal bool Wants(RuleLanguage language) => Languages.Count == 0 || Languages.Contains(language);

    /// <summary>How many threads; null: one per processor.</summary>
    public int? Threads { get; init; }

    /// <summary>Filled while the scan runs; may be watched from another thread.</summary>
    public InputReport Report { get; init; } = new();

    /// <summary>Told, once the inputs are known, how many bytes there are to read.</summary>
    public Action<long>? OnStart { get; init; }
}

/// <summary>What a scan found, and how it went.</summary>
public sealed record ScanResult
{
    /// <summary>The findings, in the order of time.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Where queries of one detection do not see the same.</summary>
    public required IReadOnlyList<Disagreement> Disagreements { get; init; }

    /// <summary>Every message about rules, views and the run.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>Detections of which at least one rule ran.</summary>
    public required int Detections { get; init; }

    /// <summary>Rules that ran.</summary>
    public required int Rules { get; init; }

    /// <summary>Rules that could not be evaluated.</summary>
    public required int FailedRules { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Elapsed { get; init; }
}

/// <summary>A query that is asked.</summary>
/// <param name="Language">Its language.</param>
/// <param name="Text">Its text.</param>
public sealed record QueryRequest(RuleLanguage Language, SourceText Text)
{
    /// <summary>Files and folders to read; <c>-</c> is standard input; none: no data.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Files that are tables of their own, by name, beside those of the workspace.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tables { get; init; } = [];

    /// <summary>How many threads; null: one per processor.</summary>
    public int? Threads { get; init; }

    /// <summary>Filled while the query runs.</summary>
    public InputReport Report { get; init; } = new();
}

/// <summary>How a query went.</summary>
/// <param name="Diagnostics">Every message about it.</param>
/// <param name="Succeeded">Whether its rows are complete.</param>
public sealed record QueryOutcome(IReadOnlyList<Diagnostic> Diagnostics, bool Succeeded);
