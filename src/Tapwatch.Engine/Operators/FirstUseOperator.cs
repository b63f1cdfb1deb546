// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Rows;
using Tapwatch.Plan.Algebra;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Operators;

/// <summary>Keeps rows whose values are all still unused, and uses them up.</summary>
sealed class FirstUseOperator : Operator
{
    readonly Evaluator[] _values;
    readonly KeyTable[] _used;
    readonly KeyEncoder _encoder = new();
    readonly MemoryBudget _budget;
    readonly List<int> _kept = [];
    long _bytes;

    public FirstUseOperator(FirstUse node, MemoryBudget budget, EngineOptions options)
        : base(node.Columns)
    {
        var compiler = new ExpressionCompiler(node.Input.Columns, options);
        _values = [.. node.Values.Select(compiler.Compile)];
        _used = [.. _values.Select(static _ => new KeyTable())];
        _budget = budget;
    }

    public override void Push(int input, Batch rows)
    {
        var values = Array.ConvertAll(_values, v => new[] { v.Evaluate(rows) });
        _kept.Clear();
        for (var row = 0; row < rows.Count; row++)
        {
            if (IsUnused(values, row))
            {
                _kept.Add(row);
                for (var i = 0; i < values.Length; i++)
                {
                    _used[i].GetOrAdd(_encoder.Encode(values[i], row), out _);
                }
            }
        }

        Account();
        Emit(rows.Gather(_kept.ToArray()));
    }

    bool IsUnused(Column[][] values, int row)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (_used[i].Find(_encoder.Encode(values[i], row)) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    void Account()
    {
        var bytes = 0L;
        foreach (var table in _used)
        {
            bytes += table.ApproximateBytes;
        }

        _budget.Change("first use", _bytes, bytes);
        _bytes = bytes;
    }
}
