// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;

namespace Tapwatch.Plan.Algebra;

/// <summary>A column and what it is computed from.</summary>
public sealed record Assignment(PlanColumn Column, Expression Value)
{
    /// <summary>The column as it is.</summary>
    public static Assignment Keep(PlanColumn column) => new(column, column.Reference());
}

/// <summary>Computes the columns of the result from those of the input; also selects, renames and reorders.</summary>
public sealed record Project(PlanNode Input, IReadOnlyList<Assignment> Assignments) : PlanNode
{
    // Once: a wide table is asked for them often, and by every rule.
    readonly PlanColumn[] _columns = ColumnsOf(Assignments);

    /// <summary>The columns of the result, and what each is computed from.</summary>
    public IReadOnlyList<Assignment> Assignments
    {
        get;
        init
        {
            field = value;
            _columns = ColumnsOf(value);
        }
    } = Assignments;

    /// <inheritdoc/>
    public override IReadOnlyList<PlanColumn> Columns => _columns;

    /// <inheritdoc/>
    public override IReadOnlyList<PlanNode> Inputs => [Input];

    /// <inheritdoc/>
    public override PlanNode WithInputs(IReadOnlyList<PlanNode> inputs) => this with { Input = inputs[0] };

    /// <summary>All columns of the input and new ones behind them.</summary>
    public static Project Extend(PlanNode input, params IReadOnlyList<Assignment> added) =>
        new(input, [.. input.Columns.Select(Assignment.Keep), .. added]);

    static PlanColumn[] ColumnsOf(IReadOnlyList<Assignment> assignments)
    {
        var columns = new PlanColumn[assignments.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = assignments[i].Column;
        }

        return columns;
    }
}
