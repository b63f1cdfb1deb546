// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;

namespace Tapwatch.Plan.Catalog;

/// <summary>The tables of all vendors, as the views define them, and the tables the user named.</summary>
public sealed class ViewCatalog
{
    readonly Dictionary<(string Vendor, string Table), ViewTable> _tables = [];
    readonly Dictionary<(string Vendor, string Function), IReadOnlyDictionary<string, string>> _names = [];
    readonly List<TableList> _lists = [];
    readonly Dictionary<string, (Func<ViewCatalog> All, Func<string, ViewCatalog?> One)> _later = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<(string Vendor, string Table), ViewTable?> _found = new();

    /// <summary>The table of a vendor (<c>sentinel</c>, <c>logscale</c>, <c>qradar</c>, <c>tapwatch</c>), or null. Case counts.</summary>
    public ViewTable? Find(string vendor, string table)
    {
        if (_found.TryGetValue((vendor, table), out var found))
        {
            return found;
        }

        return FindAlone(vendor, table) ?? Load(vendor, table);
    }

    /// <summary>The table names of a vendor, in the order of the alphabet.</summary>
    public IEnumerable<string> TableNames(string vendor)
    {
        Load(vendor);
        return _tables.Keys.Where(k => k.Vendor == vendor).Select(static k => k.Table)
            .Concat(_lists.Where(l => l.Vendor == vendor).SelectMany(static l => l.Names))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }

    /// <summary>What a name function of a vendor (<c>LOGSOURCETYPENAME</c>) says for each number; empty when no view defines it.</summary>
    public IReadOnlyDictionary<string, string> NamesOf(string vendor, string function)
    {
        Load(vendor);
        return _names.GetValueOrDefault((vendor, function)) ?? new Dictionary<string, string>(StringComparer.Ordinal);
    }

    /// <summary>Adds a table; one of the same name is replaced.</summary>
    public void Add(ViewTable table)
    {
        Load(table.Vendor);
        _tables[(table.Vendor, table.Name)] = table;
        _found.Clear();
    }

    /// <summary>Adds tables of which only names and types are known.</summary>
    public void Add(TableList list)
    {
        Load(list.Vendor);
        _lists.Add(list);
        _found.Clear();
    }

    /// <summary>Adds what a name function says.</summary>
    public void AddNames(string vendor, string function, IReadOnlyDictionary<string, string> names) => _names[(vendor, function)] = names;

    /// <summary>Adds the tables of a vendor when one of them is first asked for: a query asks for one vendor's.</summary>
    /// <param name="vendor">The vendor.</param>
    /// <param name="all">All its tables.</param>
    /// <param name="one">A catalog that is right about the table of this name, or null when that takes all: most queries name one table.</param>
    public void AddLater(string vendor, Func<ViewCatalog> all, Func<string, ViewCatalog?> one) => _later.Add(vendor, (all, one));

    ViewTable? FindAlone(string vendor, string table)
    {
        lock (_later)
        {
            if (!_later.TryGetValue(vendor, out var later) || later.One(table)?.Find(vendor, table) is not { } found)
            {
                return null;
            }

            return _found.GetOrAdd((vendor, table), found);
        }
    }

    ViewTable? Load(string vendor, string table)
    {
        Load(vendor);
        return _found.GetOrAdd((vendor, table), Complete);
    }

    void Load(string vendor)
    {
        lock (_later)
        {
            if (!_later.Remove(vendor, out var load))
            {
                return;
            }

            var loaded = load.All();
            foreach (var (key, table) in loaded._tables)
            {
                _tables[key] = table;
            }

            foreach (var (key, names) in loaded._names)
            {
                _names[key] = names;
            }

            _lists.AddRange(loaded._lists);
        }
    }

    // What a view fills, in the order and under the types of the list; what the list does not have of it, and what every table has, is unlisted.
    // A table that brings its rows is as it is, and the vendor's other columns are there when they are named.
    ViewTable? Complete((string Vendor, string Table) key)
    {
        var known = _tables.GetValueOrDefault(key);
        var lists = _lists.Where(l => l.Vendor == key.Vendor).ToArray();
        var listed = lists.Select(l => l.Find(key.Table)).FirstOrDefault(static c => c is not null);
        if (listed is null && (known is null || lists.Length == 0))
        {
            return known;
        }

        var own = known is { Input: null, Rows: null } && listed is not null ? listed : known?.Columns ?? listed!;
        // (A column the view itself leaves unlisted stays so.)
        IEnumerable<ViewColumn> others = [.. known?.Columns ?? [], .. listed ?? [], .. lists.SelectMany(static l => l.Find(TableList.Every) ?? [])];
        ViewColumn[] columns = [.. own, .. others.ExceptBy(own.Select(static c => c.Name), static c => c.Name, StringComparer.Ordinal).DistinctBy(static c => c.Name).Select(static c => c with { Listed = false })];
        if (known is not null)
        {
            return known.With(columns);
        }

        var time = columns.FirstOrDefault(static c => c.Name is "TimeGenerated" or "Timestamp")?.Name;
        return new ViewTable(key.Vendor, key.Table, columns.Any(static c => c is { Name: "TimeGenerated", Listed: true }) ? "TimeGenerated" : time, columns, []);
    }
}
