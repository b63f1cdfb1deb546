// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Aggregates;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Rows;
using Tapwatch.Plan.Algebra;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Operators;

/// <summary>Keeps all rows; when they are there, aggregates the frame of each, many frames at a time: to the aggregates a frame is a group.</summary>
sealed class FrameOperator : Operator
{
    const int MostAtATime = 65536;
    const long MostInAll = 500_000_000;

    readonly Frame _frame;
    readonly Evaluator[] _partition;
    readonly Evaluator[][] _arguments;
    readonly Evaluator? _time;
    readonly RowStore _rows;
    readonly List<int> _sources = [];
    readonly List<int> _groups = [];
    long _all;

    public FrameOperator(Frame frame, MemoryBudget budget, EngineOptions options)
        : base(frame.Columns)
    {
        var compiler = new ExpressionCompiler(frame.Input.Columns, options);
        _frame = frame;
        _partition = [.. frame.Partition.Select(compiler.Compile)];
        _arguments = [.. frame.Aggregates.Select(a => a.Value.Arguments.Select(compiler.Compile).ToArray())];
        _time = frame.Time is null ? null : compiler.Compile(frame.Time);
        _rows = new RowStore(frame.Input.Columns, budget, "frame");
    }

    public override void Push(int input, Batch rows) => _rows.Append(rows);

    public override void Complete(int input)
    {
        var rows = _rows.Take();
        var times = (FixedColumn<long>?)_time?.Evaluate(rows);
        var arguments = Array.ConvertAll(_arguments, a => Array.ConvertAll(a, e => e.Evaluate(rows)));
        var results = Array.ConvertAll([.. _frame.Aggregates], static a => ColumnBuilder.For(a.Column.Type));
        var place = new int[rows.Count];
        var done = 0;
        var open = 0;
        foreach (var partition in RowPartitions.Of(_partition, rows))
        {
            var first = 0;
            for (var at = 0; at < partition.Length; at++)
            {
                first = First(partition, times, first, at);
                var last = _frame.WithoutCurrent ? at - 1 : at;
                for (var i = first; i <= last; i++)
                {
                    _sources.Add(partition[i]);
                    _groups.Add(open);
                }

                place[partition[at]] = done++;
                open++;
                if (_sources.Count >= MostAtATime)
                {
                    Aggregate(arguments, results, ref open);
                }
            }
        }

        Aggregate(arguments, results, ref open);
        Emit(new Batch(rows.Count, [.. rows.Columns, .. results.Select(r => r.Build().Gather(place))]));
        _rows.Release();
        CompleteReaders();
    }

    // Where the frame of a row begins; never before that of the row ahead of it.
    int First(int[] partition, FixedColumn<long>? times, int first, int at)
    {
        if (_frame.Rows is { } most)
        {
            first = (int)Math.Max(first, at + (_frame.WithoutCurrent ? 0 : 1) - most);
        }

        while (times is not null && first < at && (times.IsNull(partition[first]) || times.IsNull(partition[at]) || times[partition[at]] - times[partition[first]] > _frame.Span))
        {
            first++;
        }

        return first;
    }

    void Aggregate(Column[][] arguments, ColumnBuilder[] results, ref int open)
    {
        if ((_all += _sources.Count) > MostInAll)
        {
            throw new PlanFailureException("the windows over the rows hold too much: make them smaller, or the rows fewer");
        }

        var sources = _sources.ToArray();
        var groups = _groups.ToArray();
        for (var i = 0; i < results.Length; i++)
        {
            var accumulator = AccumulatorCatalogue.For(_frame.Aggregates[i].Value);
            accumulator.Grow(open);
            accumulator.Add(Array.ConvertAll(arguments[i], a => a.Gather(sources)), groups);
            var built = accumulator.Build(open);
            for (var row = 0; row < open; row++)
            {
                results[i].AppendFrom(built, row);
            }
        }

        _sources.Clear();
        _groups.Clear();
        open = 0;
    }
}
