// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Scripts;

/// <summary>Tables as scripts write them, both ways.</summary>
static class ScriptTables
{
    /// <summary>The table as a view of a vendor; a column that is named like the time of the vendor's tables is its time.</summary>
    public static ViewTable View(string vendor, ScriptTable table)
    {
        var columns = Cells(table.Lines[0]).Select(Column).ToArray();
        var time = columns.FirstOrDefault(static c => c.Name is "TimeGenerated" or "Timestamp" or "@timestamp" or "starttime")?.Name;
        var rows = table.Lines.Skip(1).Select(line => (IReadOnlyList<Constant>)[.. Cells(line).Select((c, i) => Cell(c, columns[i].Type))]).ToArray();
        return new ViewTable(vendor, table.Name, time, [.. columns.Select(static c => new ViewColumn(c.Name, c.Type))], [])
        {
            Rows = new ConstantRows(columns, rows),
            Open = vendor == "logscale",
        };
    }

    /// <summary>Header and rows of a result.</summary>
    public static List<string> Header(IReadOnlyList<PlanColumn> columns) => [string.Join(" | ", columns.Select(static c => c.ToString()))];

    /// <summary>A row of a result.</summary>
    public static string Row(Batch batch, int row) => string.Join(" | ", batch.Columns.Select(c => Show(c, row))).TrimEnd();

    /// <summary>Without the white space that lines columns up.</summary>
    public static string Plain(string line) => string.Join(" | ", Cells(line)).TrimEnd();

    static IEnumerable<string> Cells(string line) => line.Split('|').Select(static c => c.Trim());

    static PlanColumn Column(string text)
    {
        var at = text.LastIndexOf(':');
        return ScalarTypeNames.TryParse(text[(at + 1)..], out var type) ? new PlanColumn(text[..at], type) : throw new FormatException($"column {text}");
    }

    static Constant Cell(string text, ScalarType type) => text == "null"
        ? Constant.Null(type)
        : new Constant(type, type switch
        {
            ScalarType.Bool => bool.Parse(text),
            ScalarType.Int or ScalarType.Long => long.Parse(text, CultureInfo.InvariantCulture),
            ScalarType.Real => double.Parse(text, CultureInfo.InvariantCulture),
            ScalarType.Decimal => decimal.Parse(text, CultureInfo.InvariantCulture),
            ScalarType.DateTime => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal).Ticks,
            ScalarType.TimeSpan => TimeSpan.Parse(text, CultureInfo.InvariantCulture).Ticks,
            ScalarType.Guid => Guid.Parse(text),
            _ => (object)text,
        });

    static string Show(Column column, int row) => column.IsNull(row) ? "null" : column switch
    {
        TextColumn c => Encoding.UTF8.GetString(c[row]),
        FixedColumn<bool> c => c[row] ? "true" : "false",
        FixedColumn<long> { Type: ScalarType.DateTime } c => new DateTime(c[row]).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) + "Z",
        FixedColumn<long> { Type: ScalarType.TimeSpan } c => new TimeSpan(c[row]).ToString("c", CultureInfo.InvariantCulture),
        FixedColumn<long> c => c[row].ToString(CultureInfo.InvariantCulture),
        FixedColumn<double> c => c[row].ToString("R", CultureInfo.InvariantCulture),
        FixedColumn<decimal> c => c[row].ToString(CultureInfo.InvariantCulture),
        FixedColumn<Guid> c => c[row].ToString(),
        _ => "?",
    };
}
