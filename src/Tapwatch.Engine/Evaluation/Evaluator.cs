// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Evaluation;

/// <summary>An expression made ready to run: computes a column from the rows of a batch. Holds scratch memory, so each thread has its own.</summary>
abstract class Evaluator
{
    public abstract Column Evaluate(Batch rows);
}

/// <summary>A column of the input.</summary>
sealed class ColumnEvaluator(int index) : Evaluator
{
    public override Column Evaluate(Batch rows) => rows.Columns[index];
}

/// <summary>A value that is the same in every row.</summary>
sealed class ConstantEvaluator(Column single) : Evaluator
{
    Column? _last;

    public override Column Evaluate(Batch rows)
    {
        if (_last?.Count != rows.Count)
        {
            _last = single.Count == rows.Count ? single : single.Repeat(rows.Count);
        }

        return _last;
    }
}
