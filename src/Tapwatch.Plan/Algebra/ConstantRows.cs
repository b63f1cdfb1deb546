// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;

namespace Tapwatch.Plan.Algebra;

/// <summary>Rows that stand in the query itself.</summary>
public sealed record ConstantRows(IReadOnlyList<PlanColumn> Columns, IReadOnlyList<IReadOnlyList<Constant>> Rows) : PlanNode
{
    /// <inheritdoc/>
    public override IReadOnlyList<PlanColumn> Columns { get; } = Columns;

    /// <inheritdoc/>
    public override IReadOnlyList<PlanNode> Inputs => [];

    /// <inheritdoc/>
    public override PlanNode WithInputs(IReadOnlyList<PlanNode> inputs) => this;

    /// <summary>No rows of the given columns.</summary>
    public static ConstantRows None(IReadOnlyList<PlanColumn> columns) => new(columns, []);

    /// <summary>One row without columns: what <c>print</c> starts from.</summary>
    public static ConstantRows One { get; } = new([], [[]]);
}
