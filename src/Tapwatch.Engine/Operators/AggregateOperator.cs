// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Aggregates;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Rows;
using Tapwatch.Plan.Algebra;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Operators;

/// <summary>One row per combination of keys.</summary>
sealed class AggregateOperator : Operator
{
    readonly Evaluator[] _keys;
    readonly Evaluator[][] _arguments;
    readonly Accumulator[] _accumulators;
    readonly Column[] _keyColumns;
    readonly GroupNumbers? _groups;
    readonly MemoryBudget _budget;
    int[] _group = [];
    int _count;
    long _bytes;

    public AggregateOperator(Aggregate aggregate, MemoryBudget budget, EngineOptions options)
        : base(aggregate.Columns)
    {
        var compiler = new ExpressionCompiler(aggregate.Input.Columns, options);
        _budget = budget;
        _keys = [.. aggregate.Keys.Select(k => compiler.Compile(k.Value))];
        _keyColumns = new Column[_keys.Length];
        _groups = _keys.Length > 0 ? new GroupNumbers([.. aggregate.Keys.Select(static k => k.Value.Type)]) : null;
        _arguments = [.. aggregate.Aggregates.Select(a => a.Value.Arguments.Select(compiler.Compile).ToArray())];
        _accumulators = [.. aggregate.Aggregates.Select(static a => AccumulatorCatalogue.For(a.Value))];
        if (_groups is null)
        {
            GrowTo(1);
        }
    }

    public override void Push(int input, Batch rows)
    {
        if (_group.Length < rows.Count)
        {
            _group = new int[rows.Count];
        }

        AssignGroups(rows);
        for (var i = 0; i < _accumulators.Length; i++)
        {
            var arguments = new Column[_arguments[i].Length];
            for (var j = 0; j < arguments.Length; j++)
            {
                arguments[j] = _arguments[i][j].Evaluate(rows);
            }

            _accumulators[i].Add(arguments, _group.AsSpan(0, rows.Count));
        }

        Account();
    }

    public override void Complete(int input)
    {
        Column[] columns = [.. _groups?.Build() ?? [], .. _accumulators.Select(a => a.Build(_count))];
        Emit(new Batch(_count, columns));
        CompleteReaders();
    }

    void AssignGroups(Batch rows)
    {
        if (_groups is null)
        {
            return;
        }

        for (var i = 0; i < _keys.Length; i++)
        {
            _keyColumns[i] = _keys[i].Evaluate(rows);
        }

        _groups.Number(_keyColumns, _group.AsSpan(0, rows.Count));
        GrowTo(_groups.Count);
    }

    void GrowTo(int count)
    {
        if (count > _count)
        {
            _count = count;
            foreach (var accumulator in _accumulators)
            {
                accumulator.Grow(count);
            }
        }
    }

    void Account()
    {
        var bytes = _groups?.ApproximateBytes ?? 0;
        foreach (var accumulator in _accumulators)
        {
            bytes += accumulator.ApproximateBytes;
        }

        _budget.Change("aggregate", _bytes, bytes);
        _bytes = bytes;
    }
}
