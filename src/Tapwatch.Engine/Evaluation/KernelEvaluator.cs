// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Evaluation;

/// <summary>Runs a kernel row by row; keeps the null rule so that kernels need not.</summary>
sealed class KernelEvaluator(CallSite site, Evaluator[] arguments, Kernel kernel) : Evaluator
{
    readonly Column[] _columns = new Column[arguments.Length];
    readonly Result _result = new(site.Type);
    readonly bool _strict = site.Function.Nulls == NullRule.Strict;

    public override Column Evaluate(Batch rows)
    {
        var constant = true;
        for (var i = 0; i < arguments.Length; i++)
        {
            _columns[i] = arguments[i].Evaluate(rows);
            constant &= _columns[i].IsConstant();
        }

        var count = constant && rows.Count > 0 ? 1 : rows.Count;
        for (var row = 0; row < count; row++)
        {
            if (_strict && AnyNull(row))
            {
                _result.SetNull();
            }
            else
            {
                kernel(new Arguments(_columns, row), _result);
            }
        }

        var column = _result.Build();
        return count == rows.Count ? column : column.Repeat(rows.Count);
    }

    bool AnyNull(int row)
    {
        foreach (var column in _columns)
        {
            if (column.IsNull(row))
            {
                return true;
            }
        }

        return false;
    }
}
