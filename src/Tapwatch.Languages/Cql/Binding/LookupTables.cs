// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Binding;

/// <summary>The tables of a query: those it defines itself, and the files the user gives under their names.</summary>
sealed class LookupTables(ViewCatalog catalog)
{
    readonly Dictionary<string, LookupTable> _defined = new(StringComparer.Ordinal);

    public void Define(LookupTable table) => _defined[table.Name] = table;

    /// <summary>The table of a name; a file of a package (<c>package/scope:file.csv</c>, <c>package/scope/file.csv</c>) also goes by the last part of its name.</summary>
    public LookupTable? Find(string name)
    {
        if (_defined.TryGetValue(name, out var defined))
        {
            return defined;
        }

        var last = name[(name.LastIndexOfAny(['/', ':']) + 1)..];
        var known = Names.ToList();
        return Of(known.Find(n => n == name)
            ?? known.Find(n => n.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? known.Find(n => n.Equals(last, StringComparison.OrdinalIgnoreCase))
            ?? known.Find(n => n.Equals(Path.GetFileNameWithoutExtension(last), StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>The names of all tables.</summary>
    public IEnumerable<string> Names => [.. _defined.Keys, .. catalog.TableNames("logscale").Where(static n => n != "events")];

    LookupTable? Of(string? name)
    {
        if (name is null || catalog.Find("logscale", name) is not { } view)
        {
            return _defined.GetValueOrDefault(name ?? "");
        }

        return new LookupTable(name, [.. view.Columns.Where(static c => !c.Hidden).Select(static c => c.Name)], names =>
        {
            var scan = view.Scan(names);
            return (scan, [.. scan.Columns.Select(static c => Values.Text(c.Reference()))]);
        });
    }
}

/// <summary>A table whose rows can be looked up. All its values are text.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns; null: only the data know them.</param>
/// <param name="Read">Gives rows, and the value of each of the columns asked for.</param>
sealed record LookupTable(string Name, IReadOnlyList<string>? Columns, Func<IReadOnlyList<string>, (PlanNode Node, IReadOnlyList<Expression> Values)> Read)
{
    /// <summary>The rows as the columns asked for and, last, one that is true in every row: beside an event without a match it is null.</summary>
    public Project Rows(IReadOnlyList<string> names)
    {
        var (node, values) = Read(names);
        return new Project(
            node,
            [
                .. values.Select((v, i) => new Assignment(new PlanColumn(names[i], v.Type), v)),
                new Assignment(new PlanColumn("$found", ScalarType.Bool), Constant.Bool(true)),
            ]);
    }
}
