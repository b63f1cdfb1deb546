// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Plan.Algebra;

/// <summary>Walking and rewriting of plans that keeps shared nodes shared.</summary>
public static class PlanRewriting
{
    /// <summary>The plan with <paramref name="rewrite"/> applied to every node, inputs first. A node read twice is rewritten once.</summary>
    public static PlanNode RewriteBottomUp(this PlanNode root, Func<PlanNode, PlanNode> rewrite) =>
        Rewrite(root, rewrite, new Dictionary<PlanNode, PlanNode>(ReferenceEqualityComparer.Instance));

    /// <summary>Every node once, inputs before those that read them.</summary>
    public static IEnumerable<PlanNode> Nodes(this PlanNode root)
    {
        var seen = new HashSet<PlanNode>(ReferenceEqualityComparer.Instance);
        var order = new List<PlanNode>();
        Visit(root);
        return order;

        void Visit(PlanNode node)
        {
            if (seen.Add(node))
            {
                foreach (var input in node.Inputs)
                {
                    Visit(input);
                }

                order.Add(node);
            }
        }
    }

    static PlanNode Rewrite(PlanNode node, Func<PlanNode, PlanNode> rewrite, Dictionary<PlanNode, PlanNode> done)
    {
        if (done.TryGetValue(node, out var known))
        {
            return known;
        }

        var inputs = node.Inputs;
        var changed = false;
        var rewritten = new PlanNode[inputs.Count];
        for (var i = 0; i < inputs.Count; i++)
        {
            rewritten[i] = Rewrite(inputs[i], rewrite, done);
            changed |= !ReferenceEquals(rewritten[i], inputs[i]);
        }

        var result = rewrite(changed ? node.WithInputs(rewritten) : node);
        done.Add(node, result);
        return result;
    }
}
