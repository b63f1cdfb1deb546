// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>
/// Sub-queries over parts of the rows: mv-apply, over the elements of each row, and partition, over the rows with the same value. The rows of all
/// parts go through the sub-query together; every step keeps them apart (see <see cref="PartsRewrite"/>).
/// </summary>
sealed partial class KqlBinder
{
    BoundTable MvApply(RowContext row, ApplyOperator apply)
    {
        var number = new PlanColumn("number of the row", ScalarType.Long);
        var expanded = Expand(row, new ExpandOperator(apply.Span, apply.Parameters, apply.Columns, apply.Limit), number);
        if (expanded.Broken)
        {
            return expanded;
        }

        // What is expanded under its own name gives way to the elements; all other columns stand beside the result.
        var replaced = apply.Columns.Select(static c => c.Column.Name?.Name ?? KqlNames.Of(c.Column.Value)).ToHashSet();
        PlanColumn[] visible = [.. expanded.Columns.Where(c => c != number)];
        var open = expanded.Open;
        PlanColumn[] outer = [.. row.Table.Columns.Where(c => !replaced.Contains(c.Name))];
        var parts = expanded with { Visible = visible, Parts = new RowParts(number, [.. outer, .. row.Table.Parts?.Columns ?? [], .. expanded.Open is { } carried ? [carried.Bag] : Array.Empty<PlanColumn>()]), Ordered = true, Source = null };
        var result = SubQuery(parts, apply.SubQuery, "mv-apply");
        if (result.Broken)
        {
            return BoundTable.Unknown;
        }

        // A column of the sub-query goes in place of an outer one of its name.
        var own = result.Columns.ToDictionary(static c => c.Name, StringComparer.Ordinal);
        Assignment[] all =
        [
            .. outer.Select(c => own.Remove(c.Name, out var replacing) ? Assignment.Keep(replacing) : Assignment.Keep(c)),
            .. result.Columns.Where(c => own.ContainsKey(c.Name)).Select(Assignment.Keep),
        ];
        var plain = result with { Parts = row.Table.Parts, Open = open, Visible = open is null ? null : visible, Ordered = row.Table.Ordered };
        return Grown(plain with { Name = row.Table.Name }, new Project(result.Node, Distinct(all)), apply.Span);
    }

    // One column twice needs two identities.
    Assignment[] Distinct(Assignment[] assignments)
    {
        var seen = new HashSet<PlanColumn>();
        return [.. assignments.Select(a => seen.Add(a.Column) ? a : new Assignment(Column(a.Column.Name, a.Column.Reference()), a.Column.Reference()))];
    }

    BoundTable SubQuery(BoundTable parts, KqlExpression syntax, string name)
    {
        if (syntax is not PipeExpression { Source: InputExpression } pipe)
        {
            Unsupported(syntax.Span, $"a sub-query of `{name}` that brings its own rows");
            return BoundTable.Unknown;
        }

        var table = parts;
        foreach (var step in pipe.Operators)
        {
            table = Apply(table, step);
            if (table.Broken)
            {
                return table;
            }

            if (table.Parts != parts.Parts)
            {
                Unsupported(step.Span, $"`{OperatorName(step)}` within `{name}`");
                return BoundTable.Unknown;
            }
        }

        return table;
    }

    BoundTable Partition(RowContext row, PartitionOperator partition)
    {
        if (Scalar(partition.By) is not ColumnReference by)
        {
            diagnostics.Add(Plan.Diagnostics.Messages.ColumnExpected(partition.By.Span, "what `partition` goes by"));
            return BoundTable.Unknown;
        }

        if (partition.BySource)
        {
            Unsupported(partition.Span, "`partition` with a sub-query that brings its own rows");
            return BoundTable.Unknown;
        }

        var key = new PlanColumn("part", by.Type);
        var keyed = new Project(row.Node, [.. row.Table.Columns.Select(Assignment.Keep), new Assignment(key, NonNull(by))]);
        var parts = row.Table with { Node = keyed, Visible = [.. row.Table.Columns], Parts = new RowParts(key, row.Table.Parts?.Columns ?? []), Source = null };
        if (row.Table.Parts is not null || row.Table.Open is not null)
        {
            Unsupported(partition.Span, "`partition` in a sub-query over parts of the rows");
            return BoundTable.Unknown;
        }

        var result = SubQuery(parts, partition.SubQuery, "partition");
        return result.Broken
            ? BoundTable.Unknown
            : Grown(result with { Parts = null, Visible = null, Ordered = false }, new Project(result.Node, [.. result.Columns.Select(Assignment.Keep)]), partition.Span);
    }
}
