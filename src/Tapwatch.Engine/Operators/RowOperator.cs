// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Operators;

/// <summary>An operator that looks at each row by itself and remembers nothing: workers of a scan run such operators on their own threads.</summary>
abstract class RowOperator(IReadOnlyList<PlanColumn> columns) : Operator(columns)
{
    /// <summary>What becomes of the rows; empty when nothing is left.</summary>
    public abstract Batch Apply(Batch rows);

    public sealed override void Push(int input, Batch rows) => Emit(Apply(rows));
}
