// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine;

/// <summary>A plan that could not be run to its end; rows it gave before are not its result.</summary>
/// <param name="Output">Which one.</param>
/// <param name="Reason">Why, for a person.</param>
public sealed record RunFailure(PlanOutput Output, string Reason);

/// <summary>How a run went.</summary>
/// <param name="Failures">The plans that failed; the others ran to their end.</param>
public sealed record RunSummary(IReadOnlyList<RunFailure> Failures);
