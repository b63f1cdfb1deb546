// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Storing;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine;

/// <summary>Takes rows of a plan's result, which are valid during the call only. A plan without rows calls it once with none, for the columns.</summary>
public delegate void RowHandler(IReadOnlyList<PlanColumn> columns, Batch rows);

/// <summary>A plan to run and who takes its rows.</summary>
public sealed class PlanOutput
{
    readonly Lazy<PlanNode> _plan;

    /// <summary>A plan and who takes its rows.</summary>
    public PlanOutput(PlanNode plan, RowHandler onRows)
    {
        _plan = new(plan);
        OnRows = onRows;
    }

    /// <summary>A plan that is made when the first record comes that has one of its signs. If none comes, the handler is not called at all.</summary>
    public PlanOutput(Func<PlanNode> plan, IReadOnlyList<ScanSign> signs, RowHandler onRows)
    {
        _plan = new(plan);
        Signs = signs;
        OnRows = onRows;
    }

    /// <summary>The plan.</summary>
    public PlanNode Plan => _plan.Value;

    /// <summary>What the records have that the plan waits for; null when it does not wait.</summary>
    public IReadOnlyList<ScanSign>? Signs { get; }

    /// <summary>Takes the rows.</summary>
    public RowHandler OnRows { get; }
}
