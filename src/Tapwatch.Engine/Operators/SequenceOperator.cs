// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Plan.Algebra;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Operators;

/// <summary>Counts from a first value to a last one, for each row.</summary>
sealed class SequenceOperator : Operator
{
    const int RowsPerBatch = 4096;
    readonly Evaluator _from;
    readonly Evaluator _to;
    readonly Evaluator _step;
    readonly ScalarType _type;

    public SequenceOperator(Sequence sequence, EngineOptions options)
        : base(sequence.Columns)
    {
        var compiler = new ExpressionCompiler(sequence.Input.Columns, options);
        (_from, _to, _step) = (compiler.Compile(sequence.From), compiler.Compile(sequence.To), compiler.Compile(sequence.Step));
        _type = sequence.Column.Type;
    }

    public override void Push(int input, Batch rows)
    {
        var (from, to, step) = (_from.Evaluate(rows), _to.Evaluate(rows), _step.Evaluate(rows));
        for (var row = 0; row < rows.Count; row++)
        {
            if (from.IsNull(row) || to.IsNull(row) || step.IsNull(row))
            {
                continue;
            }

            if (from is FixedColumn<double> reals)
            {
                Count(rows, row, reals[row], ((FixedColumn<double>)to)[row], ((FixedColumn<double>)step)[row]);
            }
            else
            {
                Count(rows, row, ((FixedColumn<long>)from)[row], ((FixedColumn<long>)to)[row], ((FixedColumn<long>)step)[row]);
            }
        }
    }

    void Count(Batch rows, int row, long from, long to, long step)
    {
        var values = new FixedColumnBuilder<long>(_type);
        var more = step != 0;
        for (var value = from; more && (step > 0 ? value <= to : value >= to) && !IsSatisfied;)
        {
            values.Append(value);
            more = step > 0 ? value <= long.MaxValue - step : value >= long.MinValue - step;
            value = unchecked(value + step);
            Flush(rows, row, values, RowsPerBatch);
        }

        Flush(rows, row, values, 1);
    }

    void Count(Batch rows, int row, double from, double to, double step)
    {
        // Each value is counted from the first, so that errors of rounding do not add up.
        var values = new FixedColumnBuilder<double>(_type);
        for (var i = 0L; step != 0 && (step > 0 ? from + (i * step) <= to : from + (i * step) >= to) && !IsSatisfied; i++)
        {
            values.Append(from + (i * step));
            Flush(rows, row, values, RowsPerBatch);
        }

        Flush(rows, row, values, 1);
    }

    void Flush(Batch rows, int row, ColumnBuilder values, int least)
    {
        if (values.Count < least)
        {
            return;
        }

        var same = new int[values.Count];
        Array.Fill(same, row);
        Emit(new Batch(same.Length, [.. rows.Gather(same).Columns, values.Build()]));
    }
}
