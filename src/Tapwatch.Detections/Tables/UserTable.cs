// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Records;
using Tapwatch.Records.Columns;

namespace Tapwatch.Detections.Tables;

/// <summary>A file the user named as a table (<c>--table NAME=FILE</c>): CSV with a header, or JSON objects in lines or an array.</summary>
sealed class UserTable
{
    static readonly string[] _vendors = ["sentinel", "logscale", "qradar"];
    static readonly string[] _timeColumns = ["TimeGenerated", "Timestamp", "@timestamp", "starttime", "time"];

    readonly IReadOnlyList<TableColumn> _columns;

    UserTable(string name, InputSource source, IReadOnlyList<TableColumn> columns)
    {
        Name = name;
        Source = source;
        _columns = columns;
    }

    /// <summary>The name queries know it by.</summary>
    public string Name { get; }

    /// <summary>The file.</summary>
    public InputSource Source { get; }

    /// <summary>Reads the file once for the names and types of its columns; null after a message when that cannot be done.</summary>
    public static UserTable? Open(string name, string path, ICollection<Diagnostic> messages, CancellationToken cancellation)
    {
        try
        {
            return Open(name, InputSource.File(path), messages, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            messages.Add(Messages.BadTable(default, e is FileNotFoundException ? "no such file" : e.Message) with { Source = new SourceText(path, "") });
            return null;
        }
    }

    /// <summary>Reads the source once for the names and types of its columns; null after a message when that cannot be done.</summary>
    public static UserTable? Open(string name, InputSource source, ICollection<Diagnostic> messages, CancellationToken cancellation)
    {
        try
        {
            var columns = TableColumns.Infer(source, out var problem, cancellation);
            if (problem is null && columns.Count > 0)
            {
                return new UserTable(name, source, columns);
            }

            messages.Add(Messages.BadTable(default, problem ?? "there are no rows and no header in it") with { Source = new SourceText(source.Name, "") });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            messages.Add(Messages.BadTable(default, e.Message) with { Source = new SourceText(source.Name, "") });
        }

        return null;
    }

    /// <summary>Adds the table to a catalog, for the languages of all vendors; a vendor's table of that name is replaced.</summary>
    /// <remarks>
    /// A column that the vendor's table has is of the vendor's type, unless the header names one. Sentinel's <c>TimeGenerated</c> and Defender's
    /// <c>Timestamp</c> are one moment: an export has only one of them, and a query may ask for the other.
    /// </remarks>
    public void AddTo(ViewCatalog catalog)
    {
        // LogScale's lookup files hold text: 007 is not 7.
        ViewColumn[] texts = [.. _columns.Select(c => new ViewColumn(c.Name, Name == "events" ? c.Type : ScalarType.String))];
        AddWatchlistTo(catalog);
        foreach (var vendor in _vendors)
        {
            var known = catalog.Find(vendor, Name);
            var columns = _columns.Select(c => new ViewColumn(c.Name, c.Named ? c.Type : known?.Column(c.Name)?.Type ?? c.Type)).ToList();
            var map = _columns.ToDictionary(static c => c.Name, c => FieldOf(c, known), StringComparer.Ordinal);
            foreach (var (one, other) in new[] { ("TimeGenerated", "Timestamp"), ("Timestamp", "TimeGenerated") })
            {
                if (known?.Column(one) is { Type: ScalarType.DateTime, Listed: true } && !map.ContainsKey(one) && map.TryGetValue(other, out var same))
                {
                    map[one] = same;
                    columns.Add(new ViewColumn(one, ScalarType.DateTime, Listed: false));
                }
            }

            var time = _timeColumns.FirstOrDefault(t => _columns.Any(c => c.Name == t));
            catalog.Add(new ViewTable(vendor, Name, time, vendor == "logscale" ? texts : columns, [new ViewMapping(RecordKind.Row, map)]) { Input = Name, Open = vendor == "logscale" });
        }
    }

    /// <summary>Adds the file as a watchlist of Sentinel: all its columns are text, and so is the key to search by, the first column unless there is one of that name.</summary>
    public void AddWatchlistTo(ViewCatalog catalog)
    {
        var columns = new List<ViewColumn> { new("_DTItemId", ScalarType.String), new("LastUpdatedTimeUTC", ScalarType.DateTime), new("SearchKey", ScalarType.String) };
        var names = columns.Select(static c => c.Name).ToHashSet(StringComparer.Ordinal);
        var map = new Dictionary<string, ViewExpression>(StringComparer.Ordinal) { ["SearchKey"] = new ViewField($"`{_columns[0].Key}`") };
        foreach (var column in _columns)
        {
            map[column.Name] = new ViewField($"`{column.Key}`");
            if (names.Add(column.Name))
            {
                columns.Add(new ViewColumn(column.Name, ScalarType.String));
            }
        }

        catalog.Add(new ViewTable("watchlist", Name, null, columns, [new ViewMapping(RecordKind.Row, map)]) { Input = Name });
    }

    // Exports write JSON into a text; where the vendor's column is dynamic, it is what the text says.
    static ViewExpression FieldOf(TableColumn column, ViewTable? known)
    {
        var field = new ViewField($"`{column.Key}`");
        return !column.Named && known?.Column(column.Name)?.Type == ScalarType.Dynamic ? new ViewCall("first", [field]) : field;
    }
}
