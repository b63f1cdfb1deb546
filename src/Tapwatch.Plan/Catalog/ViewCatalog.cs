// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Plan.Catalog;

/// <summary>The tables of all vendors, as the views define them, and the tables the user named.</summary>
public sealed class ViewCatalog
{
    readonly Dictionary<(string Vendor, string Table), ViewTable> _tables = [];
    readonly Dictionary<(string Vendor, string Function), IReadOnlyDictionary<string, string>> _names = [];

    /// <summary>The table of a vendor (<c>sentinel</c>, <c>logscale</c>, <c>qradar</c>, <c>tapwatch</c>), or null. Case counts.</summary>
    public ViewTable? Find(string vendor, string table) => _tables.GetValueOrDefault((vendor, table));

    /// <summary>The table names of a vendor, in ordinal order.</summary>
    public IEnumerable<string> TableNames(string vendor) =>
        _tables.Keys.Where(k => k.Vendor == vendor).Select(static k => k.Table).Order(StringComparer.Ordinal);

    /// <summary>What a name function of a vendor (<c>LOGSOURCETYPENAME</c>) says for each number; empty when no view defines it.</summary>
    public IReadOnlyDictionary<string, string> NamesOf(string vendor, string function) =>
        _names.GetValueOrDefault((vendor, function)) ?? new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Adds a table; one of the same name is replaced.</summary>
    public void Add(ViewTable table) => _tables[(table.Vendor, table.Name)] = table;

    /// <summary>Adds what a name function says.</summary>
    public void AddNames(string vendor, string function, IReadOnlyDictionary<string, string> names) => _names[(vendor, function)] = names;
}
