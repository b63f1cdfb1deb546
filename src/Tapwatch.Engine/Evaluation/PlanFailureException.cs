// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Evaluation;

/// <summary>Ends the run of one plan, with a reason a person can act on; the other plans of the run go on.</summary>
sealed class PlanFailureException(string message) : Exception(message)
{
    /// <summary>Why a plan cannot go on, when this is a fault of the plan: a reason of its own, or values that are not of the types it promised.</summary>
    public static string? Reason(Exception e) => e switch
    {
        PlanFailureException => e.Message,
        InvalidCastException => "the plan mixes up types: " + e.Message,
        OverflowException => "a value became too large: " + e.Message,
        _ => null,
    };
}
