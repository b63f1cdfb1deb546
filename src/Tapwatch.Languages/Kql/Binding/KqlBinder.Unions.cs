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
        if (syntax is StarExpression star)
        {
            return context.Catalog.TableNames(Vendor).Select(n => NamedTable(n, star.Span)!);
        }

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
        var byKey = tables.ConvertAll(static t => t.Columns.GroupBy(static c => (c.Name, c.Type)).ToDictionary(static g => g.Key, static g => g.First()));
        var order = tables.SelectMany(static t => t.Columns).Select(static c => (c.Name, c.Type)).Distinct().Where(k => !inner || byKey.TrueForAll(t => t.ContainsKey(k))).ToList();
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
                node = new Project(node, [new Assignment(tag, Constant.Text(label)), .. table.Columns.Select(Assignment.Keep)]);
            }

            var sources = order.Select(o => byKey[i].GetValueOrDefault(o)).ToArray();
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
