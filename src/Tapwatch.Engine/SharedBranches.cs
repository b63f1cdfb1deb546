// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;

namespace Tapwatch.Engine;

/// <summary>Finds unions whose branches read one and the same node.</summary>
static class SharedBranches
{
    public static bool Exist(Union union)
    {
        var seen = new HashSet<PlanNode>(ReferenceEqualityComparer.Instance);
        foreach (var branch in union.Branches)
        {
            var nodes = branch.Input.Nodes().ToList();
            if (nodes.Exists(seen.Contains))
            {
                return true;
            }

            seen.UnionWith(nodes);
        }

        return false;
    }
}
