// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Plan.Algebra;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Operators;

/// <summary>Computes columns.</summary>
sealed class ProjectOperator : RowOperator
{
    readonly Evaluator[] _values;

    public ProjectOperator(Project project, EngineOptions options)
        : base(project.Columns)
    {
        var compiler = new ExpressionCompiler(project.Input.Columns, options);
        _values = new Evaluator[project.Assignments.Count];
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i] = compiler.Compile(project.Assignments[i].Value);
        }
    }

    public override Batch Apply(Batch rows)
    {
        if (rows.Count == 0)
        {
            return rows;
        }

        var columns = new Column[_values.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = _values[i].Evaluate(rows);
        }

        return new Batch(rows.Count, columns);
    }
}
