// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Rules;

namespace Tapwatch.Detections.Findings;

/// <summary>Something a detection found: what was done, by whom, how bad it is, and the records that show it.</summary>
public sealed record Finding
{
    /// <summary>A fingerprint: the same for the same facts in any run, whatever the files are called.</summary>
    public required string Id { get; init; }

    /// <summary>What found it.</summary>
    public required Detection Detection { get; init; }

    /// <summary>One line for people: the detection's, or what the rule makes of the rows.</summary>
    public string Title { get => field ?? Detection.Title; init; }

    /// <summary>What it means: the detection's, or what the rule makes of the rows.</summary>
    public string Description { get => field ?? Detection.Description; init; }

    /// <summary>ATT&amp;CK tactics: the detection's, or those the rows name.</summary>
    public IReadOnlyList<string> Tactics { get => field ?? Detection.Tactics; init; }

    /// <summary>Whom and what it is about, as the rule maps them.</summary>
    public IReadOnlyList<Entity> Entities { get; init; } = [];

    /// <summary>Values the rule shows of the rows, by its names; and properties of the alert it fills.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Details { get; init; } = [];

    /// <summary>How bad it is.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What was done, normalised; of several records, what they say together.</summary>
    public required Activity Activity { get; init; }

    /// <summary>The time of the first record.</summary>
    public DateTime? First { get; init; }

    /// <summary>The time of the last record.</summary>
    public DateTime? Last { get; init; }

    /// <summary>The languages whose query saw it.</summary>
    public required IReadOnlyList<RuleLanguage> Languages { get; init; }

    /// <summary>The records behind it, in the order of time.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>What happened, in one sentence.</summary>
    public string Summary => FindingSummary.Of(this);
}
