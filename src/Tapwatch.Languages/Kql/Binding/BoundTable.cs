// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>Rows in the middle of a query: a plan so far, whose columns have names of their own each.</summary>
/// <param name="Node">The plan.</param>
/// <param name="Name">What messages call it.</param>
sealed record BoundTable(PlanNode Node, string? Name)
{
    /// <summary>The columns that names reach.</summary>
    public IReadOnlyList<PlanColumn> Columns => Visible ?? Node.Columns;

    /// <summary>The columns that names reach, when the plan carries others beside them.</summary>
    public IReadOnlyList<PlanColumn>? Visible { get; init; }

    /// <summary>Set within a sub-query that runs for each of several parts of the rows.</summary>
    public RowParts? Parts { get; init; }

    /// <summary>What <c>withsource</c> calls it: the name of a table, a view or what <c>as</c> said; a let has none.</summary>
    public string? Source { get; init; }

    /// <summary>Columns whose names only the data know.</summary>
    public OpenColumns? Open { get; init; }

    /// <summary>Set when an error left the columns unknown: any name is taken for one, so that one mistake gives one message.</summary>
    public bool Broken { get; init; }

    /// <summary>Whether the order of the rows means something: behind a sort or <c>serialize</c>.</summary>
    public bool Ordered { get; init; }

    /// <summary>How many steps the plan is deep.</summary>
    public int Depth { get; init; }

    /// <summary>The column of that name, or null.</summary>
    public PlanColumn? Column(string name)
    {
        foreach (var column in Columns)
        {
            if (column.Name == name)
            {
                return column;
            }
        }

        return null;
    }

    /// <summary>A table whose columns nobody knows because of an error.</summary>
    public static BoundTable Unknown { get; } = new(ConstantRows.None([]), null) { Broken = true };
}
