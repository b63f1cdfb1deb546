// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Detections.Rules;

/// <summary>How bad a finding is: OCSF's <c>severity_id</c> from 1 (informational) to 5 (critical), and the word its author used.</summary>
public readonly record struct Severity(int Level, string Word)
{
    static readonly string[] _names = ["unknown", "informational", "low", "medium", "high", "critical"];

    /// <summary>The words, least first.</summary>
    public static IReadOnlyList<string> Words { get; } = _names[1..];

    /// <summary>What a rule counts as that says nothing about it.</summary>
    public static Severity Default { get; } = new(3, "medium");

    /// <summary>OCSF's word for the level, in lower case.</summary>
    public string Name => _names[Math.Clamp(Level, 0, 5)];

    /// <summary>Reads a word, whatever its case; <c>info</c> and <c>informational</c> are the same.</summary>
    public static bool TryParse(string word, out Severity severity)
    {
        var name = word.Trim().ToLowerInvariant();
        var level = Array.IndexOf(_names, name == "info" ? "informational" : name);
        severity = new Severity(level, word.Trim());
        return level > 0;
    }
}

/// <summary>A severity that holds for findings of a certain kind.</summary>
/// <param name="When">Fields and the values any of which they must have, case aside; all fields must match.</param>
/// <param name="Severity">The severity then.</param>
public sealed record SeverityRule(IReadOnlyList<FieldCondition> When, Severity Severity);

/// <summary>A field of an activity and the values it may have.</summary>
public sealed record FieldCondition(Findings.ActivityField Field, IReadOnlyList<string> Values)
{
    /// <summary>Whether the activity has one of the values.</summary>
    public bool Matches(Findings.Activity activity) =>
        activity[Field] is { } value && Values.Contains(value, StringComparer.OrdinalIgnoreCase);
}
