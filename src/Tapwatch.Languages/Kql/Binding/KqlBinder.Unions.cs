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
        var result = United(tables, source, inner);
        return Grown(result with { Depth = tables.Count == 0 ? 0 : tables.Max(static t => t.Depth) }, result.Node, union.Span);
    }

    IEnumerable<BoundTable> UnionTables(KqlExpression syntax, bool fuzzy)
    {
        if (syntax is WildcardExpression wildcard)
        {
            return WildcardTables(wildcard);
        }

        if (fuzzy && WithoutBrackets(syntax) is NameExpression name && _scope.Find(name.Name) is null && NamedTable(name.Name, name.Span, quiet: true) is null
            && !context.SavedQueries.ContainsKey(name.Name))
        {
            diagnostics.Add(Messages.LeftOutOfUnion(name.Span, name.Name));
            return [];
        }

        return [Within(_scope, null, () => BindTable(syntax))];
    }

    List<BoundTable> WildcardTables(WildcardExpression wildcard)
    {
        var regex = new Regex("^" + Regex.Escape(wildcard.Pattern).Replace("\\*", ".*") + "$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        var tables = context.Catalog.TableNames(Vendor).Where(n => regex.IsMatch(n)).Select(n => NamedTable(n, wildcard.Span)!).ToList();
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

    BoundTable United(List<BoundTable> tables, string? source, bool inner)
    {
        var order = new List<(string Name, ScalarType Type)>();
        foreach (var column in tables.SelectMany(static t => t.Columns))
        {
            if (!order.Contains((column.Name, column.Type)) && (!inner || tables.TrueForAll(t => t.Column(column.Name)?.Type == column.Type)))
            {
                order.Add((column.Name, column.Type));
            }
        }

        var names = new KqlColumnNames();
        var columns = new List<PlanColumn>();
        if (source is not null)
        {
            names.Take(source);
        }

        foreach (var single in order.GroupBy(static o => o.Name).Where(static g => g.Count() == 1))
        {
            names.Take(single.Key);
        }

        foreach (var (name, type) in order)
        {
            var several = order.Count(o => o.Name == name) > 1;
            columns.Add(new PlanColumn(several ? names.Unique($"{name}_{type.KustoName()}") : name, type));
        }

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
                node = new Project(node, [new Assignment(tag, Constant.Text(label)), .. table.Columns.Select(Assignment.Keep)]);
            }

            var sources = order.Select(o => table.Columns.FirstOrDefault(c => c.Name == o.Name && c.Type == o.Type)).ToArray();
            for (var c = 0; c < sources.Length; c++)
            {
                if (sources[c] is { } from)
                {
                    Inherit(from, columns[c]);
                }
                else if (columns[c].Type == ScalarType.String)
                {
                    _mayBeNull.Add(columns[c]);
                }
            }

            branches.Add(new UnionBranch(node, source is null ? sources : [tag, .. sources]));
        }

        if (source is not null)
        {
            columns.Insert(0, new PlanColumn(source, ScalarType.String));
        }

        return new BoundTable(branches.Count == 0 ? ConstantRows.None(columns) : new Union(columns, branches), null);
    }
}
