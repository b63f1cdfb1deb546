// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Rows;
using Tapwatch.Plan.Algebra;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Operators;

/// <summary>The rows of all branches as they come.</summary>
/// <remarks>
/// Branches that read one and the same node would come interleaved batch by batch, in an order that hangs on the size of batches;
/// their rows are kept until the branches before them are complete.
/// </remarks>
sealed class UnionOperator : Operator
{
    readonly int[][] _sources;
    readonly RowStore?[] _waiting;
    readonly bool[] _complete;
    int _current;

    public UnionOperator(Union union, bool inOrder, MemoryBudget budget)
        : base(union.Columns)
    {
        _sources = new int[union.Branches.Count][];
        _complete = new bool[_sources.Length];
        _waiting = new RowStore?[_sources.Length];
        for (var i = 0; i < _sources.Length; i++)
        {
            var branch = union.Branches[i];
            var columns = branch.Input.Columns.ToList();
            _sources[i] = new int[branch.Sources.Count];
            for (var j = 0; j < _sources[i].Length; j++)
            {
                var source = branch.Sources[j];
                _sources[i][j] = source is null ? -1 : columns.IndexOf(source) is >= 0 and var at ? at : throw new PlanFailureException($"a branch of the union does not give column {source}");
            }

            _waiting[i] = inOrder && i > 0 ? new RowStore(union.Columns, budget, "union") : null;
        }
    }

    public override void Push(int input, Batch rows)
    {
        var columns = new Column[Columns.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            var source = _sources[input][i];
            columns[i] = source < 0 ? ConstantColumns.Null(Columns[i].Type, rows.Count) : rows.Columns[source].As(Columns[i].Type);
        }

        var result = new Batch(rows.Count, columns);
        if (_waiting[input] is { } store && _current < input)
        {
            store.Append(result);
        }
        else
        {
            Emit(result);
        }
    }

    public override void Complete(int input)
    {
        _complete[input] = true;
        while (_current < _complete.Length && _complete[_current])
        {
            _current++;
            if (_current < _waiting.Length && _waiting[_current] is { Count: > 0 } store)
            {
                Emit(store.Take());
                store.Release();
            }
        }

        if (_current == _complete.Length)
        {
            CompleteReaders();
        }
    }
}
