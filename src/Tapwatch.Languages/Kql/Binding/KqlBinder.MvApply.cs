// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>
/// mv-apply: a sub-query over the elements of each row. The elements of all rows go through it together; a number of the row they came from
/// is a key of every summarize and the first key of every order in it.
/// </summary>
sealed partial class KqlBinder
{
    BoundTable MvApply(RowContext row, ApplyOperator apply)
    {
        var number = new PlanColumn("number of the row", ScalarType.Long);
        var table = Expand(row, new ExpandOperator(apply.Span, apply.Parameters, apply.Columns, apply.Limit), number);
        if (table.Broken)
        {
            return table;
        }

        if (apply.SubQuery is not PipeExpression { Source: InputExpression } pipe)
        {
            Unsupported(apply.SubQuery.Span, "a sub-query of `mv-apply` that brings its own rows");
            return BoundTable.Unknown;
        }

        var replaced = apply.Columns.Select(static c => c.Column.Name?.Name ?? KqlNames.Of(c.Column.Value)).ToHashSet();
        var outer = row.Table.Columns.Select(static c => c.Name).Where(n => !replaced.Contains(n)).ToList();
        foreach (var step in pipe.Operators)
        {
            table = MvApplyStep(table, step, outer, number.Name);
        }

        return table.Broken
            ? table
            : Grown(table, new Project(table.Node, [.. table.Columns.Where(c => c.Name != number.Name).Select(Assignment.Keep)]), apply.Span) with { Ordered = false };
    }

    BoundTable MvApplyStep(BoundTable table, KqlOperator step, List<string> outer, string number)
    {
        if (table.Broken)
        {
            return table;
        }

        switch (step)
        {
            case WhereOperator or ExtendOperator or ExpandOperator or ParseOperator:
                return Apply(table, step);
            case ProjectOperator project:
                return Over(table, row => Project(row, project)) is { Broken: false, Node: Project node } projected
                    ? projected with { Node = new Project(node.Input, [.. Kept(table, outer, number, projected), .. node.Assignments]) }
                    : BoundTable.Unknown;
            case SortOperator sort:
                return Over(table, row => Sort(row, sort.Keys, null, step.Span)) is { Broken: false, Node: Sort ordered } sorted
                    ? sorted with { Node = new Sort(ordered.Input, [new SortKey(table.Column(number)!.Reference(), false, false), .. ordered.Keys]) }
                    : UnsupportedSource(step);
            case SummarizeOperator summarize:
                return Regrouped(table, Over(table, row => Summarize(row, summarize)), outer, number);
            default:
                Unsupported(step.Span, $"`{OperatorName(step)}` within `mv-apply`");
                return BoundTable.Unknown;
        }
    }

    static IEnumerable<Assignment> Kept(BoundTable table, List<string> outer, string number, BoundTable result) =>
        table.Columns.Where(c => (c.Name == number || outer.Contains(c.Name)) && result.Column(c.Name) is null).Select(Assignment.Keep);

    // The same summarize per row: its number is a key more, and the columns of the row come along.
    BoundTable Regrouped(BoundTable table, BoundTable summarized, List<string> outer, string number)
    {
        var (project, aggregate) = summarized.Node switch
        {
            Project { Input: Aggregate inner } outerProject => (outerProject, inner),
            Aggregate alone => (null, alone),
            _ => (null, null),
        };
        if (summarized.Broken || aggregate is null)
        {
            return BoundTable.Unknown;
        }

        var carried = new List<AggregateAssignment>();
        foreach (var column in table.Columns.Where(c => outer.Contains(c.Name) && summarized.Column(c.Name) is null))
        {
            var result = new PlanColumn(column.Name, column.Type);
            Inherit(column, result);
            carried.Add(new AggregateAssignment(result, AggregateCatalogue.First.Call(column.Reference())));
        }

        var key = new PlanColumn(number, ScalarType.Long);
        var node = new Aggregate(
            aggregate.Input,
            [new Assignment(key, table.Column(number)!.Reference()), .. aggregate.Keys],
            [.. aggregate.Aggregates, .. carried]);
        IEnumerable<Assignment> own = project?.Assignments ?? summarized.Columns.Select(Assignment.Keep);
        return summarized with { Node = new Project(node, [.. carried.Select(static c => Assignment.Keep(c.Column)), Assignment.Keep(key), .. own]) };
    }
}
