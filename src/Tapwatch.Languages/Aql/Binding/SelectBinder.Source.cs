// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Aql.Binding;

/// <summary>FROM.</summary>
sealed partial class SelectBinder
{
    const string Vendor = "qradar";

    static readonly HashSet<string> _databases = new(StringComparer.OrdinalIgnoreCase) { "events", "flows", "simarc" };

    static readonly HashSet<string> _noTables = new(StringComparer.OrdinalIgnoreCase)
        { "assets", "offenses", "reference_sets", "reference_set", "reference_data", "reference_map", "log_sources", "rules" };

    // Bytes on a console, see API 26 (/ariel/databases): any string operator on them is refused.
    static readonly HashSet<string> _byteColumns = new(StringComparer.OrdinalIgnoreCase) { "payload", "pcappacket", "sourcepayload", "destinationpayload" };

    static Scope? BindSource(BindState state, SelectSyntax select, TimeSyntax? time)
    {
        switch (select.Source)
        {
            case TableSyntax table:
                return BindTable(state, table, select);
            case SubselectSyntax inner:
                var rows = Bind(state, inner.Select, inner.Select.Time ?? time);
                return rows is null ? null : new Scope("sub-select", rows, [.. rows.Columns.Select(static c => new ScopeColumn(c, null))], null);
            case GlobalViewSyntax view:
                return BindGlobalView(state, view, select);
            default:
                return null;
        }
    }

    // What a console has accumulated for a saved search is a table the user gives under its name.
    static Scope? BindGlobalView(BindState state, GlobalViewSyntax view, SelectSyntax select)
    {
        if (view.Arguments is not [StringSyntax name, ..])
        {
            state.Diagnostics.Add(Messages.AqlConstantNeeded(view.Span, "the name of the saved search"));
            return null;
        }

        if (!state.Context.Catalog.TableNames(Vendor).Contains(name.Value, StringComparer.OrdinalIgnoreCase))
        {
            state.Diagnostics.Add(Messages.UnsupportedConstruct(view.Span, $"GLOBALVIEW without the results of the saved search `{name.Value}`", "AQL",
                $"give them as a table, --table \"{name.Value}=FILE.csv\", or put its query in brackets: FROM (SELECT …)"));
            return null;
        }

        return BindTable(state, new TableSyntax(name.Span, name.Value, Quoted: true), select);
    }

    static Scope? BindTable(BindState state, TableSyntax syntax, SelectSyntax select)
    {
        var catalog = state.Context.Catalog;
        var name = catalog.TableNames(Vendor).FirstOrDefault(n => n.Equals(syntax.Name, StringComparison.OrdinalIgnoreCase));
        if (name is null || catalog.Find(Vendor, name) is not { } table)
        {
            var nearest = NearestName.Find(syntax.Name, [.. catalog.TableNames(Vendor), .. _databases]);
            state.Diagnostics.Add(
                _databases.Contains(syntax.Name) ? Messages.UnsupportedConstruct(syntax.Span, $"`FROM {syntax.Name}`", "AQL", "no view defines it")
                : Messages.AqlUnknownCatalog(syntax.Span, syntax.Name, _noTables.Contains(syntax.Name) || syntax.Name.StartsWith("reference", StringComparison.OrdinalIgnoreCase)
                    ? "assets, offenses and reference data are no tables; functions look them up: ASSETHOSTNAME(ip), INOFFENSE(id), REFERENCESETCONTAINS('set', value)"
                    : nearest is not null ? $"did you mean `{nearest}`?"
                    : "the cursor of an earlier query is not kept here: put that query in brackets, FROM (SELECT …)"));
            return null;
        }

        var used = UsedNames.Of(select);
        var star = select.Items.Any(static i => i.Value is StarSyntax);
        var filled = table.Mappings.SelectMany(static m => m.Map.Keys).ToHashSet(StringComparer.Ordinal);

        // Custom properties no record fills would only widen `SELECT *`.
        var columns = table.Columns.Where(c => used.Contains(c.Name) || c.Hidden || c.Name == table.TimeColumn || c.Name is "qid" or "devicetype" || (table.TimeColumn is null && c.Name is "time" or "starttime")
            || (star && (!c.Custom || filled.Contains(c.Name)))).ToArray();
        var bytes = columns.Where(c => _byteColumns.Contains(c.Name)).ToArray();

        // Bytes are read twice, as themselves and as what UTF8() makes of them; what is not used costs nothing.
        var rows = InArielTypes(table.Scan([.. columns.Concat(bytes).Select(static c => c.Name)]));
        var scope = new List<ScopeColumn>();
        for (var i = 0; i < columns.Length; i++)
        {
            scope.Add(new ScopeColumn(rows.Columns[i], columns[i]));
            if (Array.IndexOf(bytes, columns[i]) is var at and >= 0)
            {
                state.MarkBytes(rows.Columns[i], rows.Columns[columns.Length + at]);
            }
        }

        if (table is { Mappings.Count: 0, Input: null, Rows: null })
        {
            state.Diagnostics.Add(Messages.AqlEmptyCatalog(syntax.Span, name));
        }

        return new Scope(name, rows, scope, table);
    }

    // A table the user gives may hold times and decimals; Ariel knows milliseconds and doubles.
    static PlanNode InArielTypes(PlanNode rows)
    {
        if (!rows.Columns.Any(static c => c.Type is ScalarType.DateTime or ScalarType.Decimal))
        {
            return rows;
        }

        return new Project(rows, [.. rows.Columns.Select(static c => c.Type switch
        {
            ScalarType.DateTime => new Assignment(new PlanColumn(c.Name, ScalarType.Long), ConvertFunctions.EpochMilliseconds.Call(c.Reference())),
            ScalarType.Decimal => new Assignment(new PlanColumn(c.Name, ScalarType.Real), ConvertFunctions.ToReal.Call(c.Reference())),
            _ => Assignment.Keep(c),
        })]);
    }
}
