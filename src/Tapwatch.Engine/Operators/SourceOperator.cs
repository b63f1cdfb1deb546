// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Operators;

/// <summary>Where rows enter a running plan: a scan of records, or rows of the query itself.</summary>
sealed class SourceOperator(IReadOnlyList<PlanColumn> columns) : Operator(columns)
{
    public override void Push(int input, Batch rows) => Emit(rows);
}
