// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Rows;

namespace Tapwatch.Engine;

/// <summary>Runs plans on this machine.</summary>
public static class PlanRunner
{
    /// <summary>Runs all plans over one pass of the inputs.</summary>
    /// <returns>What failed; rows have gone to each plan's handler, on the calling thread.</returns>
    public static RunSummary Run(IReadOnlyList<PlanOutput> plans, EngineOptions options, CancellationToken cancellation = default)
    {
        var budget = new MemoryBudget(options.MemoryLimit);
        var running = plans.Select(p => new RunningPlan(p, budget, options)).ToList();
        foreach (var plan in running)
        {
            plan.Start();
        }

        cancellation.ThrowIfCancellationRequested();
        foreach (var plan in running)
        {
            foreach (var (_, source) in plan.Scans)
            {
                plan.Complete(source);
            }
        }

        return new RunSummary([.. running.Where(static p => p.Failure is not null).Select(static p => new RunFailure(p.Output, p.Failure!))]);
    }
}
