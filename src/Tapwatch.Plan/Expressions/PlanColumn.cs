// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Plan.Expressions;

/// <summary>A column as it flows through a plan. Identity is the object: two columns may share a name, one column keeps its identity through filters and sorts.</summary>
public sealed class PlanColumn(string name, ScalarType type)
{
    /// <summary>The name results show.</summary>
    public string Name { get; } = name;

    /// <summary>The type of its values.</summary>
    public ScalarType Type { get; } = type;

    /// <summary>A reference to this column.</summary>
    public ColumnReference Reference() => new(this);

    /// <inheritdoc/>
    public override string ToString() => $"{Name}:{Type.KustoName()}";
}
