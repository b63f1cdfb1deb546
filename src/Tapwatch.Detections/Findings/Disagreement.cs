// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Rules;

namespace Tapwatch.Detections.Findings;

/// <summary>Queries of one detection that do not see the same records.</summary>
/// <param name="Detection">The detection.</param>
/// <param name="Seen">The languages that see the records.</param>
/// <param name="Missed">Those that miss them.</param>
/// <param name="Count">How many records.</param>
/// <param name="Example">The first of them.</param>
public sealed record Disagreement(Detection Detection, IReadOnlyList<RuleLanguage> Seen, IReadOnlyList<RuleLanguage> Missed, int Count, RecordOrigin Example)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        var seen = string.Join(" and ", Seen.Select(static l => l.ShortName()));
        var missed = string.Join(" and ", Missed.Select(static l => l.ShortName()));
        var records = Count == 1 ? "1 record" : $"{Count} records, the first";
        return $"the queries of `{Detection.Id}` disagree: {missed} does not see what {seen} sees ({records}: {Example})";
    }
}
