// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Operators;
using Tapwatch.Plan.Algebra;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Scan;

/// <summary>A scan of a plan with the steps above it that look at each row by itself: what workers run.</summary>
/// <param name="plan">The plan.</param>
/// <param name="scan">The scan.</param>
/// <param name="steps">Filters and projections, from the scan upwards.</param>
/// <param name="source">Where the rows that come out go on.</param>
sealed class ScanLeaf(RunningPlan plan, RecordScan scan, IReadOnlyList<PlanNode> steps, SourceOperator source)
{
    readonly List<(int Thread, LeafSteps Steps)> _made = [];
    volatile bool _closed;

    public RunningPlan Plan => plan;

    public RecordScan Scan => scan;

    public IReadOnlyList<PlanNode> Steps => steps;

    public SourceOperator Source => source;

    /// <summary>Columns of text that go on as numbers.</summary>
    public int[] Numbered { get; set; } = [];

    /// <summary>Whether no more rows are wanted: the plan has failed, or has all it needs.</summary>
    public bool IsClosed => _closed;

    /// <summary>
    /// The steps made ready for the calling thread, which holds what they need for working. Made once for each: what was made ready for one rule
    /// need not be made again because another was woken.
    /// </summary>
    public LeafSteps StepsOfThread(EngineOptions options)
    {
        var thread = Environment.CurrentManagedThreadId;
        lock (_made)
        {
            foreach (var (of, known) in _made)
            {
                if (of == thread)
                {
                    return known;
                }
            }

            var made = new LeafSteps(this, options);
            _made.Add((thread, made));
            return made;
        }
    }

    public void Push(Batch rows)
    {
        plan.Push(source, rows);
        _closed = plan.Failure is not null || source.IsSatisfied;
    }

    public void Fail(string reason)
    {
        plan.Fail(reason);
        _closed = true;
    }

    public void Complete() => plan.Complete(source);
}
