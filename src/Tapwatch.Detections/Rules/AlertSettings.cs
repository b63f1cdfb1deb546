// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Detections.Rules;

/// <summary>What an alert of a Sentinel rule tells of its rows: entities, details, and a title, description and severity made of them.</summary>
public sealed record AlertSettings
{
    /// <summary>Which columns name which entities.</summary>
    public IReadOnlyList<EntityMapping> Entities { get; init; } = [];

    /// <summary>Columns an alert shows, under other names.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> CustomDetails { get; init; } = [];

    /// <summary>The title, with columns as <c>{{Column}}</c>.</summary>
    public string? Title { get; init; }

    /// <summary>The description, with columns as <c>{{Column}}</c>.</summary>
    public string? Description { get; init; }

    /// <summary>The column that says how bad it is.</summary>
    public string? SeverityColumn { get; init; }

    /// <summary>The column that says which tactics it is part of.</summary>
    public string? TacticsColumn { get; init; }

    /// <summary>Properties of an alert that columns fill (<c>ProductName</c>, <c>AlertLink</c>…).</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Properties { get; init; } = [];

    /// <summary>Within which time rows belong to one alert; null: each is one.</summary>
    public TimeSpan? Together { get; init; }

    /// <summary>The columns all this reads.</summary>
    public IEnumerable<string> Columns =>
        Entities.SelectMany(static e => e.Fields).Concat(CustomDetails).Concat(Properties).Select(static p => p.Value)
            .Concat(new[] { SeverityColumn, TacticsColumn }.OfType<string>())
            .Concat(AlertTemplate.Columns(Title)).Concat(AlertTemplate.Columns(Description))
            .Distinct(StringComparer.Ordinal);
}

/// <summary>An entity of an alert: its type (<c>Account</c>, <c>IP</c>, <c>Host</c>…) and the column of each identifier (<c>FullName</c>, <c>Address</c>…).</summary>
public sealed record EntityMapping(string Type, IReadOnlyList<KeyValuePair<string, string>> Fields);
