// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Evaluation;

/// <summary>Ends the run of one plan, with a reason a person can act on; the other plans of the run go on.</summary>
sealed class PlanFailureException(string message) : Exception(message);
