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

        foreach (var pass in ScanPass.Plan(running.Where(static p => p.Failure is null).SelectMany(static p => p.Leaves), waiting, inputs))
        {
            PassRunner.Run(pass, inputs, options, cancellation);
        }

        running.AddRange(waiting.Select(static w => w.Made).OfType<RunningPlan>());
        foreach (var leaf in running.SelectMany(static p => p.Leaves))
        {
            cancellation.ThrowIfCancellationRequested();
            leaf.Complete();
        }

        return new RunSummary([.. running.Where(static p => p.Failure is not null).Select(static p => new RunFailure(p.Output, p.Failure!))]);
    }
}
