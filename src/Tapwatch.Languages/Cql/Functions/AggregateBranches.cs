// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>
/// Functions inside a grouping that give several rows per group, or run several steps: each goes its own way over the same events, keeping groups apart, and the
/// rows of all ways are combined by group, each with each (LogScale, stats: Cartesian product; a way without rows counts as one empty row).
/// </summary>
static class AggregateBranches
{
    public static void Run(
        CqlBinder binder,
        EventStream stream,
        IReadOnlyList<(string Name, Expression Value)> keys,
        IReadOnlyList<(ExpressionSyntax Syntax, bool IsSimple)> functions,
        SourceSpan at)
    {
        keys = Aggregation.Keys(stream, keys);
        var groups = stream.Groups.Concat(keys.Select(static k => k.Value)).ToList();
        var branches = new List<EventStream>();
        var names = new List<string>();
        var together = Branch(stream, groups);
        var outputs = new List<AggregateOutput>();
        foreach (var (function, isSimple) in functions)
        {
            if (isSimple)
            {
                outputs.AddRange(Aggregation.Outputs(binder, together, function).Where(o => keys.All(k => k.Name != o.Name) && outputs.TrueForAll(p => p.Name != o.Name)));
                names.AddRange(outputs.Select(static o => o.Name));
                continue;
            }

            var branch = Branch(stream, groups);
            Steps(binder, branch, function);
            branches.Add(branch);
            names.AddRange(branch.Fields.Known);
        }

        if (outputs.Count > 0)
        {
            Aggregation.Run(binder, together, [], outputs, at);
            branches.Add(together);
        }

        if (binder.Diagnostics.HasErrors)
        {
            return;
        }

        if (branches.Count(static b => b.Fields.IsOpen) > 1)
        {
            binder.Diagnostics.Add(Messages.UnsupportedConstruct(at, "two functions in one group that each give whole events", "CQL"));
            return;
        }

        Combine(stream, keys, branches, names);
    }

    static EventStream Branch(EventStream stream, IReadOnlyList<Expression> groups) =>
        new(stream.Node, stream.Fields.Copy()) { Groups = groups, IsOrdered = stream.IsOrdered };

    static void Steps(CqlBinder binder, EventStream branch, ExpressionSyntax function)
    {
        switch (function)
        {
            case SubqueryExpression subquery:
                binder.Pipeline(subquery.Pipeline, branch);
                break;
            case CallSyntax call:
                binder.CallStep(call, branch, applied: null, target: null);
                break;
            default:
                binder.Diagnostics.Add(Messages.CqlNotAnAggregate(function.Span));
                break;
        }
    }

    // The way that gives whole events stands left, since what fields these have only the data know.
    static void Combine(EventStream stream, IReadOnlyList<(string Name, Expression Value)> keys, List<EventStream> branches, List<string> order)
    {
        var left = branches.Find(static b => b.Fields.IsOpen) ?? branches[0];
        var node = left.Node;
        var fields = left.Fields;
        foreach (var branch in branches.Where(b => b != left))
        {
            var groups = branch.Groups.Select(static g => new Assignment(new PlanColumn("$group", g.Type), g)).ToList();
            var values = branch.Fields.Known.Select(n => (Name: n, Value: branch.Fields.Get(n)))
                .Select(static f => new Assignment(new PlanColumn(f.Name, f.Value.Type), f.Value)).ToList();
            var joined = groups.Select((g, i) => new JoinKey(left.Groups[i], g.Column.Reference(), NullsMatch: true)).ToList();
            node = new Join(JoinKind.LeftOuter, node, new Project(branch.Node, [.. groups, .. values]), joined);
            foreach (var value in values)
            {
                fields.Set(value.Column.Name, value.Column.Reference());
            }
        }

        var outer = stream.Groups.Count;
        var all = fields;
        if (!fields.IsOpen)
        {
            all = new FieldSpace(origin: null);
            for (var i = 0; i < keys.Count; i++)
            {
                all.Set(keys[i].Name, left.Groups[outer + i]);
            }

            foreach (var name in order.Concat(fields.Known).Distinct(StringComparer.Ordinal).Where(n => fields.Known.Contains(n) && keys.All(k => k.Name != n)))
            {
                all.Set(name, fields.Get(name));
            }
        }

        for (var i = 0; fields.IsOpen && fields.Origin is null && i < keys.Count; i++)
        {
            all.Set(keys[i].Name, left.Groups[outer + i]);
        }

        stream.Groups = [.. left.Groups.Take(outer)];
        stream.Replace(node, all, ordered: true);
    }
}
