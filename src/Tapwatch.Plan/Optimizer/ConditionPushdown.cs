// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Plan.Optimizer;

/// <summary>Moves filters towards the scans: through projections (by putting in what a column is computed from) and into every branch of a union.</summary>
static class ConditionPushdown
{
    // Putting computations into a condition repeats them; a condition that would grow beyond this stays above its projection.
    const int LargestCondition = 4000;

    public static PlanNode Apply(PlanNode root) => new Pass().Push(root, []);

    sealed class Pass
    {
        readonly Dictionary<PlanNode, PlanNode> _unconditional = new(ReferenceEqualityComparer.Instance);

        public PlanNode Push(PlanNode node, IReadOnlyList<Expression> conditions)
        {
            // A node that several others read is rebuilt once; only conditions of one reader alone make a copy of it.
            if (conditions.Count > 0)
            {
                return Rebuild(node, conditions);
            }

            if (!_unconditional.TryGetValue(node, out var done))
            {
                _unconditional.Add(node, done = Rebuild(node, conditions));
            }

            return done;
        }

        PlanNode Rebuild(PlanNode node, IReadOnlyList<Expression> conditions)
        {
            switch (node)
            {
                case Filter filter:
                    return Push(filter.Input, [.. conditions, .. Conjuncts(ExpressionFolding.Condition(filter.Predicate))]);

                case Project project:
                    {
                        var values = conditions.Count == 0 ? [] : project.Assignments.ToDictionary(static a => a.Column, static a => a.Value);
                        var below = new List<Expression>();
                        var above = new List<Expression>();
                        foreach (var condition in conditions)
                        {
                            var put = ExpressionFolding.Condition(condition.Substitute(values.GetValueOrDefault));
                            if (Size(put) <= LargestCondition)
                            {
                                below.AddRange(Conjuncts(put));
                            }
                            else
                            {
                                above.Add(condition);
                            }
                        }

                        var input = Push(project.Input, below);
                        var folded = project.Assignments.Select(static a => ExpressionFolding.Fold(a.Value) is var value && ReferenceEquals(value, a.Value) ? a : a with { Value = value }).ToArray();
                        return Keep(Nothing(input) && above.Count == 0 ? ConstantRows.None(project.Columns) : new Project(input, folded), above);
                    }

                case Union union:
                    return PushIntoBranches(union, conditions);

                case RecordScan scan:
                    return Keep(scan, [.. conditions.SelectMany(c => Conjuncts(RecordFacts.Apply(c, scan)))]);

                default:
                    return Keep(node.WithInputs([.. node.Inputs.Select(i => Push(i, []))]), conditions);
            }
        }

        PlanNode PushIntoBranches(Union union, IReadOnlyList<Expression> conditions)
        {
            var branches = new List<UnionBranch>();
            foreach (var branch in union.Branches)
            {
                var sources = new Dictionary<PlanColumn, Expression>();
                for (var i = 0; i < union.Columns.Count && conditions.Count > 0; i++)
                {
                    sources[union.Columns[i]] = branch.Sources[i]?.Reference() ?? (Expression)Constant.Null(union.Columns[i].Type);
                }

                var input = Push(branch.Input, [.. conditions.SelectMany(c => Conjuncts(ExpressionFolding.Condition(c.Substitute(sources.GetValueOrDefault))))]);
                if (!Nothing(input))
                {
                    branches.Add(branch with { Input = input });
                }
            }

            return branches.Count == 0 ? ConstantRows.None(union.Columns) : union with { Branches = branches };
        }
    }

    static PlanNode Keep(PlanNode node, IReadOnlyList<Expression> conditions)
    {
        var left = conditions.Where(static c => c is not Constant { Value: true }).ToArray();
        if (left.Any(static c => c is Constant))
        {
            return ConstantRows.None(node.Columns);
        }

        return left.Length switch
        {
            0 => node,
            1 => new Filter(node, left[0]),
            _ => new Filter(node, LogicFunctions.And.Call(left)),
        };
    }

    static bool Nothing(PlanNode node) => node is ConstantRows { Rows.Count: 0 };

    static IEnumerable<Expression> Conjuncts(Expression condition) =>
        condition is Call call && call.Function == LogicFunctions.And ? call.Arguments.SelectMany(Conjuncts) : [condition];

    static int Size(Expression expression) => expression is Call call ? 1 + call.Arguments.Sum(Size) : 1;
}
