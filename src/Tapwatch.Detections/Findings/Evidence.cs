// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Rules;

namespace Tapwatch.Detections.Findings;

/// <summary>Where a record stands: enough to find it again.</summary>
/// <param name="Source">The file, inside an archive as <c>archive.zip!entry</c>.</param>
/// <param name="Position">Which record of it, from 1.</param>
/// <param name="Line">The line it begins on, from 1.</param>
/// <param name="Kind">The kind of record, such as <c>aws.cloudtrail</c>.</param>
public sealed record RecordOrigin(string Source, long? Position, long? Line, string Kind)
{
    /// <inheritdoc/>
    /// <remarks>Written out: comparers of nullable numbers are compiled only when they run.</remarks>
    public bool Equals(RecordOrigin? other) => other is not null && Source == other.Source && Position == other.Position && Line == other.Line && Kind == other.Kind;

    /// <inheritdoc/>
    public override int GetHashCode() => Source.GetHashCode(StringComparison.Ordinal) ^ (int)(Position.GetValueOrDefault() * 31) ^ (int)Line.GetValueOrDefault();

    /// <inheritdoc/>
    public override string ToString() => Position is { } position ? $"{Source}, record {position}" : Source;
}

/// <summary>A row that a query gave, as names and texts; null values are null.</summary>
/// <param name="Language">The language of the query.</param>
/// <param name="Values">Its columns in order.</param>
public sealed record EvidenceRow(RuleLanguage Language, IReadOnlyList<KeyValuePair<string, string?>> Values)
{
    /// <summary>The value of a column, or null.</summary>
    public string? Value(string column)
    {
        foreach (var (name, value) in Values)
        {
            if (name == column)
            {
                return value;
            }
        }

        return null;
    }
}

/// <summary>A record behind a finding, and the rows the queries made of it.</summary>
/// <param name="Origin">Where it stands; null when a row came from no record.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Raw">The record as read, when asked for.</param>
/// <param name="Rows">What each query showed of it.</param>
public sealed record Evidence(RecordOrigin? Origin, DateTime? Time, string? Raw, IReadOnlyList<EvidenceRow> Rows);
