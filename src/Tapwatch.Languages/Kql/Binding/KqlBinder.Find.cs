// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>
/// find: the rows of several tables that meet one condition, under the columns they share and those the condition names; the rest in a bag. A column
/// that tables have in several types is dynamic.
/// </summary>
sealed partial class KqlBinder
{
    BoundTable Find(FindOperator find)
    {
        List<BoundTable> tables = find.Tables.Count > 0 ? [.. find.Tables.SelectMany(t => UnionTables(t, fuzzy: false))] : [.. AllTables(find.Span, static _ => true)];
        if (tables.Count == 0 || tables.Exists(t => t.Broken || NeedsColumns(t, find.Span, "`find`")))
        {
            return BoundTable.Unknown;
        }

        if (find.Projection == "project-away")
        {
            Unsupported(find.Span, "`project-away` in `find`");
            return BoundTable.Unknown;
        }

        var types = tables.SelectMany(static t => t.Columns).GroupBy(static c => c.Name, StringComparer.Ordinal)
            .ToDictionary(static g => g.Key, static g => g.All(c => c.Type == g.First().Type) ? g.First().Type : ScalarType.Dynamic, StringComparer.Ordinal);
        if (FoundColumns(find, tables, types) is not { } wanted)
        {
            return BoundTable.Unknown;
        }

        var (names, packed) = wanted;
        var source = find.Parameters.LastOrDefault(static p => p.Name == "withsource")?.Word ?? "source_";
        var columns = new List<PlanColumn> { new(source, ScalarType.String) };
        columns.AddRange(names.Select(n => new PlanColumn(n, types[n])));
        columns.AddRange(packed ? [new PlanColumn("pack_", ScalarType.Dynamic)] : []);
        foreach (var column in columns.Where(static c => c.Type == ScalarType.String))
        {
            _mayBeNull.Add(column);
        }

        var (outer, outerCase, outerMissed) = (_searching, _searchesCase, _missed);
        (_searching, _searchesCase, _missed) = (true, false, new(StringComparer.Ordinal));
        var branches = tables.Select((t, i) => FoundIn(find, t, i, names, types, packed)).ToArray();
        ReportMissed(tables.Count);
        (_searching, _searchesCase, _missed) = (outer, outerCase, outerMissed);
        return new BoundTable(new Union(columns, [.. branches.Select(static b => new UnionBranch(b, [.. b.Columns]))]), null) { Depth = tables.Max(static t => t.Depth) + 2 };
    }

    PlanNode FoundIn(FindOperator find, BoundTable table, int place, IReadOnlyList<string> names, Dictionary<string, ScalarType> types, bool packed)
    {
        var found = Over(table, row => Grown(table, row.Narrowed(new Filter(row.Node, Lenient(Condition(find.Predicate)))), find.Span));
        var assignments = new List<Assignment>
        {
            new(new PlanColumn("source", ScalarType.String), Constant.Text(table.Source ?? "find_arg" + place.ToString(CultureInfo.InvariantCulture))),
        };
        foreach (var name in names)
        {
            var value = table.Column(name) is { } column ? To(column.Reference(), types[name]) : Constant.Null(types[name]);
            assignments.Add(new Assignment(new PlanColumn(name, types[name]), value));
        }

        if (packed)
        {
            var rest = Listed(table).Where(c => !names.Contains(c.Name)).Select(static c => (c.Name, (Expression)c.Reference()));
            assignments.Add(new Assignment(new PlanColumn("pack_", ScalarType.Dynamic), rest.Any() ? Packed(rest, withoutEmpty: true) : new Constant(ScalarType.Dynamic, "{}")));
        }

        return new Project(found.Node, assignments);
    }

    // The columns of the result, and whether all others are packed; null (said) when the text names none that there is.
    (IReadOnlyList<string> Names, bool Packed)? FoundColumns(FindOperator find, List<BoundTable> tables, Dictionary<string, ScalarType> types)
    {
        if (find.Projection == "project")
        {
            var names = new List<string>();
            var packed = false;
            foreach (var column in find.Columns)
            {
                if (column is CallExpression { Function.Name: "pack", Arguments: [{ Value: StarExpression }] })
                {
                    packed = true;
                }
                else if (KqlNames.Of(column) is { } name && types.ContainsKey(name))
                {
                    names.Add(name);
                }
                else
                {
                    diagnostics.Add(Plan.Diagnostics.Messages.UnknownName(column.Span, KqlNames.Of(column) ?? "", Plan.Diagnostics.NearestName.Find(KqlNames.Of(column) ?? "", types.Keys)));
                }
            }

            return names.Count == 0 && !packed ? null : ([.. names.Distinct(StringComparer.Ordinal)], packed);
        }

        var common = Listed(tables[0]).Select(static c => c.Name).Where(n => tables.TrueForAll(t => t.Column(n) is not null));
        return ([.. common.Concat(Mentioned(find.Predicate).Where(types.ContainsKey)).Distinct(StringComparer.Ordinal)], true);
    }

    // The names a condition reads.
    static IEnumerable<string> Mentioned(KqlExpression expression) => expression switch
    {
        NameExpression name => [name.Name],
        BracketExpression bracket => Mentioned(bracket.Inner),
        LogicalExpression logical => logical.Operands.SelectMany(Mentioned),
        BinaryExpression binary => Mentioned(binary.Left).Concat(Mentioned(binary.Right)),
        InExpression list => Mentioned(list.Left).Concat(list.Right.SelectMany(Mentioned)),
        BetweenExpression between => Mentioned(between.Left).Concat(Mentioned(between.From)).Concat(Mentioned(between.To)),
        SignExpression sign => Mentioned(sign.Operand),
        MemberExpression member => Mentioned(member.Target),
        IndexExpression index => Mentioned(index.Target).Concat(Mentioned(index.Index)),
        CallExpression call => call.Arguments.SelectMany(static a => Mentioned(a.Value)),
        _ => [],
    };
}
