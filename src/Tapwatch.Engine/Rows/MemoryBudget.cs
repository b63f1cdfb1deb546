// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Tapwatch.Engine.Evaluation;

namespace Tapwatch.Engine.Rows;

/// <summary>What all operators of a run that keep rows may hold together.</summary>
sealed class MemoryBudget(long limit)
{
    long _used;

    /// <summary>Records that an operator, which held <paramref name="before"/> bytes, now holds <paramref name="after"/>; ends the plan when that is too much.</summary>
    public void Change(string keeper, long before, long after)
    {
        _used += after - before;
        if (after > before && _used > limit)
        {
            throw new PlanFailureException(
                string.Create(CultureInfo.InvariantCulture, $"the memory limit of {limit / 1048576.0:0.#} MiB was reached in {keeper}, which keeps {after / 1048576.0:0.#} MiB of rows"));
        }
    }
}
