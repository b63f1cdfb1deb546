// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;

namespace Tapwatch.Plan.Optimizer;

/// <summary>Leaves out every column that nothing above reads, down to the fields the reader extracts.</summary>
static class ColumnPruning
{
    public static PlanNode Apply(PlanNode root)
    {
        var needed = new Dictionary<PlanNode, HashSet<PlanColumn>>(ReferenceEqualityComparer.Instance);
        var order = root.Nodes().ToArray();
        foreach (var node in order)
        {
            needed.Add(node, []);
        }

        needed[root].UnionWith(root.Columns);
        for (var i = order.Length - 1; i >= 0; i--)
        {
            Ask(order[i], needed[order[i]], needed);
        }

        // Nodes are rebuilt inputs first, so the original of each node is found by walking both orders together.
        var originals = new Queue<PlanNode>(order);
        return root.RewriteBottomUp(node => Prune(node, needed[originals.Dequeue()]));
    }

    static void Ask(PlanNode node, HashSet<PlanColumn> wanted, Dictionary<PlanNode, HashSet<PlanColumn>> needed)
    {
        switch (node)
        {
            case Filter filter:
                needed[filter.Input].UnionWith(wanted);
                filter.Predicate.CollectColumns(needed[filter.Input]);
                break;

            case Project project:
                foreach (var assignment in project.Assignments)
                {
                    if (wanted.Contains(assignment.Column))
                    {
                        assignment.Value.CollectColumns(needed[project.Input]);
                    }
                }

                break;

            case Aggregate aggregate:
                foreach (var key in aggregate.Keys)
                {
                    key.Value.CollectColumns(needed[aggregate.Input]);
                }

                foreach (var assignment in aggregate.Aggregates)
                {
                    if (wanted.Contains(assignment.Column))
                    {
                        Collect(assignment.Value.Arguments, needed[aggregate.Input]);
                    }
                }

                break;

            case Sort sort:
                needed[sort.Input].UnionWith(wanted);
                foreach (var key in sort.Keys)
                {
                    key.Value.CollectColumns(needed[sort.Input]);
                }

                break;

            case Limit limit:
                needed[limit.Input].UnionWith(wanted);
                foreach (var key in limit.Per)
                {
                    key.CollectColumns(needed[limit.Input]);
                }

                break;

            case Frame frame:
                needed[frame.Input].UnionWith(wanted.Intersect(frame.Input.Columns));
                Collect(frame.Partition, needed[frame.Input]);
                frame.Time?.CollectColumns(needed[frame.Input]);
                foreach (var aggregate in frame.Aggregates.Where(a => wanted.Contains(a.Column)))
                {
                    Collect(aggregate.Value.Arguments, needed[frame.Input]);
                }

                break;

            case FirstUse use:
                needed[use.Input].UnionWith(wanted);
                foreach (var value in use.Values)
                {
                    value.CollectColumns(needed[use.Input]);
                }

                break;

            case Refusal refusal:
                needed[refusal.Input].UnionWith(wanted);
                refusal.Condition?.CollectColumns(needed[refusal.Input]);
                break;

            case Union union:
                foreach (var branch in union.Branches)
                {
                    for (var i = 0; i < union.Columns.Count; i++)
                    {
                        if (wanted.Contains(union.Columns[i]) && branch.Sources[i] is { } source)
                        {
                            needed[branch.Input].Add(source);
                        }
                    }
                }

                break;

            case Join join:
                needed[join.Left].UnionWith(wanted);
                needed[join.Right].UnionWith(wanted);
                foreach (var key in join.Keys)
                {
                    key.Left.CollectColumns(needed[join.Left]);
                    key.Right.CollectColumns(needed[join.Right]);
                }

                break;

            case Window window:
                needed[window.Input].UnionWith(wanted.Intersect(window.Input.Columns));
                Collect(window.Partition, needed[window.Input]);
                foreach (var function in window.Functions.Where(f => wanted.Contains(f.Column)))
                {
                    Collect(function.Value.Arguments, needed[window.Input]);
                }

                break;

            case Expand expand:
                needed[expand.Input].UnionWith(wanted.Intersect(expand.Input.Columns));
                Collect(expand.Expanded.Select(static e => e.Value), needed[expand.Input]);
                break;

            case Sequence sequence:
                needed[sequence.Input].UnionWith(wanted.Intersect(sequence.Input.Columns));
                Collect([sequence.From, sequence.To, sequence.Step], needed[sequence.Input]);
                break;

            default:
                // An operator this pass does not know reads everything.
                foreach (var input in node.Inputs)
                {
                    needed[input].UnionWith(input.Columns);
                }

                break;
        }
    }

    static PlanNode Prune(PlanNode node, HashSet<PlanColumn> wanted)
    {
        switch (node)
        {
            case RecordScan scan when !scan.Fields.All(f => wanted.Contains(f.Column)):
                return new RecordScan(scan.Kind, [.. scan.Fields.Where(f => wanted.Contains(f.Column))], scan.Table) { Input = scan.Input, Prefilter = scan.Prefilter };

            case Project project when !project.Assignments.All(a => wanted.Contains(a.Column)):
                return new Project(project.Input, [.. project.Assignments.Where(a => wanted.Contains(a.Column))]);

            case Aggregate aggregate when !aggregate.Aggregates.All(a => wanted.Contains(a.Column)):
                return new Aggregate(aggregate.Input, aggregate.Keys, [.. aggregate.Aggregates.Where(a => wanted.Contains(a.Column))]);

            case Union union when !union.Columns.All(wanted.Contains):
                {
                    var kept = Enumerable.Range(0, union.Columns.Count).Where(i => wanted.Contains(union.Columns[i])).ToArray();
                    return new Union(
                        [.. kept.Select(i => union.Columns[i])],
                        [.. union.Branches.Select(b => b with { Sources = [.. kept.Select(i => b.Sources[i])] })]);
                }

            case Frame frame when !frame.Aggregates.All(a => wanted.Contains(a.Column)):
                return frame.Aggregates.Any(a => wanted.Contains(a.Column)) ? frame with { Aggregates = [.. frame.Aggregates.Where(a => wanted.Contains(a.Column))] } : frame.Input;

            case Window window when !window.Functions.All(f => wanted.Contains(f.Column)):
                return window.Functions.Any(f => wanted.Contains(f.Column)) ? window with { Functions = [.. window.Functions.Where(f => wanted.Contains(f.Column))] } : window.Input;

            default:
                return node;
        }
    }

    static void Collect(IEnumerable<Expression> expressions, HashSet<PlanColumn> columns)
    {
        foreach (var expression in expressions)
        {
            expression.CollectColumns(columns);
        }
    }
}
