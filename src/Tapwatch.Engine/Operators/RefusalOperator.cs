// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Plan.Algebra;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Operators;

/// <summary>Ends the run when a row comes that needs what is not at hand.</summary>
sealed class RefusalOperator : Operator
{
    readonly Refusal _refusal;
    readonly Evaluator? _condition;

    public RefusalOperator(Refusal refusal, EngineOptions options)
        : base(refusal.Columns)
    {
        _refusal = refusal;
        _condition = refusal.Condition is { } condition ? new ExpressionCompiler(refusal.Input.Columns, options).Compile(condition) : null;
    }

    public override void Push(int input, Batch rows)
    {
        if (rows.Count > 0 && (_condition is null || AnyTrue((FixedColumn<bool>)_condition.Evaluate(rows))))
        {
            throw new PlanFailureException(_refusal.Reason);
        }

        Emit(rows);
    }

    static bool AnyTrue(FixedColumn<bool> truth)
    {
        for (var row = 0; row < truth.Count; row++)
        {
            if (truth[row] && !truth.IsNull(row))
            {
                return true;
            }
        }

        return false;
    }
}
