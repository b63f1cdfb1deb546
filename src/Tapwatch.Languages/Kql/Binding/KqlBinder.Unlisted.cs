// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>
/// Columns a table has only for a query that names them: the standard columns (<c>_ItemId</c>, <c>TenantId</c>…), which <c>*</c> leaves out, and those
/// that arriving data adds to <c>AzureDiagnostics</c> and to custom logs, whose names end in their type (<c>status_s</c>).
/// </summary>
/// <remarks>learn.microsoft.com/azure/azure-monitor/logs/log-standard-columns; …/reference/tables/azurediagnostics (the suffixes).</remarks>
sealed partial class KqlBinder
{
    readonly HashSet<PlanColumn> _unlisted = [];
    readonly List<Func<string, bool>> _suppliers = [];
    readonly HashSet<string> _warned = new(StringComparer.Ordinal);

    /// <summary>Names this round missed that a table has when they are named; not empty: the text must be bound again.</summary>
    public HashSet<string> Wants { get; } = new(StringComparer.Ordinal);

    // Whether a name that was not found is to be had in another round.
    bool Want(string name)
    {
        if (wanted.Last || wanted.Names.Contains(name) || !_suppliers.Exists(s => s(name)))
        {
            return false;
        }

        Wants.Add(name);
        return true;
    }

    // The columns `*` stands for.
    IEnumerable<PlanColumn> Listed(BoundTable table) => table.Columns.Where(c => !_unlisted.Contains(c));

    PlanNode ScanOf(ViewTable table, SourceSpan at)
    {
        var growing = IsGrowing(table.Name);
        _suppliers.Add(name => table.Column(name) is { Listed: false, Hidden: false } || (growing && table.Column(name) is null && TypeOfSuffix(name) is not null));
        var node = table.Scan([.. table.Columns.Where(c => !c.Hidden && (c.Listed || wanted.Names.Contains(c.Name))).Select(static c => c.Name)]);
        var unlisted = node.Columns.Where(c => table.Column(c.Name) is { Listed: false }).ToHashSet();
        var grown = growing ? wanted.Names.Where(n => table.Column(n) is null && TypeOfSuffix(n) is not null).Order(StringComparer.Ordinal).ToArray() : [];
        if (unlisted.Count == 0 && grown.Length == 0)
        {
            return node;
        }

        foreach (var name in grown.Where(n => _warned.Add($"{table.Name}.{n}")))
        {
            diagnostics.Add(Messages.SuffixColumn(at, table.Name, name, TypeOfSuffix(name)!.Value.KustoName()));
        }

        var time = node.Columns.FirstOrDefault(c => c.Name == table.TimeColumn);
        var assignments = node.Columns.Select(c => unlisted.Contains(c) ? Standard(c, table.Name, time, at) : Assignment.Keep(c)).ToList();
        assignments.AddRange(grown.Select(static n => new Assignment(new PlanColumn(n, TypeOfSuffix(n)!.Value), Constant.Null(TypeOfSuffix(n)!.Value))));
        _unlisted.UnionWith(assignments.Select(static a => a.Column).Where(c => table.Column(c.Name) is { Listed: false }));
        return new Project(node, assignments);
    }

    // Two of the standard columns are known without the record saying them.
    Assignment Standard(PlanColumn column, string table, PlanColumn? time, SourceSpan at)
    {
        if (column is { Name: "Type", Type: ScalarType.String })
        {
            return new Assignment(new PlanColumn(column.Name, column.Type), Constant.Text(table));
        }

        if (column.Name == "_TimeReceived" && time is { Type: ScalarType.DateTime })
        {
            diagnostics.Add(Messages.IngestionTime(at, time.Name));
            return new Assignment(new PlanColumn(column.Name, column.Type), time.Reference());
        }

        return Assignment.Keep(column);
    }

    bool IsGrowing(string table) => !context.Strict && (table == "AzureDiagnostics" || table.EndsWith("_CL", StringComparison.Ordinal));

    static ScalarType? TypeOfSuffix(string name) => name.Length < 3 || name[^2] != '_' ? null : name[^1] switch
    {
        's' => ScalarType.String,
        'd' => ScalarType.Real,
        'b' => ScalarType.Bool,
        't' => ScalarType.DateTime,
        'g' => ScalarType.Guid,
        _ => null,
    };
}
