// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>What expressions of a scan read of the rows its steps matched: <c>s1.column</c>.</summary>
/// <param name="rows">The rows with the declared columns.</param>
/// <param name="steps">The names of the steps, in order.</param>
/// <param name="defaults">What declared columns hold before a step has matched.</param>
sealed class ScanState(BoundTable rows, IReadOnlyList<string> steps, IReadOnlyDictionary<string, Constant> defaults)
{
    readonly List<StateColumn> _columns = [];

    /// <summary>All that was read.</summary>
    public IReadOnlyList<StateColumn> Columns => _columns;

    /// <summary>The column that holds the state; null when the name is none of a step, and unknown (said) when the step has no such column.</summary>
    public Expression? Read(string step, NameExpression name, DiagnosticBag diagnostics)
    {
        var index = steps.ToList().IndexOf(step);
        if (index < 0)
        {
            return null;
        }

        if (rows.Column(name.Name) is not { } column)
        {
            diagnostics.Add(Messages.UnknownColumn(name.Span, step, name.Name, NearestName.Find(name.Name, rows.Columns.Select(static c => c.Name))));
            return KqlBinder.Unknown;
        }

        if (_columns.Find(c => c.Step == index && c.Of == column) is not { } state)
        {
            var empty = defaults.GetValueOrDefault(name.Name) ?? (column.Type == ScalarType.String ? Constant.Text("") : Constant.Null(column.Type));
            state = new StateColumn(new PlanColumn($"{step}.{name.Name}", column.Type), index, column, empty);
            _columns.Add(state);
        }

        return state.Column.Reference();
    }
}
