// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;

namespace Tapwatch.Languages.Aql.Functions;

/// <summary>
/// Reference sets, maps and tables: tables the user gives under their names. A set has its values in the first column, a map its keys in the first and
/// its values in the second, a reference table its keys in the first and the rest under their names. All are compared as text.
/// </summary>
static class ReferenceFunctions
{
    public static IEnumerable<AqlFunction> All =>
    [
        new("REFERENCESETCONTAINS", 2, 3, "('set', value)", static c => Contains(c, 1)),
        new("REFERENCEMAPSETCONTAINS", 3, 4, "('map', key, value)", static c => Contains(c, 2)),
        new("REFERENCEMAP", 2, 3, "('map', key)", static c => Table(c, 2) is { } table ? c.Binder.ReferenceValue(c.Syntax, table, c.Text(1), table.Columns[1].Name) : null),
        new("REFERENCETABLE", 3, 4, "('table', 'column', key)", OfTable),
    ];

    static Expression? Contains(FunctionCall call, int values) =>
        Table(call, values) is { } table ? call.Binder.ReferenceContains(call.Syntax, table, [.. Enumerable.Range(1, values).Select(call.Text)]) : null;

    static Expression? OfTable(FunctionCall call)
    {
        if (Table(call, 2) is not { } table || call.Constant(1, "the column of the reference table") is not { } name)
        {
            return null;
        }

        if (table.Columns.Skip(1).FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } column)
        {
            return call.Binder.ReferenceValue(call.Syntax, table, call.Text(2), column.Name);
        }

        var nearest = NearestName.Find(name, table.Columns.Skip(1).Select(static c => c.Name));
        call.Diagnostics.Add(Messages.AqlUnknownField(call.At(1), table.Name, name, nearest is null ? null : $"did you mean `{nearest}`?"));
        return null;
    }

    static ViewTable? Table(FunctionCall call, int columns)
    {
        if (call.Constant(0, "the name of the reference data") is not { } name)
        {
            return null;
        }

        var catalog = call.Binder.Context.Catalog;
        var known = catalog.TableNames("qradar").FirstOrDefault(n => n.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (known is not null && catalog.Find("qradar", known) is { } table && table.Columns.Count >= columns)
        {
            return table;
        }

        call.Diagnostics.Add(Messages.UnsupportedConstruct(
            call.At(0), $"{call.Syntax.Name} without the reference data `{name}`", "AQL", $"give it as a table of {(columns == 1 ? "one column" : "at least two columns, the key first")}: --table \"{name}=FILE.csv\""));
        return null;
    }
}
