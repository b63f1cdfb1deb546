// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.RegularExpressions;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>union: all columns of all tables in order of first appearance; one name with several types becomes a column for each type.</summary>
sealed partial class KqlBinder
{
    BoundTable Union(UnionOperator union, BoundTable? first)
    {
        var fuzzy = union.Parameters.Any(static p => p.Name == "isfuzzy" && p.Word == "true");
        var tables = new List<BoundTable>();
        if (first is not null)
        {
            tables.Add(first);
        }

        foreach (var syntax in union.Tables)
        {
            tables.AddRange(UnionTables(syntax, fuzzy));
        }

        if (tables.Exists(static t => t.Broken))
        {
            return BoundTable.Unknown;
        }

        var source = union.Parameters.FirstOrDefault(static p => p.Name is "withsource" or "with_source")?.Word;
        var inner = union.Parameters.Any(static p => p.Name == "kind" && p.Word == "inner");
        var result = United(tables, source, inner, loose: union.Tables.Any(static t => t is StarExpression));
        return result.Open is not null ? result : Grown(result with { Depth = tables.Count == 0 ? 0 : tables.Max(static t => t.Depth) }, result.Node, union.Span);
    }

    IEnumerable<BoundTable> UnionTables(KqlExpression syntax, bool fuzzy)
    {
        if (syntax is StarExpression star)
        {
            return AllTables(star.Span, static _ => true);
        }

        if (syntax is WildcardExpression wildcard)
        {
            return WildcardTables(wildcard);
        }

        if (fuzzy && Head(syntax) is { } name && _scope.Find(name.Name) is null && NamedTable(name.Name, name.Span, quiet: true) is null
            && !context.SavedQueries.ContainsKey(name.Name))
        {
            diagnostics.Add(Messages.LeftOutOfUnion(name.Span, name.Name));
            return [];
        }

        return [Within(_scope, null, () => BindTable(syntax))];
    }

    // What a wildcard may stand for: the tables of the catalog, and the views of the text.
    IEnumerable<BoundTable> AllTables(SourceSpan at, Func<string, bool> matches) =>
    [
        .. _scope.Views.Distinct().Reverse().Where(matches).Select(n => BindTable(new NameExpression(at, n))),
        .. context.Catalog.TableNames(Vendor).Where(matches).Select(n => NamedTable(n, at)!),
    ];

    // The table a pipeline begins with, when it begins with one.
    static NameExpression? Head(KqlExpression syntax) => WithoutBrackets(syntax) switch
    {
        NameExpression name => name,
        PipeExpression pipe => Head(pipe.Source),
        _ => null,
    };

