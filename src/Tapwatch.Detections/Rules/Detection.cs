// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Findings;

namespace Tapwatch.Detections.Rules;

/// <summary>What the rules of one detection share: what it finds, how bad that is, and the queries that find it.</summary>
public sealed record Detection
{
    /// <summary>Its id, unique among all that are loaded.</summary>
    public required string Id { get; init; }

    /// <summary>One line for people.</summary>
    public required string Title { get; init; }

    /// <summary>What it finds, and why that matters.</summary>
    public string Description { get; init; } = "";

    /// <summary>How bad a finding is, unless <see cref="SeverityWhen"/> says otherwise.</summary>
    public Severity Severity { get; init; } = Severity.Default;

    /// <summary>Severities for findings of certain kinds; the first that matches counts.</summary>
    public IReadOnlyList<SeverityRule> SeverityWhen { get; init; } = [];

    /// <summary>How sure a finding is: <c>low</c>, <c>medium</c>, <c>high</c>; null when the author does not say.</summary>
    public string? Confidence { get; init; }

    /// <summary><c>stable</c>, <c>test</c>, <c>experimental</c>, <c>deprecated</c>; null when the author does not say.</summary>
    public string? Status { get; init; }

    /// <summary>Who wrote it.</summary>
    public string? Author { get; init; }

    /// <summary>ATT&amp;CK tactics, as the author wrote them (<c>exfiltration</c>, <c>TA0010</c>).</summary>
    public IReadOnlyList<string> Tactics { get; init; } = [];

    /// <summary>ATT&amp;CK technique ids with their sub-technique (<c>T1020.001</c>).</summary>
    public IReadOnlyList<string> Techniques { get; init; } = [];

    /// <summary>Platforms: <c>aws</c>, <c>azure</c>, <c>gcp</c>, <c>cisco</c>, <c>juniper</c>…</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>Logs it needs, for people.</summary>
    public IReadOnlyList<string> DataSources { get; init; } = [];

    /// <summary>Tables it needs, by vendor.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> RequiredTables { get; init; } = [];

    /// <summary>What else it may fire on.</summary>
    public IReadOnlyList<string> FalsePositives { get; init; } = [];

    /// <summary>Where to read on.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Records that agree in these fields and follow one another within <see cref="GroupWithin"/> are one finding; empty: each record is one.</summary>
    public IReadOnlyList<ActivityField> GroupBy { get; init; } = [];

    /// <summary>How long after the last record of a finding another may still belong to it.</summary>
    public TimeSpan GroupWithin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>When it alerts, for a scheduled rule of Sentinel; null otherwise.</summary>
    public RuleSchedule? Schedule { get; init; }

    /// <summary>What an alert tells, for a rule of Sentinel that says so; null otherwise.</summary>
    public AlertSettings? Alert { get; init; }

    /// <summary>The queries, at most a few per language.</summary>
    public IReadOnlyList<Rule> Rules { get; init; } = [];

    /// <summary>The file or folder it came from.</summary>
    public required string Origin { get; init; }

    /// <summary>The text of <c>guide.md</c>, read when asked for; null when there is none.</summary>
    public string? ReadGuide() => Guide?.Read();

    internal RuleFile? Guide { get; init; }

    internal RuleFile? Tests { get; init; }

    /// <summary>Whether it is a folder of this project's form, whose tests are expected.</summary>
    internal bool IsFolder { get; init; }
}

/// <summary>How Sentinel runs a rule.</summary>
/// <param name="Frequency">How often.</param>
/// <param name="Period">Over how much time.</param>
/// <param name="Trigger">How the number of rows is compared: <c>gt</c>, <c>lt</c>, <c>eq</c>, <c>ne</c>.</param>
/// <param name="Threshold">With what.</param>
public sealed record RuleSchedule(TimeSpan? Frequency, TimeSpan? Period, string Trigger, int Threshold)
{
    /// <summary>Whether so many rows raise an alert.</summary>
    public bool Triggers(long rows) => Trigger switch
    {
        "lt" => rows < Threshold,
        "eq" => rows == Threshold,
        "ne" => rows != Threshold,
        _ => rows > Threshold,
    };

    /// <summary>The condition in words.</summary>
    public string Condition => Trigger switch
    {
        "lt" => $"less than {Threshold}",
        "eq" => $"{Threshold}",
        "ne" => $"not {Threshold}",
        _ => $"greater than {Threshold}",
    };
}
