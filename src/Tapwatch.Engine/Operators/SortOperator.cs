// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Rows;
using Tapwatch.Plan.Algebra;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Operators;

/// <summary>Orders all rows; with a limit it keeps little more than the first so many at any time.</summary>
sealed class SortOperator : Operator
{
    const int LeastKept = 4096;
    readonly Sort _sort;
    readonly Evaluator[] _keys;
    readonly RowStore _rows;

    public SortOperator(Sort sort, MemoryBudget budget, EngineOptions options)
        : base(sort.Columns)
    {
        var compiler = new ExpressionCompiler(sort.Input.Columns, options);
        _sort = sort;
        _keys = [.. sort.Keys.Select(k => compiler.Compile(k.Value))];
        _rows = new RowStore(sort.Columns, budget, "sort");
    }

    public override void Push(int input, Batch rows)
    {
        _rows.Append(rows);
        if (_sort.Limit is { } limit && _rows.Count / 4 > Math.Max(LeastKept, limit))
        {
            var first = Ordered();
            _rows.Release();
            _rows.Append(first);
        }
    }

    public override void Complete(int input)
    {
        Emit(Ordered());
        _rows.Release();
        CompleteReaders();
    }

    Batch Ordered()
    {
        var rows = _rows.Take();
        var order = new int[rows.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        var keys = new (Column, bool, bool)[_keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = (_keys[i].Evaluate(rows), _sort.Keys[i].Descending, _sort.Keys[i].NullsFirst);
        }

        Array.Sort(order, new RowOrder(keys));
        var count = _sort.Limit is { } limit ? (int)Math.Min(limit, order.Length) : order.Length;
        return rows.Gather(order.AsSpan(0, count));
    }
}
