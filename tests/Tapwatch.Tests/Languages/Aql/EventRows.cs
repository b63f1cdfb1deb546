// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Optimizer;
using Tapwatch.Records.Columns;
using Tapwatch.Tests.Engine;

namespace Tapwatch.Tests.Languages.Aql;

/// <summary>Runs AQL over rows given in a test: the scan of the view is replaced by them, the rest of the plan stays as it is.</summary>
static class EventRows
{
    /// <summary>The rows a query gives, values joined by bars; the names of the columns first when <paramref name="header"/>.</summary>
    public static string[] Run(string text, IReadOnlyList<IReadOnlyDictionary<string, object?>> events, bool header = false, string table = "events",
        IReadOnlyDictionary<string, Dictionary<string, string>>? names = null)
    {
        var query = Translate(text, table, names);
        Assert.Empty(query.Diagnostics.Where(static d => d.IsError).Select(static d => d.Message));
        var plan = PlanOptimizer.Optimize(Over(query.Root!, events, table));
        var rows = PlanRows.Of(plan);
        return header ? [string.Join(" | ", query.Root!.Columns.Select(static c => c.Name)), .. rows] : rows;
    }

    /// <summary>The plan over a view of one kind, whose columns a test can recognise.</summary>
    static Query Translate(string text, string table, IReadOnlyDictionary<string, Dictionary<string, string>>? given)
    {
        var real = AqlViews.Catalog.Find("qradar", table)!;
        var catalog = new ViewCatalog();
        catalog.Add(new ViewTable("qradar", table, real.TimeColumn, real.Columns, [new ViewMapping(Tapwatch.Records.RecordKind.Row, real.Columns.ToDictionary(static c => c.Name, static c => (ViewExpression)new ViewField(c.Name), StringComparer.Ordinal))]));
        foreach (var function in new[] { "LOGSOURCETYPENAME", "LOGSOURCENAME", "CATEGORYNAME", "PROTOCOLNAME" })
        {
            catalog.AddNames("qradar", function, given?.GetValueOrDefault(function) ?? AqlViews.Catalog.NamesOf("qradar", function));
        }

        return AqlLanguage.Translate(new SourceText("query", text), new BindContext(catalog));
    }

    static PlanNode Over(PlanNode root, IReadOnlyList<IReadOnlyDictionary<string, object?>> events, string table) => root.RewriteBottomUp(node =>
    {
        if (node is not Project { Input: RecordScan scan } project || scan.Table != table)
        {
            return node;
        }

        var columns = project.Columns;
        return new ConstantRows(columns, [.. events.Select(e => (IReadOnlyList<Constant>)[.. columns.Select(c => PlanRows.Value(Find(e, c), c.Type))])]);
    });

    static object? Find(IReadOnlyDictionary<string, object?> row, PlanColumn column)
    {
        var value = row.FirstOrDefault(p => p.Key.Equals(column.Name, StringComparison.OrdinalIgnoreCase)).Value;
        return value is null || column.Type != ScalarType.String ? value : value.ToString();
    }
}