    List<BoundTable> WildcardTables(WildcardExpression wildcard)
    {
        var regex = new Regex("^" + Regex.Escape(wildcard.Pattern).Replace("\\*", ".*") + "$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        var tables = AllTables(wildcard.Span, regex.IsMatch).ToList();
        if (tables.Count == 0)
        {
            diagnostics.Add(Messages.UnknownTable(wildcard.Span, wildcard.Pattern, null));
            return [BoundTable.Unknown];
        }

        return tables;
    }

    BoundTable WildcardUnion(WildcardExpression wildcard)
    {
        var tables = WildcardTables(wildcard);
        return tables.Exists(static t => t.Broken) ? BoundTable.Unknown : United(tables, null, inner: false);
    }

    // Of one name with several types the types stand side by side. Over everything there is (loose), a name whose first two tables agree on its
    // type has that type: the vendor's binder does so, and one odd table among hundreds would make the name unusable.
    BoundTable United(List<BoundTable> tables, string? source, bool inner, bool loose = false)
    {
        if (loose)
        {
            tables = Agreed(tables);
        }

        var byKey = tables.ConvertAll(static t => t.Columns.GroupBy(static c => (c.Name, c.Type)).ToDictionary(static g => g.Key, static g => g.First()));
        var order = tables.SelectMany(static t => t.Columns).Select(static c => (c.Name, c.Type)).Distinct().Where(k => !inner || byKey.TrueForAll(t => t.ContainsKey(k)))
            .GroupBy(static k => k.Name, StringComparer.Ordinal).SelectMany(static g => g).ToList();
        var types = order.GroupBy(static o => o.Name).ToDictionary(static g => g.Key, static g => g.Count(), StringComparer.Ordinal);
        var names = new KqlColumnNames();
        if (source is not null)
        {
            names.Take(source);
        }

        foreach (var single in types.Where(static t => t.Value == 1))
        {
            names.Take(single.Key);
        }

        var columns = order.Select(o => new PlanColumn(types[o.Name] > 1 ? names.Unique($"{o.Name}_{o.Type.KustoName()}") : o.Name, o.Type)).ToList();
        var branches = new List<UnionBranch>();
        for (var i = 0; i < tables.Count; i++)
        {
            var table = tables[i];
            var node = table.Node;
            PlanColumn? tag = null;
            if (source is not null)
            {
                tag = new PlanColumn(source, ScalarType.String);
                var label = table.Source ?? "union_arg" + i.ToString(CultureInfo.InvariantCulture);
                node = new Project(node, [new Assignment(tag, Constant.Text(label)), .. table.Columns.Select(Assignment.Keep), .. table.Open is null ? Array.Empty<Assignment>() : [Assignment.Keep(table.Open.Bag)]]);
            }

            var sources = order.Select(o => byKey[i].GetValueOrDefault(o)).ToArray();
            for (var c = 0; c < sources.Length; c++)
            {
                if (sources[c] is { } from)
                {
                    InheritAll(from, columns[c]);
                }
                else if (columns[c].Type == ScalarType.String)
                {
                    _mayBeNull.Add(columns[c]);
                }
            }

            // What can have no rows adds columns only.
            if (IsEmpty(table.Node))
            {
                continue;
            }

            branches.Add(new UnionBranch(node, source is null ? sources : [tag, .. sources]));
        }

        if (source is not null)
        {
            columns.Insert(0, new PlanColumn(source, ScalarType.String));
        }

        return UnitedOpen(tables, columns, branches) ?? new BoundTable(branches.Count == 0 ? ConstantRows.None(columns) : new Union(columns, branches), null);
    }

    // Open columns of the tables go along together.
    BoundTable? UnitedOpen(List<BoundTable> tables, List<PlanColumn> columns, List<UnionBranch> branches)
    {
        OpenColumns[] open = [.. tables.Select(static t => t.Open).OfType<OpenColumns>()];
        if (open.Length == 0)
        {
            return null;
        }

        var bag = OpenBag();
        var alike = open.Length == tables.Count && Array.TrueForAll(open, o => o.Type == open[0].Type && o.Missing == open[0].Missing);
        var node = new Union([.. columns, bag], [.. branches.Select((b, i) => b with { Sources = [.. b.Sources, tables[i].Open?.Bag] })]);
        return new BoundTable(node, null) { Visible = columns, Open = new OpenColumns(bag, alike ? open[0].Type : null, alike ? open[0].Missing : null, null) };
    }

    static bool IsEmpty(PlanNode node) => node switch
    {
        ConstantRows rows => rows.Rows.Count == 0,
        Project project => IsEmpty(project.Input),
        Filter filter => IsEmpty(filter.Input),
        _ => false,
    };

    // The tables with those columns converted on whose type the first two tables that have them agree.
    List<BoundTable> Agreed(List<BoundTable> tables)
    {
        var first = new Dictionary<string, (ScalarType Type, bool? Agreed)>(StringComparer.Ordinal);
        foreach (var column in tables.SelectMany(static t => t.Columns))
        {
            if (!first.TryGetValue(column.Name, out var seen))
            {
                first[column.Name] = (column.Type, null);
            }
            else if (seen.Agreed is null)
            {
                first[column.Name] = (seen.Type, seen.Type == column.Type);
            }
        }

        return tables.ConvertAll(table =>
        {
            Assignment[] assignments = [.. table.Columns.Select(c => first[c.Name] is { Agreed: true } wanted && wanted.Type != c.Type ? Converted(c, wanted.Type) : Assignment.Keep(c))];
            return table.Open is not null || assignments.All(static a => a.Value is ColumnReference) ? table : table with { Node = new Project(table.Node, assignments), Visible = null };
        });
    }

    Assignment Converted(PlanColumn column, ScalarType type)
    {
        var value = To(column.Reference(), type);
        return new Assignment(Column(column.Name, value), value);
    }
}
