// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>
/// Rows from outside the logs: files that <c>externaldata</c> names, watchlists, other workspaces, the Resource Graph. Nothing is fetched: the user
/// gives a file for what a query may have. Without it the query binds, with its columns, and is withheld from running over data.
/// </summary>
sealed partial class KqlBinder
{
    const string Watchlists = "watchlist";
    const string ResourceGraph = "arg";

    readonly List<Diagnostic> _withheld = [];

    /// <summary>Why the query must not run over data although it has no error.</summary>
    public IReadOnlyList<Diagnostic> Withheld => _withheld;

    void Withhold(Diagnostic reason)
    {
        if (!_withheld.Exists(w => w.Message == reason.Message))
        {
            _withheld.Add(reason with { Source = diagnostics.Source });
        }

        diagnostics.Add(reason with { Severity = DiagnosticSeverity.Warning });
    }

    BoundTable ExternalData(ExternalDataExpression external)
    {
        foreach (var twice in external.Columns.GroupBy(static c => c.Name, StringComparer.Ordinal).SelectMany(static g => g.Skip(1)))
        {
            diagnostics.Add(Messages.DuplicateColumn(twice.Span, twice.Name));
        }

        var declared = external.Columns.DistinctBy(static c => c.Name).ToArray();
        var texts = declared.Select(static c => new PlanColumn(c.Name, ScalarType.String)).ToArray();
        var rows = new List<IReadOnlyList<Constant>>();
        foreach (var syntax in external.Uris)
        {
            if (Within(_scope, null, () => Fold(Scalar(syntax))) is not Constant { Value: string address })
            {
                diagnostics.Add(Messages.NotConstant(syntax.Span, "the address of `externaldata`"));
            }
            else if (context.Outside(address) is not { } file)
            {
                Withhold(Messages.ExternalNotAllowed(syntax.Span, Shown(address)));
            }
            else
            {
                var problem = file.Problem;
                if (file.Text is not null && ExternalCells(external, address, file.Text, declared, out problem) is { } cells)
                {
                    rows.AddRange(cells);
                }
                else
                {
                    Withhold(Messages.ExternalUnreadable(syntax.Span, Shown(address), problem ?? "it cannot be read"));
                }
            }
        }

        var assignments = declared.Select((c, i) =>
        {
            var value = To(texts[i].Reference(), c.Type ?? ScalarType.String);
            return new Assignment(Column(c.Name, value), value);
        }).ToArray();
        return new BoundTable(new Project(new ConstantRows(texts, rows), assignments), null) { Depth = 2 };
    }

    static IEnumerable<IReadOnlyList<Constant>>? ExternalCells(ExternalDataExpression external, string address, string text, IReadOnlyList<ColumnDeclaration> columns, out string? problem)
    {
        var format = external.Properties.FirstOrDefault(static p => p.Name == "format")?.Word ?? ExternalRows.FormatOf(address);
        var skip = external.Properties.Any(static p => p.Name == "ignoreFirstRecord" && string.Equals(p.Word, "true", StringComparison.OrdinalIgnoreCase));
        var rows = ExternalRows.Read(text, format, skip, [.. columns.Select(static c => c.Name)], out problem);
        return rows?.Select(static r => (IReadOnlyList<Constant>)[.. r.Select(static c => Constant.Text(c ?? ""))]);
    }

    // Without the secrets that may stand behind a `?` or `;`.
    static string Shown(string address)
    {
        var end = address.IndexOfAny(['?', ';']);
        return end < 0 ? address : address[..end] + address[end] + "…";
    }

    // _GetWatchlist('alias'): the columns of the file, all text, and in front what Sentinel adds. Without the file any name is a column of text.
    BoundTable Watchlist(CallExpression call)
    {
        if (call.Arguments.Count == 0 || Within(_scope, null, () => Fold(Scalar(call.Arguments[0].Value))) is not Constant { Value: string alias })
        {
            diagnostics.Add(Messages.NotConstant(call.Span, "the alias of a watchlist"));
            return BoundTable.Unknown;
        }

        if ((context.Catalog.Find(Watchlists, $"watchlists/{alias}") ?? context.Catalog.Find(Watchlists, alias)) is { } table)
        {
            return ScannedTable(table, call.Span) with { Name = alias };
        }

        var nearest = NearestName.Find(alias, context.Catalog.TableNames(Watchlists).Select(static n => n[(n.IndexOf('/', StringComparison.Ordinal) + 1)..]));
        Withhold(Messages.NoWatchlist(call.Span, alias, nearest));
        string[] own = ["_DTItemId", "LastUpdatedTimeUTC", "SearchKey"];
        _suppliers.Add(name => !own.Contains(name));
        PlanColumn[] columns =
        [
            .. own.Select(static n => new PlanColumn(n, n == "LastUpdatedTimeUTC" ? ScalarType.DateTime : ScalarType.String)),
            .. wanted.Names.Where(n => !own.Contains(n)).Order(StringComparer.Ordinal).Select(static n => new PlanColumn(n, ScalarType.String)),
        ];
        _unlisted.UnionWith(columns.Skip(own.Length));
        return new BoundTable(ConstantRows.None(columns), alias) { Depth = 1 };
    }

    // workspace("x").T, app("x").T, arg("").T: the columns are known, the rows are there when the user gives them as a table of that name.
    BoundTable Elsewhere(CallExpression place, NameExpression name)
    {
        var kind = place.Function.Name;
        var vendor = kind == ResourceGraph ? ResourceGraph : Vendor;
        var where = place.Arguments is [{ Value: LiteralExpression { Value: string { Length: > 0 } given } }, ..] ? given : kind;
        var file = kind == ResourceGraph ? name.Name : $"{where}/{name.Name}";
        if (context.Catalog.Find(Vendor, file) is { Input: not null } rows)
        {
            return ScannedTable(rows, name.Span) with { Name = name.Name };
        }

        var known = context.Catalog.Find(vendor, name.Name);
        if (known is null && kind == ResourceGraph && context.Catalog.TableNames(vendor).FirstOrDefault(n => string.Equals(n, name.Name, StringComparison.OrdinalIgnoreCase)) is { } other)
        {
            known = context.Catalog.Find(vendor, other);
        }

        if (known is null)
        {
            diagnostics.Add(Messages.UnknownTable(name.Span, name.Name, NearestName.Find(name.Name, context.Catalog.TableNames(vendor)), $"give its rows: `--table '{file}=FILE'`"));
            return BoundTable.Unknown;
        }

        Withhold(Messages.ElsewhereRows(place.Span, kind == ResourceGraph ? "the Resource Graph" : $"`{kind}(\"{where}\")`", name.Name, file));
        var node = ScanOf(known, name.Span);
        return new BoundTable(ConstantRows.None(node.Columns), name.Name) { Depth = 1, Source = name.Name };
    }

    static bool IsElsewhere(KqlExpression target, out CallExpression place)
    {
        place = target as CallExpression ?? new CallExpression(target.Span, new NameExpression(target.Span, ""), []);
        return place.Function.Name is "workspace" or "app" or "resource" or ResourceGraph;
    }
}
