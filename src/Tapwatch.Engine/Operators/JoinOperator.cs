// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Rows;
using Tapwatch.Plan.Algebra;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Operators;

/// <summary>
/// Pairs rows whose keys meet. Rows come in the order of the left side, then of the right; right rows without a match last. Left rows wait until the right
/// side is complete; from then on they pass as they come.
/// </summary>
sealed class JoinOperator : Operator
{
    const int Left = 0;
    const int LargestBatch = 65536;
    readonly Join _join;
    readonly Evaluator[] _leftKeys;
    readonly Evaluator[] _rightKeys;
    readonly RowStore _leftRows;
    readonly RowStore _rightRows;
    readonly List<int> _leftOut = [];
    readonly List<int> _rightOut = [];
    readonly List<int> _found = [];
    JoinedRows? _right;
    bool[] _met = [];
    bool _leftIsComplete;

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

    public override void Push(int input, Batch rows)
    {
        if (input != Left)
        {
            _rightRows.Append(rows);
        }
        else if (_right is null)
        {
            _leftRows.Append(rows);
        }
        else
        {
            Pass(rows, _right);
        }
    }

    public override void Complete(int input)
    {
        if (input == Left)
        {
            _leftIsComplete = true;
        }
        else
        {
            var rows = _rightRows.Take();
            _right = new JoinedRows(_join, rows, Array.ConvertAll(_rightKeys, e => e.Evaluate(rows)));
            _met = new bool[_join.Kind == JoinKind.InnerUnique ? _right.Groups : rows.Count];
            Pass(_leftRows.Take(), _right);
            _leftRows.Release();
        }

        if (_leftIsComplete && _right is not null)
        {
            Finish(_right.Rows);
            _rightRows.Release();
            CompleteReaders();
        }
    }

    void Pass(Batch left, JoinedRows right)
    {
        var keys = Array.ConvertAll(_leftKeys, e => e.Evaluate(left));
        for (var row = 0; row < left.Count; row++)
        {
            _found.Clear();
            var group = right.Find(keys, row, _found);
            switch (_join.Kind)
            {
                case JoinKind.LeftSemi or JoinKind.LeftAnti:
                    if (_found.Count > 0 == (_join.Kind == JoinKind.LeftSemi))
                    {
                        _leftOut.Add(row);
                    }

                    break;
                case JoinKind.RightSemi or JoinKind.RightAnti:
                    _found.ForEach(r => _met[r] = true);
                    break;
                case JoinKind.InnerUnique when group < 0 || _met[group]:
                    break;
                default:
                    Pair(left, row, right.Rows, group);
                    break;
            }
        }

        if (_join.Kind is JoinKind.LeftSemi or JoinKind.LeftAnti)
        {
            Emit(left.Gather(_leftOut.ToArray()));
            _leftOut.Clear();
        }
        else
        {
            Flush(left, right.Rows);
        }
    }

    void Pair(Batch left, int row, Batch right, int group)
    {
        if (_join.Kind == JoinKind.InnerUnique)
        {
            _met[group] = true;
        }

        foreach (var match in _found)
        {
            if (_join.Kind is JoinKind.RightOuter or JoinKind.FullOuter)
            {
                _met[match] = true;
            }

            Add(left, row, right, match);
        }

        if (_found.Count == 0 && _join.Kind is JoinKind.LeftOuter or JoinKind.FullOuter)
        {
            Add(left, row, right, -1);
        }
    }

    // Right rows that are shown for themselves.
    void Finish(Batch right)
    {
        switch (_join.Kind)
        {
            case JoinKind.RightSemi or JoinKind.RightAnti:
                Emit(right.Gather(Enumerable.Range(0, right.Count).Where(r => _met[r] == (_join.Kind == JoinKind.RightSemi)).ToArray()));
                break;
            case JoinKind.RightOuter or JoinKind.FullOuter:
                var left = _leftRows.Take();
                for (var row = 0; row < right.Count; row++)
                {
                    if (!_met[row])
                    {
                        Add(left, -1, right, row);
                    }
                }

                Flush(left, right);
                break;
        }
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
