// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Rows;
using Tapwatch.Plan.Algebra;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Operators;

/// <summary>Orders all rows; with a limit it keeps little more than the first so many at any time.</summary>
sealed class SortOperator : Operator
{
    const int LeastKept = 256;

    // Keeping the first in order moves up to so many of them for each row that belongs to them: worth it only for few of many.
    const int SmallPart = 64;
    readonly Sort _sort;
    readonly Evaluator[] _keys;
    readonly RowStore _rows;

    // The keys of the last row of those that are the first so far.
    (Column, bool, bool)[]? _last;

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
        if (_sort.Limit is not { } limit)
        {
            _rows.Append(rows);
            return;
        }

        // Of a large batch, as an aggregate gives, only the first few can be among the first of all.
        rows = limit < rows.Count / SmallPart ? Ordered(rows) : rows;
        _rows.Append(_last is null ? rows : BeforeLast(rows, _last));
        if (_rows.Count / 2 > Math.Max(LeastKept, limit))
        {
            var first = Ordered(_rows.Take());
            _rows.Release();
            _rows.Append(first);
            _last = limit > 0 ? Keys(first.Gather([first.Count - 1])) : null;
        }
    }

    public override void Complete(int input)
    {
        Emit(Ordered(_rows.Take()));
        _rows.Release();
        CompleteReaders();
    }

    /// <summary>The rows that come before the last of those that are the first so far: a later row with the same keys comes behind it.</summary>
    Batch BeforeLast(Batch rows, (Column, bool, bool)[] last)
    {
        var keys = Keys(rows);
        var before = new int[rows.Count];
        var count = 0;
        for (var row = 0; row < rows.Count; row++)
        {
            before[count] = row;
            count += RowOrder.Compare(keys, row, last, 0) < 0 ? 1 : 0;
        }

        return count == rows.Count ? rows : rows.Gather(before.AsSpan(0, count));
    }

    Batch Ordered(Batch rows)
    {
        var order = new RowOrder(Keys(rows));
        var count = _sort.Limit is { } limit ? (int)Math.Min(limit, rows.Count) : rows.Count;
        return rows.Gather(count < rows.Count / SmallPart ? First(order, rows.Count, count) : All(order, rows.Count).AsSpan(0, count));
    }

    (Column Values, bool Descending, bool NullsFirst)[] Keys(Batch rows)
    {
        var keys = new (Column, bool, bool)[_keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = (_keys[i].Evaluate(rows), _sort.Keys[i].Descending, _sort.Keys[i].NullsFirst);
        }

        return keys;
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
