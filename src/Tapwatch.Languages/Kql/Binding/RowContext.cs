// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>The rows expressions of an operator are computed over. Sub-queries in the expressions join their columns to the node.</summary>
sealed class RowContext(BoundTable table)
{
    readonly Dictionary<object, PlanColumn> _joined = new(ReferenceEqualityComparer.Instance);

    /// <summary>The rows whose names count.</summary>
    public BoundTable Table { get; } = table;

    /// <summary>The rows with what sub-queries added; the operator stands on this.</summary>
    public PlanNode Node { get; private set; } = table.Node;

    /// <summary>Whether sub-queries added columns.</summary>
    public bool Widened => !ReferenceEquals(Node, Table.Node);

    /// <summary>Puts a join below the operator.</summary>
    public void Widen(PlanNode node) => Node = node;

    /// <summary>The column an earlier use of the same sub-query already brought.</summary>
    public PlanColumn? Joined(object key) => _joined.GetValueOrDefault(key);

    /// <summary>Remembers the column a sub-query brought.</summary>
    public void Remember(object key, PlanColumn column) => _joined[key] = column;

    /// <summary>A node with the table's own columns only.</summary>
    public PlanNode Narrowed(PlanNode node) => Widened ? new Project(node, [.. Table.Columns.Select(Assignment.Keep)]) : node;
}
