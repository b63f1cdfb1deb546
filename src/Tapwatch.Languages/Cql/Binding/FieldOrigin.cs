// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;

namespace Tapwatch.Languages.Cql.Binding;

/// <summary>Where fields come from whose names are known only when a query asks for them.</summary>
abstract class FieldOrigin
{
    /// <summary>Stands for the rows while the query is bound; what gives exactly the fields asked for takes its place when all are known.</summary>
    public abstract PlanNode Node { get; }

    /// <summary>The column of a field.</summary>
    public abstract ColumnReference Field(string name);
}
