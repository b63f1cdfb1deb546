// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Rows;
using Tapwatch.Plan.Algebra;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Operators;

/// <summary>Walks the rows one by one and keeps, for each step, the state of the sequence that has come so far.</summary>
/// <remarks>The rules are those of the scan operator of Kusto (learn.microsoft.com, scan operator, "Matching logic").</remarks>
sealed class StepMatchOperator : Operator
{
    readonly StepMatch _match;
    readonly (Evaluator Condition, Evaluator[] Values, int[] Targets)[] _steps;
    readonly Evaluator[] _partition;
    readonly Column[] _empty;
    readonly int[] _sources;
    readonly int _width;
    readonly KeyTable _keys = new();
    readonly KeyEncoder _encoder = new();
    readonly List<Sequences> _sequences = [];
    readonly RowStore _found;

    public StepMatchOperator(StepMatch match, MemoryBudget budget, EngineOptions options)
        : base(match.Columns)
    {
        var input = match.Input.Columns.ToList();
        var compiler = new ExpressionCompiler([.. input, .. match.State.Select(static s => s.Column)], options);
        _match = match;
        _width = input.Count;
        _steps = [.. match.Steps.Select(s => (compiler.Compile(s.Condition), s.Assignments.Select(a => compiler.Compile(a.Value)).ToArray(), s.Assignments.Select(a => input.IndexOf(a.Column)).ToArray()))];
        _partition = [.. match.Partition.Select(compiler.Compile)];
        _empty = [.. match.State.Select(static s => ConstantColumns.Of(s.Empty, 1))];
        _sources = [.. match.State.Select(s => input.IndexOf(s.Of))];
        _found = new RowStore(match.Columns, budget, "scan");
    }

    public override void Push(int input, Batch rows)
    {
        var keys = Array.ConvertAll(_partition, p => p.Evaluate(rows));
        for (var row = 0; row < rows.Count; row++)
        {
            var key = _keys.GetOrAdd(_encoder.Encode(keys, row), out var added);
            if (added)
            {
                _sequences.Add(new Sequences(_steps.Length));
            }

            Walk(Kept(rows, row), _sequences[key]);
        }

        Emit(_found.Take());
        _found.Release();
    }

    public override void Complete(int input)
    {
        foreach (var waiting in _sequences.SelectMany(static s => s.States).Select(static s => s?.Waiting).OfType<Column[]>())
        {
            _found.Append(new Batch(1, waiting));
        }

        Emit(_found.Take());
        _found.Release();
        CompleteReaders();
    }

    // A copy: what steps remember outlives the batch.
    static Column[] Kept(Batch rows, int row) => Array.ConvertAll(rows.Columns, column =>
    {
        var builder = ColumnBuilder.For(column.Type);
        builder.AppendFrom(column, row);
        return builder.Build();
    });

    void Walk(Column[] row, Sequences sequences)
    {
        var states = sequences.States;
        for (var step = _steps.Length - 1; step >= 0; step--)
        {
            if (step > 0 && states[step - 1] is { } before && Meets(row, before, step))
            {
                Release(states[step]);
                Release(before);
                states[step - 1] = null;
                states[step] = Extended(row, before, step);
            }
            else if (states[step] is { } own ? Meets(row, own, step) : step == 0 && Meets(row, null, step))
            {
                var current = states[step];
                states[step] = Extended(row, current ?? new State(new Column[_steps.Length][], sequences.Count++), step);
            }
        }
    }

    void Release(State? state)
    {
        if (state?.Waiting is { } waiting)
        {
            _found.Append(new Batch(1, waiting));
        }
    }

    bool Meets(Column[] row, State? state, int step)
    {
        var truth = (FixedColumn<bool>)_steps[step].Condition.Evaluate(Seen(row, state));
        return truth[0] && !truth.IsNull(0);
    }

    // The row and what it may read of rows before.
    Batch Seen(Column[] row, State? state)
    {
        var columns = new Column[_width + _sources.Length];
        row.CopyTo(columns, 0);
        for (var i = 0; i < _sources.Length; i++)
        {
            columns[_width + i] = state?.Rows[_match.State[i].Step] is { } matched ? matched[_sources[i]] : _empty[i];
        }

        return new Batch(1, columns);
    }

    State Extended(Column[] row, State state, int step)
    {
        var seen = Seen(row, state);
        var (_, values, targets) = _steps[step];
        var extended = (Column[])row.Clone();
        for (var i = 0; i < values.Length; i++)
        {
            extended[targets[i]] = Once(values[i].Evaluate(seen));
        }

        var rows = (Column[]?[])state.Rows.Clone();
        rows[step] = extended;
        Column[] result = _match.MatchId is null ? extended : [.. extended, new FixedColumn<long>(ScalarType.Long, 1, [state.Id], null)];
        if (_match.Steps[step].Output == StepOutput.All)
        {
            _found.Append(new Batch(1, result));
        }

        return new State(rows, state.Id) { Waiting = _match.Steps[step].Output == StepOutput.Last ? result : null };
    }

    // Evaluators use their memory again.
    static Column Once(Column column)
    {
        var builder = ColumnBuilder.For(column.Type);
        builder.AppendFrom(column, 0);
        return builder.Build();
    }

    /// <summary>The sequences of one partition: the state of each step, and how many have begun.</summary>
    sealed class Sequences(int steps)
    {
        public State?[] States { get; } = new State?[steps];

        public long Count { get; set; }
    }

    /// <summary>A sequence that stands at a step: the row last matched by each step so far, its number, and a row that comes out when no other follows.</summary>
    sealed record State(Column[]?[] Rows, long Id)
    {
        public Column[]? Waiting { get; init; }
    }
}
