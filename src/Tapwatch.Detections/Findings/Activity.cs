// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Detections.Findings;

/// <summary>What is known about something that was done, in the same words for all platforms: the columns of the table <c>activity</c>.</summary>
public enum ActivityField
{
    Time,
    Platform,
    Account,
    Region,
    Device,
    Service,
    Operation,
    Action,
    Outcome,
    Actor,
    ActorType,
    Address,
    Client,
    Mirror,
    MirrorSource,
    MirrorDestination,
    Resources,
    Correlation,
    Reason,
}

/// <summary>The names of the fields, as views, rule files and outputs write them.</summary>
public static class ActivityFields
{
    /// <summary>All names, in the order of <see cref="ActivityField"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "time", "platform", "account", "region", "device", "service", "operation", "action", "outcome", "actor", "actor_type", "address", "client",
        "mirror", "mirror_source", "mirror_destination", "resources", "correlation", "reason",
    ];

    /// <summary>Number of fields.</summary>
    public static int Count => Names.Count;

    /// <summary>The name of a field.</summary>
    public static string Name(this ActivityField field) => Names[(int)field];

    /// <summary>The field of that name.</summary>
    public static bool TryParse(string name, out ActivityField field)
    {
        for (var i = 0; i < Names.Count; i++)
        {
            if (Names[i] == name)
            {
                field = (ActivityField)i;
                return true;
            }
        }

        field = default;
        return false;
    }
}

/// <summary>Something that was done: who did what, where, when, and how it ended. Any field may be unknown.</summary>
public sealed class Activity
{
    readonly string?[] _values;

    /// <summary>An activity of the given values, one per field; empty text counts as unknown.</summary>
    public Activity(DateTime? time, IReadOnlyList<string?> values, IReadOnlyList<string> resources)
    {
        Time = time;
        _values = [.. values.Select(static v => string.IsNullOrWhiteSpace(v) ? null : v)];
        Resources = resources;
    }

    /// <summary>When (UTC).</summary>
    public DateTime? Time { get; }

    /// <summary>The ids of everything it concerns.</summary>
    public IReadOnlyList<string> Resources { get; }

    /// <summary>The value of the field of that name, or null.</summary>
    public string? this[string field] => ActivityFields.TryParse(field, out var known) ? this[known] : null;

    /// <summary>The value of a field as text, or null.</summary>
    public string? this[ActivityField field] => _values[(int)field];

    /// <summary>
    /// Both as one: fields of this one where it knows them, else of <paramref name="later"/>. How it ended is the more telling of both,
    /// with its reason.
    /// </summary>
    public Activity Merge(Activity later)
    {
        var values = new string?[ActivityFields.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _values[i] ?? later._values[i];
        }

        if (Outcomes.Rank(later[ActivityField.Outcome]) > Outcomes.Rank(this[ActivityField.Outcome]))
        {
            values[(int)ActivityField.Outcome] = later[ActivityField.Outcome];
            values[(int)ActivityField.Reason] = later[ActivityField.Reason];
        }

        return new Activity(Time ?? later.Time, values, [.. Resources.Union(later.Resources, StringComparer.OrdinalIgnoreCase)]);
    }
}

/// <summary>How an activity ended.</summary>
static class Outcomes
{
    /// <summary>How telling an outcome is: what happened in the end outranks what was only asked for.</summary>
    public static int Rank(string? outcome) => outcome switch
    {
        "success" => 5,
        "denied" => 4,
        "failure" => 3,
        "accepted" => 2,
        "started" => 1,
        _ => 0,
    };
}
