// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

static class LogicKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        new ScalarImplementation(LogicFunctions.And, static (_, arguments) => new ThreeValuedEvaluator(arguments, deciding: false)),
        new ScalarImplementation(LogicFunctions.Or, static (_, arguments) => new ThreeValuedEvaluator(arguments, deciding: true)),
        PerRow(LogicFunctions.Not, static (in a, r) => r.Set(!a.Bool(0))),
        new ScalarImplementation(LogicFunctions.IsTrue, static (_, arguments) => new KnownEvaluator(arguments[0], whenNull: false)),
        new ScalarImplementation(LogicFunctions.IsNotFalse, static (_, arguments) => new KnownEvaluator(arguments[0], whenNull: true)),
    ];
}

/// <summary>And, or: the result of a row is decided by the first argument that is <paramref name="deciding"/>; once all rows are, the rest is not computed.</summary>
sealed class ThreeValuedEvaluator(Evaluator[] arguments, bool deciding) : Evaluator
{
    public override Column Evaluate(Batch rows)
    {
        var values = new bool[rows.Count];
        bool[]? nulls = null;
        Array.Fill(values, !deciding);
        var undecided = rows.Count;
        foreach (var argument in arguments)
        {
            if (undecided == 0)
            {
                break;
            }

            var column = (FixedColumn<bool>)argument.Evaluate(rows);
            var (source, mask) = (column.Values, column.Mask);
            if (column.Nulls is null)
            {
                undecided = 0;
                for (var row = 0; row < values.Length; row++)
                {
                    values[row] = deciding ? values[row] | source[row & mask] : values[row] & source[row & mask];
                    undecided += values[row] != deciding ? 1 : 0;
                }
            }
            else
            {
                nulls ??= new bool[rows.Count];
                undecided = 0;
                for (var row = 0; row < values.Length; row++)
                {
                    if (column.IsNull(row))
                    {
                        nulls[row] = true;
                    }
                    else if (source[row & mask] == deciding)
                    {
                        values[row] = deciding;
                    }

                    undecided += values[row] != deciding ? 1 : 0;
                }
            }
        }

        if (nulls is not null)
        {
            for (var row = 0; row < values.Length; row++)
            {
                nulls[row] &= values[row] != deciding;
            }
        }

        return new FixedColumn<bool>(ScalarType.Bool, rows.Count, values, nulls);
    }
}

/// <summary>Takes the null out of a truth value.</summary>
sealed class KnownEvaluator(Evaluator argument, bool whenNull) : Evaluator
{
    public override Column Evaluate(Batch rows)
    {
        var column = (FixedColumn<bool>)argument.Evaluate(rows);
        if (column.Nulls is not { } nulls)
        {
            return column;
        }

        var values = new bool[column.Values.Length];
        for (var i = 0; i < values.Length && i < nulls.Length; i++)
        {
            values[i] = nulls[i] ? whenNull : column.Values[i];
        }

        return new FixedColumn<bool>(ScalarType.Bool, rows.Count, values, null, column.Mask == 0);
    }
}
