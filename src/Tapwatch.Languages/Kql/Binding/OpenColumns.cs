// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>Columns whose names only the data know, behind those that are known: the members of a JSON object that goes along unseen.</summary>
/// <param name="Bag">The column that holds the object.</param>
/// <param name="Type">The type of all of them, when it is known.</param>
/// <param name="Missing">What a row holds that has no such member.</param>
/// <param name="Leading">The one that stands first.</param>
sealed record OpenColumns(PlanColumn Bag, ScalarType? Type, Constant? Missing, string? Leading)
{
    /// <summary>The plan of an operator over <paramref name="source"/> with the object carried along; null when that operator cannot carry it.</summary>
    public PlanNode? Carry(PlanNode node, PlanNode source)
    {
        if (ReferenceEquals(node, source))
        {
            return node;
        }

        switch (node)
        {
            case Project project:
                return Carry(project.Input, source) is { } input ? new Project(input, [.. project.Assignments.Where(a => a.Column != Bag), Assignment.Keep(Bag)]) : null;
            case Filter or Sort or Limit or Expand or Sequence or Window or StepMatch or Refusal:
                return Carry(node.Inputs[0], source) is { } below ? node.WithInputs([below]) : null;
            case Join { Kind: JoinKind.Inner or JoinKind.InnerUnique or JoinKind.LeftOuter or JoinKind.LeftSemi or JoinKind.LeftAnti } join when !join.Right.Nodes().Contains(source, ReferenceEqualityComparer.Instance):
                return Carry(join.Left, source) is { } left ? join with { Left = left } : null;
            default:
                return null;
        }
    }
}
