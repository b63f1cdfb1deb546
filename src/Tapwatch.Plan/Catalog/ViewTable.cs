// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Records;
using Tapwatch.Records.Columns;

namespace Tapwatch.Plan.Catalog;

/// <summary>A column of a vendor's table.</summary>
/// <param name="Name">The vendor's name.</param>
/// <param name="Type">The vendor's type, under Kusto's name.</param>
/// <param name="Custom">Whether it is a custom property somebody must define (QRadar).</param>
/// <param name="Stock">Whether the vendor's product has it without further set-up.</param>
/// <param name="Hidden">Whether it serves name functions only and is no column a query may write.</param>
/// <param name="Listed">Whether it is one of "all columns"; if not, it is there for a query that names it.</param>
public sealed record ViewColumn(string Name, ScalarType Type, bool Custom = false, bool Stock = true, bool Hidden = false, bool Listed = true);

/// <summary>How records of one kind fill the columns of a table: an expression per column.</summary>
public sealed record ViewMapping(RecordKind Kind, IReadOnlyDictionary<string, ViewExpression> Map);

/// <summary>A vendor's table over the records: columns, and per record kind where each comes from.</summary>
public sealed class ViewTable(string vendor, string name, string? timeColumn, IReadOnlyList<ViewColumn> columns, IReadOnlyList<ViewMapping> mappings)
{
    readonly Dictionary<string, ViewColumn> _byName = columns.ToDictionary(static c => c.Name, StringComparer.Ordinal);

    /// <summary>The vendor: <c>sentinel</c>, <c>logscale</c>, <c>qradar</c>, <c>tapwatch</c>.</summary>
    public string Vendor { get; } = vendor;

    /// <summary>The vendor's name of the table.</summary>
    public string Name { get; } = name;

    /// <summary>The column that says when, if any.</summary>
    public string? TimeColumn { get; } = timeColumn;

    /// <summary>The columns in the vendor's order.</summary>
    public IReadOnlyList<ViewColumn> Columns { get; } = columns;

    /// <summary>Per record kind, where the columns come from.</summary>
    public IReadOnlyList<ViewMapping> Mappings { get; } = mappings;

    /// <summary>Whether any other name is a raw field of the record (LogScale events).</summary>
    public bool Open { get; init; }

    /// <summary>Beginnings of names that are replaced before a raw field is looked up: <c>Vendor.</c> by nothing.</summary>
    public IReadOnlyDictionary<string, string> Prefixes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>For a table the user named: the name readers know it by. Its records are of kind <see cref="RecordKind.Row"/>.</summary>
    public string? Input { get; init; }

    /// <summary>For a table that is given with its rows: the rows, under the names of the columns. Mappings play no part then.</summary>
    public ConstantRows? Rows { get; init; }

    /// <summary>The same table with other columns.</summary>
    public ViewTable With(IReadOnlyList<ViewColumn> columns) => new(Vendor, Name, TimeColumn, columns, Mappings) { Open = Open, Prefixes = Prefixes, Input = Input, Rows = Rows };

    /// <summary>The column of that name, or null. Case counts.</summary>
    public ViewColumn? Column(string name) => _byName.GetValueOrDefault(name);

    /// <summary>
    /// A plan that gives the named columns in that order (all that are listed and not hidden when <paramref name="names"/> is null). A name that is no column
    /// is a raw field of type string in an open table and must not be given otherwise.
    /// </summary>
    public PlanNode Scan(IReadOnlyList<string>? names = null) => ViewScan.Build(this, names ?? [.. Columns.Where(static c => c is { Hidden: false, Listed: true }).Select(static c => c.Name)]);
}
