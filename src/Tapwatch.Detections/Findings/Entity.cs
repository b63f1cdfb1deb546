// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Rules;

namespace Tapwatch.Detections.Findings;

/// <summary>Somebody or something a finding is about, as the rule maps it.</summary>
/// <param name="Type">The type, in the rule's word: <c>Account</c>, <c>IP</c>, <c>Host</c>…</param>
/// <param name="Identifiers">What identifies it: <c>FullName</c>, <c>Address</c>…</param>
public sealed record Entity(string Type, IReadOnlyList<KeyValuePair<string, string>> Identifiers)
{
    // Hunting queries of old name their entities by columns.
    static readonly EntityColumn[] _byColumn =
    [
        new("Account", "FullName", "AccountCustomEntity"),
        new("Host", "FullName", "HostCustomEntity"),
        new("IP", "Address", "IPCustomEntity"),
        new("URL", "Url", "URLCustomEntity"),
        new("FileHash", "Value", "FileHashCustomEntity"),
    ];

    /// <summary>A column that is an identifier.</summary>
    sealed record EntityColumn(string Type, string Identifier, string Column);

    /// <summary><c>Account ana@example.com</c>.</summary>
    public override string ToString() => $"{Type} {string.Join(' ', Identifiers.Select(static i => i.Value))}";

    /// <summary>The entities of rows, each once.</summary>
    public static IReadOnlyList<Entity> Of(AlertSettings? settings, IEnumerable<EvidenceRow> rows)
    {
        var entities = new List<Entity>();
        foreach (var row in rows)
        {
            if (settings is { Entities.Count: > 0 })
            {
                foreach (var mapping in settings.Entities)
                {
                    Add(entities, mapping.Type, [.. mapping.Fields.Select(f => new KeyValuePair<string, string>(f.Key, row.Value(f.Value) ?? "")).Where(static i => i.Value.Length > 0)]);
                }

                continue;
            }

            foreach (var column in _byColumn)
            {
                if (row.Value(column.Column) is { Length: > 0 } value)
                {
                    Add(entities, column.Type, [new(column.Identifier, value)]);
                }
            }
        }

        return entities;
    }

    static void Add(List<Entity> entities, string type, KeyValuePair<string, string>[] identifiers)
    {
        if (identifiers.Length > 0 && !entities.Exists(e => e.Type == type && e.Identifiers.SequenceEqual(identifiers)))
        {
            entities.Add(new Entity(type, identifiers));
        }
    }
}
