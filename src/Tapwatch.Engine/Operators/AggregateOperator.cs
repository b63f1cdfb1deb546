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
    readonly ColumnBuilder[] _keyValues;
    readonly Column[] _keyColumns;
    readonly KeyTable _groups = new();
    readonly KeyEncoder _encoder = new();
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
        _keyValues = [.. aggregate.Keys.Select(static k => ColumnBuilder.For(k.Value.Type))];
        _arguments = [.. aggregate.Aggregates.Select(a => a.Value.Arguments.Select(compiler.Compile).ToArray())];
        _accumulators = [.. aggregate.Aggregates.Select(static a => AccumulatorCatalogue.For(a.Value))];
        if (_keys.Length == 0)
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
        var columns = new Column[Columns.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = i < _keys.Length ? _keyValues[i].Build() : _accumulators[i - _keys.Length].Build(_count);
        }

        Emit(new Batch(_count, columns));
        CompleteReaders();
    }

    void AssignGroups(Batch rows)
    {
        if (_keys.Length == 0)
        {
            return;
        }

        for (var i = 0; i < _keys.Length; i++)
        {
            _keyColumns[i] = _keys[i].Evaluate(rows);
        }

        for (var row = 0; row < rows.Count; row++)
        {
            _group[row] = _groups.GetOrAdd(_encoder.Encode(_keyColumns, row), out var added);
            if (added)
            {
                for (var i = 0; i < _keys.Length; i++)
                {
                    _keyValues[i].AppendFrom(_keyColumns[i], row);
                }
            }
        }

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
        var bytes = _groups.ApproximateBytes;
        foreach (var keys in _keyValues)
        {
            bytes += keys.ApproximateBytes;
        }

        foreach (var accumulator in _accumulators)
        {
            bytes += accumulator.ApproximateBytes;
        }

        _budget.Change("aggregate", _bytes, bytes);
        _bytes = bytes;
    }
}
