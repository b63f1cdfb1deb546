// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Prefiltering;
using Tapwatch.Engine.Rows;
using Tapwatch.Engine.Scan;

namespace Tapwatch.Engine;

/// <summary>Runs plans on this machine.</summary>
public static class PlanRunner
{
    /// <summary>Runs plans that read no input.</summary>
    public static RunSummary Run(IReadOnlyList<PlanOutput> plans, EngineOptions options, CancellationToken cancellation = default) =>
        Run(plans, ScanInputs.None, options, cancellation);

    /// <summary>Runs all plans over one pass of the inputs. Reading ends early when no plan wants more.</summary>
    /// <returns>What failed; rows have gone to each plan's handler, on the calling thread, in an order that only the inputs and the plan decide.</returns>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static RunSummary Run(IReadOnlyList<PlanOutput> plans, ScanInputs inputs, EngineOptions options, CancellationToken cancellation = default)
    {
        var budget = new MemoryBudget(options.MemoryLimit);
        var running = new List<RunningPlan>();
        var waiting = new List<WaitingPlan>();
        foreach (var plan in plans)
        {
            if (options.UsePrefilter && plan.Signs is { } signs && signs.All(static s => s.Prefilter is null || LiteralSearcher.CanSeek(s.Prefilter)))
            {
                waiting.Add(new WaitingPlan(plan, p => new RunningPlan(p, budget, options)));
            }
            else
            {
                running.Add(new RunningPlan(plan, budget, options));
            }
        }

        foreach (var plan in running)
        {
            plan.Start();
        }

        var leaves = new List<ScanLeaf>();
        foreach (var plan in running)
        {
            if (plan.Failure is null)
            {
                leaves.AddRange(plan.Leaves);
            }
        }

        foreach (var pass in ScanPass.Plan(leaves, waiting, inputs))
        {
            PassRunner.Run(pass, inputs, options, cancellation);
        }

        foreach (var plan in waiting)
        {
            if (plan.Made is { } made)
            {
                running.Add(made);
            }
        }

        foreach (var plan in running)
        {
            foreach (var leaf in plan.Leaves)
            {
                cancellation.ThrowIfCancellationRequested();
                leaf.Complete();
            }
        }

        var failures = new List<RunFailure>();
        foreach (var plan in running)
        {
            if (plan.Failure is { } reason)
            {
                failures.Add(new RunFailure(plan.Output, reason));
            }
        }

        return new RunSummary(failures);
    }
}
