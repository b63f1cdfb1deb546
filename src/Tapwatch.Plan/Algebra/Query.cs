// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Plan.Algebra;

/// <summary>What became of a text: a plan when it has no error, and every message.</summary>
/// <param name="Root">The plan, or null when the text has errors.</param>
/// <param name="Diagnostics">All messages, in the order of the text.</param>
public sealed record Query(PlanNode? Root, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>How far back the text looks by itself (<c>ago(1d)</c>, <c>LAST 24 HOURS</c>); null when it does not say.</summary>
    public TimeSpan? LookBack { get; init; }

    /// <summary>
    /// Why it must not run over data although it has no error, as errors: it needs rows that nobody gave. Over no data it may run; its messages say the same.
    /// </summary>
    public IReadOnlyList<Diagnostic> Withheld { get; init; } = [];

    /// <summary>Whether it can run.</summary>
    public bool Succeeded => Root is not null;
}
