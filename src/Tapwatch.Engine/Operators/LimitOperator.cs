// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Operators;

/// <summary>The first so many rows.</summary>
sealed class LimitOperator(Limit limit) : Operator(limit.Columns)
{
    long _left = limit.Count;

    public override bool IsSatisfied => _left <= 0 || base.IsSatisfied;

    public override void Push(int input, Batch rows)
    {
        if (_left <= 0)
        {
            return;
        }

        var taken = (int)Math.Min(_left, rows.Count);
        _left -= taken;
        if (taken < rows.Count)
        {
            var first = new int[taken];
            for (var row = 0; row < taken; row++)
            {
                first[row] = row;
            }

            rows = rows.Gather(first);
        }

        Emit(rows);
    }
}
