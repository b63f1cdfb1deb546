// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Detections.Rules;

/// <summary>One query in one language.</summary>
/// <param name="Language">The language.</param>
/// <param name="Text">The query, under the name of its file.</param>
public sealed record Rule(RuleLanguage Language, SourceText Text)
{
    /// <summary>Where the query stands in a file that holds more than it; null when the file is the query.</summary>
    internal QueryPlacement? Placement { get; init; }

    /// <summary>A message about the query, told at its place in the file.</summary>
    internal Diagnostic InFile(Diagnostic diagnostic) => Placement?.InFile(diagnostic, Text) ?? diagnostic;
}
