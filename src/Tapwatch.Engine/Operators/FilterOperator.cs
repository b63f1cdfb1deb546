// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Operators;

/// <summary>Keeps the rows where every part of the predicate is true; later parts see only the rows that earlier ones left.</summary>
sealed class FilterOperator : RowOperator
{
    static readonly Batch _none = new(0, []);
    readonly Evaluator[] _parts;
    int[] _kept = [];

    public FilterOperator(Filter filter, EngineOptions options)
        : base(filter.Columns)
    {
        var compiler = new ExpressionCompiler(filter.Input.Columns, options);
        var parts = new List<Evaluator>();
        Add(compiler.Fold(filter.Predicate));
        _parts = [.. parts];

        void Add(Expression predicate)
        {
            if (predicate is Call call && call.Function == LogicFunctions.And)
            {
                for (var i = 0; i < call.Arguments.Count; i++)
                {
                    Add(call.Arguments[i]);
                }
            }
            else
            {
                parts.Add(compiler.Compile(predicate));
            }
        }
    }

    public override Batch Apply(Batch rows)
    {
        foreach (var part in _parts)
        {
            var truth = (FixedColumn<bool>)part.Evaluate(rows);
            if (_kept.Length < rows.Count)
            {
                _kept = new int[rows.Count];
            }

            var kept = 0;
            for (var row = 0; row < rows.Count; row++)
            {
                _kept[kept] = row;
                kept += truth[row] && !truth.IsNull(row) ? 1 : 0;
            }

            if (kept == 0)
            {
                return _none;
            }

            if (kept < rows.Count)
            {
                rows = rows.Gather(_kept.AsSpan(0, kept));
            }
        }

        return rows;
    }
}
