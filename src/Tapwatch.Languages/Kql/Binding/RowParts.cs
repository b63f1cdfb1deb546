// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>Parts of the rows that a sub-query (of mv-apply, of partition) treats each by itself. All parts go through the plan together.</summary>
/// <param name="Key">Says which part a row belongs to.</param>
/// <param name="Carried">Columns that are the same in all rows of a part and stand beside the sub-query's result.</param>
sealed record RowParts(PlanColumn Key, IReadOnlyList<PlanColumn> Carried)
{
    /// <summary>The columns every step of the sub-query hands on, unseen.</summary>
    public IReadOnlyList<PlanColumn> Columns { get; } = [Key, .. Carried];
}

/// <summary>
/// Makes the plan of an operator one that treats each part by itself: its key is a key more of every aggregate, join of parts, order and window.
/// The columns of the parts keep their identity through the whole sub-query.
/// </summary>
sealed class PartsRewrite(BoundTable source)
{
    readonly RowParts _parts = source.Parts!;
    readonly Dictionary<PlanNode, PlanNode?> _done = new(ReferenceEqualityComparer.Instance);

    /// <summary>The plan over all parts; null when there is none.</summary>
    public PlanNode? Apply(PlanNode node)
    {
        if (ReferenceEquals(node, source.Node))
        {
            return node;
        }

        if (!_done.TryGetValue(node, out var done))
        {
            _done.Add(node, done = Rewrite(node));
        }

        return done;
    }

    bool Reads(PlanNode node) => node.Nodes().Any(n => ReferenceEquals(n, source.Node));

    PlanNode? Rewrite(PlanNode node)
    {
        switch (node)
        {
            case Project project:
                return Apply(project.Input) is { } projected ? new Project(projected, WithParts(project.Assignments)) : null;
            case Filter or Expand or Sequence:
                return Apply(node.Inputs[0]) is { } input ? node.WithInputs([input]) : null;
            case Window window:
                return Apply(window.Input) is { } looked ? window with { Input = looked, Partition = [_parts.Key.Reference(), .. window.Partition] } : null;
            case StepMatch match:
                return Apply(match.Input) is { } walked ? match with { Input = walked, Partition = [_parts.Key.Reference(), .. match.Partition] } : null;
            case Aggregate aggregate:
                return Apply(aggregate.Input) is { } grouped
                    ? new Aggregate(
                        grouped,
                        [Assignment.Keep(_parts.Key), .. aggregate.Keys],
                        [.. aggregate.Aggregates, .. _parts.Carried.Select(static c => new AggregateAssignment(c, AggregateCatalogue.First.Call(c.Reference())))])
                    : null;
            case Sort sort:
                return Apply(sort.Input) is not { } unsorted ? null : Limited(new Sort(unsorted, [new SortKey(_parts.Key.Reference(), false, true), .. sort.Keys]), sort.Limit);
            case Limit limit:
                return Apply(limit.Input) is { } whole ? Limited(whole, limit.Count) : null;
            case Union union when union.Branches.All(b => Reads(b.Input)):
                return Each(union);
            case Join join:
                return Joined(join);
            default:
                return null;
        }
    }

    List<Assignment> WithParts(IReadOnlyList<Assignment> assignments) =>
        [.. assignments, .. _parts.Columns.Where(c => !assignments.Any(a => a.Column == c)).Select(Assignment.Keep)];

    // The first so many rows of each part.
    static PlanNode Numbered(PlanNode node, long count, PlanColumn key)
    {
        var number = new PlanColumn("number", Records.Columns.ScalarType.Long);
        var window = new Window(node, [key.Reference()], [new WindowAssignment(number, WindowCatalogue.Number.Call(Constant.Long(1), Constant.Bool(false)))]);
        return new Filter(window, CompareFunctions.LessOrEqual.Call(number.Reference(), Constant.Long(count)));
    }

    PlanNode Limited(PlanNode node, long? count) => count is { } most ? Numbered(node, most, _parts.Key) : node;

    Union? Each(Union union)
    {
        var branches = new List<UnionBranch>();
        foreach (var branch in union.Branches)
        {
            if (Apply(branch.Input) is not { } input)
            {
                return null;
            }

            branches.Add(new UnionBranch(input, [.. branch.Sources, .. _parts.Columns]));
        }

        return new Union([.. union.Columns, .. _parts.Columns], branches);
    }

    Join? Joined(Join join)
    {
        var (left, right) = (Reads(join.Left), Reads(join.Right));
        var leftOnly = join.Kind is JoinKind.Inner or JoinKind.LeftOuter or JoinKind.LeftSemi or JoinKind.LeftAnti;
        if (left && !right && leftOnly)
        {
            return Apply(join.Left) is { } input ? join with { Left = input } : null;
        }

        if (!left || !right || !(leftOnly || join.Kind == JoinKind.InnerUnique) || Apply(join.Left) is not { } rewritten || Apply(join.Right) is not { } other)
        {
            return null;
        }

        // Both sides are parts: a part meets itself only.
        var key = new PlanColumn(_parts.Key.Name, _parts.Key.Type);
        var renamed = new Project(other, [.. join.Right.Columns.Select(Assignment.Keep), new Assignment(key, _parts.Key.Reference())]);
        return join with { Left = rewritten, Right = renamed, Keys = [new JoinKey(_parts.Key.Reference(), key.Reference(), NullsMatch: true), .. join.Keys] };
    }
}
