// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Rules;

namespace Tapwatch.Detections.Findings;

/// <summary>A record behind a row: where it stands and what it says.</summary>
sealed record SightedRecord(RecordOrigin Origin, Activity Activity, string? Raw);

/// <summary>A row that a query of a detection gave, with the records behind it.</summary>
/// <param name="Language">The language of the query.</param>
/// <param name="Row">The row.</param>
/// <param name="Records">The records; empty when the row came from none.</param>
sealed record Sighting(RuleLanguage Language, EvidenceRow Row, IReadOnlyList<SightedRecord> Records);
