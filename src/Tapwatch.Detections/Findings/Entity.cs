// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Rules;

namespace Tapwatch.Detections.Findings;

/// <summary>Somebody or something a finding is about, as the rule maps it.</summary>
/// <param name="Type">The type, in the rule's word: <c>Account</c>, <c>IP</c>, <c>Host</c>…</param>
/// <param name="Identifiers">What identifies it: <c>FullName</c>, <c>Address</c>…</param>
public sealed record Entity(string Type, IReadOnlyList<KeyValuePair<string, string>> Identifiers)
{
    // Hunting queries of old name their entities by columns.
    static readonly EntityMapping[] _byColumn =
    [
        new("Account", [new("FullName", "AccountCustomEntity")]),
        new("Host", [new("FullName", "HostCustomEntity")]),
        new("IP", [new("Address", "IPCustomEntity")]),
        new("URL", [new("Url", "URLCustomEntity")]),
        new("FileHash", [new("Value", "FileHashCustomEntity")]),
    ];

    /// <summary><c>Account ana@example.com</c>.</summary>
    public override string ToString() => $"{Type} {string.Join(' ', Identifiers.Select(static i => i.Value))}";

    /// <summary>The entities of rows, each once.</summary>
    public static IReadOnlyList<Entity> Of(AlertSettings? settings, IEnumerable<EvidenceRow> rows)
    {
        var mappings = settings is { Entities.Count: > 0 } ? settings.Entities : _byColumn;
        var entities = new List<Entity>();
        foreach (var row in rows)
        {
            foreach (var mapping in mappings)
            {
                if (IsNamedIn(row, mapping))
                {
                    KeyValuePair<string, string>[] identifiers = [.. mapping.Fields.Select(f => new KeyValuePair<string, string>(f.Key, row.Value(f.Value) ?? "")).Where(static i => i.Value.Length > 0)];
                    if (!entities.Exists(e => e.Type == mapping.Type && e.Identifiers.SequenceEqual(identifiers)))
                    {
                        entities.Add(new Entity(mapping.Type, identifiers));
                    }
                }
            }
        }

        return entities;
    }

    // A loop: what is generic over pairs is compiled only when it runs, and most rows name no entity.
    static bool IsNamedIn(EvidenceRow row, EntityMapping mapping)
    {
        foreach (var field in mapping.Fields)
        {
            if (row.Value(field.Value) is { Length: > 0 })
            {
                return true;
            }
        }

        return false;
    }
}
