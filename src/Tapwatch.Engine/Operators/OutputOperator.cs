// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Operators;

/// <summary>Hands the rows of a plan to whoever asked for it; when there are none, once the columns without rows.</summary>
sealed class OutputOperator(Operator root, RowHandler onRows) : Operator(root.Columns)
{
    bool _told;

    public override bool IsSatisfied => false;

    public override void Push(int input, Batch rows)
    {
        _told = true;
        onRows(root.Columns, rows);
    }

    public override void Complete(int input)
    {
        if (!_told)
        {
            onRows(root.Columns, new Batch(0, [.. root.Columns.Select(static c => ConstantColumns.Null(c.Type, 0))]));
        }
    }
}
