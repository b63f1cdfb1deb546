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

    // Keeping the first in order moves up to so many of them for each row that belongs to them: worth it only for few of many.
    const int SmallPart = 64;
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
        // Of a large batch, as an aggregate gives, only the first few can be among the first of all.
        _rows.Append(_sort.Limit is { } most && most < rows.Count / SmallPart ? Ordered(rows) : rows);
        if (_sort.Limit is { } limit && _rows.Count / 4 > Math.Max(LeastKept, limit))
        {
            var first = Ordered(_rows.Take());
            _rows.Release();
            _rows.Append(first);
        }
    }

    public override void Complete(int input)
    {
        Emit(Ordered(_rows.Take()));
        _rows.Release();
        CompleteReaders();
    }

    Batch Ordered(Batch rows)
    {
        var keys = new (Column, bool, bool)[_keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = (_keys[i].Evaluate(rows), _sort.Keys[i].Descending, _sort.Keys[i].NullsFirst);
        }

        var order = new RowOrder(keys);
        var count = _sort.Limit is { } limit ? (int)Math.Min(limit, rows.Count) : rows.Count;
        return rows.Gather(count < rows.Count / SmallPart ? First(order, rows.Count, count) : All(order, rows.Count).AsSpan(0, count));
    }

    static int[] All(RowOrder order, int count)
    {
        var rows = new int[count];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = i;
        }

        Array.Sort(rows, order);
        return rows;
    }

    /// <summary>The first few of many rows: nearly all are compared once, with the last of those kept so far. No two rows are equal in this order.</summary>
    static int[] First(RowOrder order, int rows, int count)
    {
        var kept = new List<int>(count + 1);
        for (var row = 0; row < rows && count > 0; row++)
        {
            if (kept.Count == count && order.Compare(row, kept[^1]) > 0)
            {
                continue;
            }

            var place = kept.BinarySearch(row, order);
            kept.Insert(~place, row);
            if (kept.Count > count)
            {
                kept.RemoveAt(count);
            }
        }

        return [.. kept];
    }
}
