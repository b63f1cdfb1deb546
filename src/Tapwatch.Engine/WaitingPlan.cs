// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Storing;

namespace Tapwatch.Engine;

/// <summary>A plan that is made by the worker that meets the first record with one of its signs.</summary>
sealed class WaitingPlan(PlanOutput output, Func<PlanOutput, RunningPlan> make)
{
    readonly Lock _lock = new();
    volatile RunningPlan? _made;

    public IReadOnlyList<ScanSign> Signs => output.Signs!;

    /// <summary>The plan, once it was made.</summary>
    public RunningPlan? Made => _made;

    public void Make()
    {
        lock (_lock)
        {
            _made ??= make(output);
        }
    }

    /// <summary>Makes the plan unless another worker is at it; false then.</summary>
    public bool TryMake()
    {
        if (_made is not null)
        {
            return true;
        }

        if (!_lock.TryEnter())
        {
            return false;
        }

        try
        {
            _made ??= make(output);
            return true;
        }
        finally
        {
            _lock.Exit();
        }
    }
}
