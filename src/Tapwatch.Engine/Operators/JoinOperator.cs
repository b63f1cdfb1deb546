// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Rows;
using Tapwatch.Plan.Algebra;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Operators;

/// <summary>Pairs rows by equal keys when both sides are there. Rows come in the order of the left side, then of the right; right rows without a match last.</summary>
sealed class JoinOperator : Operator
{
    const int Left = 0;
    const int LargestBatch = 65536;
    readonly Join _join;
    readonly Evaluator[] _leftKeys;
    readonly Evaluator[] _rightKeys;
    readonly RowStore _leftRows;
    readonly RowStore _rightRows;
    readonly KeyEncoder _encoder = new();
    readonly List<int> _leftOut = [];
    readonly List<int> _rightOut = [];
    int _completed;

    public JoinOperator(Join join, MemoryBudget budget, EngineOptions options)
        : base(join.Columns)
    {
        var (left, right) = (new ExpressionCompiler(join.Left.Columns, options), new ExpressionCompiler(join.Right.Columns, options));
        _join = join;
        _leftKeys = [.. join.Keys.Select(k => left.Compile(k.Left))];
        _rightKeys = [.. join.Keys.Select(k => right.Compile(k.Right))];
        _leftRows = new RowStore(join.Left.Columns, budget, "join");
        _rightRows = new RowStore(join.Right.Columns, budget, "join");
    }

    public override void Push(int input, Batch rows) => (input == Left ? _leftRows : _rightRows).Append(rows);

    public override void Complete(int input)
    {
        if (++_completed < 2)
        {
            return;
        }

        var (left, right) = (_leftRows.Take(), _rightRows.Take());
        var table = new KeyTable();
        var rightGroup = Groups(right, _rightKeys, table, add: true);
        var leftGroup = Groups(left, _leftKeys, table, add: false);
        switch (_join.Kind)
        {
            case JoinKind.LeftSemi or JoinKind.LeftAnti:
                Keep(left, leftGroup, Present(rightGroup, table.Count), _join.Kind == JoinKind.LeftSemi);
                break;
            case JoinKind.RightSemi or JoinKind.RightAnti:
                Keep(right, rightGroup, Present(leftGroup, table.Count), _join.Kind == JoinKind.RightSemi);
                break;
            default:
                Pair(left, leftGroup, right, rightGroup, table.Count);
                break;
        }

        _leftRows.Release();
        _rightRows.Release();
        CompleteReaders();
    }

    /// <summary>The number of each row's key; -1 for a key that meets none.</summary>
    int[] Groups(Batch rows, Evaluator[] evaluators, KeyTable table, bool add)
    {
        var groups = new int[rows.Count];
        var keys = Array.ConvertAll(evaluators, e => e.Evaluate(rows));
        for (var row = 0; row < groups.Length; row++)
        {
            if (HasNullThatMeetsNone(keys, row))
            {
                groups[row] = -1;
                continue;
            }

            var key = _encoder.Encode(keys, row);
            groups[row] = add ? table.GetOrAdd(key, out _) : table.Find(key);
        }

        return groups;
    }

    bool HasNullThatMeetsNone(Column[] keys, int row)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            if (!_join.Keys[i].NullsMatch && keys[i].IsNull(row))
            {
                return true;
            }
        }

        return false;
    }

    static bool[] Present(int[] groups, int count)
    {
        var present = new bool[count];
        foreach (var group in groups)
        {
            if (group >= 0)
            {
                present[group] = true;
            }
        }

        return present;
    }

    void Keep(Batch rows, int[] groups, bool[] present, bool matching)
    {
        var kept = new List<int>();
        for (var row = 0; row < groups.Length; row++)
        {
            if ((groups[row] >= 0 && present[groups[row]]) == matching)
            {
                kept.Add(row);
            }
        }

        Emit(rows.Gather(kept.ToArray()));
    }

    void Pair(Batch left, int[] leftGroup, Batch right, int[] rightGroup, int count)
    {
        // Right rows of one key form a chain, in their order.
        var (first, next) = (new int[count], new int[right.Count]);
        Array.Fill(first, -1);
        for (var row = right.Count - 1; row >= 0; row--)
        {
            if (rightGroup[row] >= 0)
            {
                next[row] = first[rightGroup[row]];
                first[rightGroup[row]] = row;
            }
        }

        var met = new bool[count];
        for (var row = 0; row < left.Count; row++)
        {
            var group = leftGroup[row];
            if (group < 0)
            {
                if (_join.Kind is JoinKind.LeftOuter or JoinKind.FullOuter)
                {
                    Add(left, row, right, -1);
                }

                continue;
            }

            if (_join.Kind == JoinKind.InnerUnique && met[group])
            {
                continue;
            }

            met[group] = true;
            for (var match = first[group]; match >= 0; match = next[match])
            {
                Add(left, row, right, match);
            }
        }

        for (var row = 0; row < right.Count && _join.Kind is JoinKind.RightOuter or JoinKind.FullOuter; row++)
        {
            if (rightGroup[row] < 0 || !met[rightGroup[row]])
            {
                Add(left, -1, right, row);
            }
        }

        Flush(left, right);
    }

    void Add(Batch left, int leftRow, Batch right, int rightRow)
    {
        _leftOut.Add(leftRow);
        _rightOut.Add(rightRow);
        if (_leftOut.Count == LargestBatch)
        {
            Flush(left, right);
        }
    }

    void Flush(Batch left, Batch right)
    {
        Emit(new Batch(_leftOut.Count, [.. left.Columns.Select(c => Gather(c, _leftOut)), .. right.Columns.Select(c => Gather(c, _rightOut))]));
        _leftOut.Clear();
        _rightOut.Clear();
    }

    /// <summary>The values at the rows, null at row -1.</summary>
    static Column Gather(Column column, List<int> rows)
    {
        if (!rows.Contains(-1))
        {
            return column.Gather(rows.ToArray());
        }

        var builder = ColumnBuilder.For(column.Type);
        foreach (var row in rows)
        {
            if (row < 0)
            {
                builder.AppendNull();
            }
            else
            {
                builder.AppendFrom(column, row);
            }
        }

        return builder.Build();
    }
}
