// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Expressions;

namespace Tapwatch.Languages.Aql.Binding;

/// <summary>A column a name may mean.</summary>
/// <param name="Column">The column of the input.</param>
/// <param name="Definition">What the view says of it; null for a column of a sub-select.</param>
sealed record ScopeColumn(PlanColumn Column, ViewColumn? Definition);

/// <summary>The names of a source, found without regard to case.</summary>
/// <param name="Catalog">What messages call the source.</param>
/// <param name="Input">Where its rows come from.</param>
/// <param name="Columns">Its columns in order.</param>
/// <param name="Table">The view, or null for a sub-select.</param>
sealed record Scope(string Catalog, PlanNode Input, IReadOnlyList<ScopeColumn> Columns, ViewTable? Table)
{
    readonly Dictionary<string, ScopeColumn> _byName = ByName(Columns);

    /// <summary>The column that says when.</summary>
    public PlanColumn? Time => (Find(Table?.TimeColumn ?? "starttime") ?? (Table is null ? null : Find("time")))?.Column;

    public ScopeColumn? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The names a query may write.</summary>
    public IEnumerable<string> Names => Columns.Where(static c => c.Definition is not { Hidden: true }).Select(static c => c.Column.Name);

    static Dictionary<string, ScopeColumn> ByName(IReadOnlyList<ScopeColumn> columns)
    {
        var byName = new Dictionary<string, ScopeColumn>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in columns)
        {
            byName.TryAdd(column.Column.Name, column);
        }

        return byName;
    }
}
