// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Detections.Running;

/// <summary>
/// Carries hidden columns from the scans of a plan up to its root: where each record came from, and what it says in the words of the table
/// <c>activity</c>. So a finding reads the same whatever language found it and whatever columns the query chose to show.
/// </summary>
/// <remarks>
/// The query's own columns keep their values, names and order. Through an aggregate the records of a group travel as a list of at most
/// <see cref="LongestList"/>. Above a join the records of the side that cannot be missing are kept.
/// </remarks>
sealed class EvidenceRewrite
{
    const int LongestList = 100;

    readonly Dictionary<PlanNode, Carried> _done = new(ReferenceEqualityComparer.Instance);
    readonly ScanEvidence _scans;

    EvidenceRewrite(ScanEvidence scans) => _scans = scans;

    /// <summary>The plan with evidence behind its own columns.</summary>
    public static (PlanNode Plan, int Visible, EvidenceForm Form) Apply(PlanNode root, ViewTable? activity, bool raw)
    {
        var rewrite = new EvidenceRewrite(new ScanEvidence(activity, raw));
        var visible = root.Columns;
        if (root is Unpack unpack)
        {
            var (input, form) = rewrite.WithEvidenceLast(unpack.Input, [.. visible, unpack.Bag]);
            return (unpack with { Input = input }, visible.Count, form);
        }

        var (plan, planForm) = rewrite.WithEvidenceLast(root, visible);
        return (plan, visible.Count, planForm);
    }

    (PlanNode Plan, EvidenceForm Form) WithEvidenceLast(PlanNode node, IReadOnlyList<PlanColumn> visible)
    {
        var (rewritten, evidence) = Rewrite(node);
        if (evidence.Count == 0)
        {
            return (node, EvidenceForm.None);
        }

        // The bag of an Unpack goes before the evidence too: it disappears, and the evidence stays behind the visible columns.
        var plan = new Project(rewritten, [.. visible.Select(Assignment.Keep), .. evidence.Select(Assignment.Keep)]);
        return (plan, evidence.Count == 1 ? EvidenceForm.List : EvidenceForm.Columns);
    }

    Carried Rewrite(PlanNode node)
    {
        if (!_done.TryGetValue(node, out var done))
        {
            _done.Add(node, done = RewriteNew(node));
        }

        return done;
    }

    Carried RewriteNew(PlanNode node)
    {
        switch (node)
        {
            case RecordScan scan:
                return _scans.Extend(scan);
            case Filter or Sort or Limit or Refusal or FirstUse or Frame or Window or Expand or Sequence or StepMatch:
                return Rewrite(node.Inputs[0]) is { Evidence.Count: > 0 } input ? new(node.WithInputs([input.Node]), input.Evidence) : new(node, []);
            case Project project:
                return Through(project);
            case Aggregate aggregate:
                return Through(aggregate);
            case Union union:
                return Through(union);
            case Join join:
                return Through(join);
            default:
                return new(node, []);
        }
    }

    Carried Through(Project project)
    {
        var (input, evidence) = Rewrite(project.Input);
        if (evidence.Count == 0)
        {
            return new(project, []);
        }

        // New columns each time: a join may read the same rows twice, once through a projection, and must tell the sides apart.
        var carried = Fresh(evidence);
        return new(new Project(input, [.. project.Assignments, .. carried.Select((c, i) => new Assignment(c, evidence[i].Reference()))]), carried);
    }

    Carried Through(Aggregate aggregate)
    {
        var (input, evidence) = Rewrite(aggregate.Input);
        if (evidence.Count == 0)
        {
            return new(aggregate, []);
        }

        var list = ListColumn();
        var value = AggregateCatalogue.List.Call(AsOne(evidence), Constant.Long(LongestList));
        return new(aggregate with { Input = input, Aggregates = [.. aggregate.Aggregates, new AggregateAssignment(list, value)] }, [list]);
    }

    Carried Through(Union union)
    {
        var inputs = union.Branches.Select(b => Rewrite(b.Input)).ToArray();
        var forms = inputs.Select(static i => i.Evidence.Count).Where(static c => c > 0).Distinct().ToArray();
        if (forms.Length == 0)
        {
            return new(union, []);
        }

        // Branches of both forms: all become lists.
        PlanColumn[] carried = forms is [> 1] ? NewColumns() : [ListColumn()];
        var branches = new UnionBranch[inputs.Length];
        for (var i = 0; i < branches.Length; i++)
        {
            var (node, evidence) = inputs[i];
            if (evidence.Count > 1 && carried.Length == 1)
            {
                var list = ListColumn();
                node = Project.Extend(node, new Assignment(list, AsOne(evidence)));
                evidence = [list];
            }

            IEnumerable<PlanColumn?> sources = evidence.Count > 0 ? evidence : Enumerable.Repeat<PlanColumn?>(null, carried.Length);
            branches[i] = new UnionBranch(node, [.. union.Branches[i].Sources, .. sources]);
        }

        return new(new Union([.. union.Columns, .. carried], branches), carried);
    }

    Carried Through(Join join)
    {
        var left = Rewrite(join.Left);
        var right = Rewrite(join.Right);
        var node = join.WithInputs([left.Node, right.Node]);
        switch (join.Kind)
        {
            case JoinKind.LeftSemi or JoinKind.LeftAnti:
                return new(node, left.Evidence);
            case JoinKind.RightSemi or JoinKind.RightAnti:
                return new(node, right.Evidence);
            case JoinKind.FullOuter when left.Evidence.Count == right.Evidence.Count && left.Evidence.Count > 0:
                var either = Fresh(left.Evidence);
                var added = either.Select((c, i) => new Assignment(c, ChoiceFunctions.FirstKnown.Call(left.Evidence[i].Reference(), right.Evidence[i].Reference())));
                return new(Project.Extend(node, [.. added]), either);
            default:
                var first = join.Kind == JoinKind.RightOuter ? right : left;
                var second = join.Kind == JoinKind.RightOuter ? left : right;
                return new(node, first.Evidence.Count > 0 ? first.Evidence : second.Evidence);
        }
    }

    static Expression AsOne(IReadOnlyList<PlanColumn> evidence) => evidence.Count == 1
        ? evidence[0].Reference()
        : DynamicFunctions.MakeObject.Call([.. evidence.SelectMany(static (c, i) => new Expression[] { Constant.Text(CarriedPlan.Names[i]), c.Reference() })]);

    static PlanColumn[] NewColumns() => [.. CarriedPlan.Names.Select(static n => new PlanColumn(n, ScanEvidence.TypeOf(n)))];

    static PlanColumn[] Fresh(IReadOnlyList<PlanColumn> columns) => [.. columns.Select(static c => new PlanColumn(c.Name, c.Type))];

    static PlanColumn ListColumn() => new("$evidence", ScalarType.Dynamic);
}

/// <summary>A node and the columns in it that are evidence: none, one per name, or one list.</summary>
readonly record struct Carried(PlanNode Node, IReadOnlyList<PlanColumn> Evidence);
