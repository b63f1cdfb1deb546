// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>scan: sequences of rows, found step by step.</summary>
sealed partial class KqlBinder
{
    // The steps of the scan being bound.
    ScanState? _scanSteps;

    BoundTable Scan(BoundTable table, ScanOperator scan)
    {
        if (scan.Order.Count > 0 || scan.Partition.Count > 0)
        {
            Unsupported(scan.Span, "`scan` with `order by` or `partition by`", "sort before it, or put it into `partition`");
            return BoundTable.Unknown;
        }

        if (!table.Ordered && !table.Broken)
        {
            diagnostics.Add(Messages.NotOrdered(scan.Span with { Length = 4 }, "scan"));
            return BoundTable.Unknown;
        }

        var defaults = new Dictionary<string, Constant>(StringComparer.Ordinal);
        var declared = new List<Assignment>();
        foreach (var parameter in scan.Declare)
        {
            var type = parameter.Type ?? ScalarType.String;
            var value = parameter.Default is null ? null : Within(_scope, null, () => Fold(To(Scalar(parameter.Default), type)));
            if (value is not null and not Constant && !IsUnknown(value))
            {
                diagnostics.Add(Messages.ConstantNeeded(parameter.Span, "a default of `scan`"));
            }

            var constant = value as Constant is { } given && given.Type == type ? given : type == ScalarType.String ? Constant.Text("") : Constant.Null(type);
            defaults[parameter.Name] = constant;
            declared.Add(new Assignment(new PlanColumn(parameter.Name, type), constant));
        }

        var rows = Grown(table, new Project(table.Node, [.. table.Columns.Where(c => !defaults.ContainsKey(c.Name)).Select(Assignment.Keep), .. declared]), scan.Span);
        return rows.Broken ? rows : Over(rows with { Ordered = false }, row => Steps(row, scan, defaults));
    }

    BoundTable Steps(RowContext row, ScanOperator scan, Dictionary<string, Constant> defaults)
    {
        var outer = _scanSteps;
        var state = new ScanState(row.Table, [.. scan.Steps.Select(static s => s.Name)], defaults);
        _scanSteps = state;
        var steps = new List<SequenceStep>();
        foreach (var step in scan.Steps)
        {
            var output = step.Output switch
            {
                null or "all" => StepOutput.All,
                "last" => StepOutput.Last,
                "none" => StepOutput.None,
                _ => (StepOutput?)null,
            };
            if (output is null || step.Optional)
            {
                if (step.Optional)
                {
                    Unsupported(step.Span, "an optional step of `scan`");
                }
                else
                {
                    diagnostics.Add(Messages.UnknownParameter(step.Span, "step", $"output={step.Output}", null));
                }

                continue;
            }

            var condition = Condition(step.Condition);
            var assignments = step.Assignments.Select(a => StepAssignment(row.Table, a)).OfType<Assignment>().ToArray();
            steps.Add(new SequenceStep(step.Name, output.Value, condition, assignments));
        }

        _scanSteps = outer;
        var names = new KqlColumnNames();
        foreach (var column in row.Table.Columns)
        {
            names.Take(column.Name);
        }

        var id = scan.Parameters.FirstOrDefault(static p => p.Name == "with_match_id") is { } named ? new PlanColumn(names.Unique(named.Word), ScalarType.Long) : null;
        var match = new StepMatch(row.Node, steps, state.Columns, id, []);
        PlanNode node = row.Widened ? new Project(match, [.. row.Table.Columns.Select(Assignment.Keep), .. id is null ? Array.Empty<Assignment>() : [Assignment.Keep(id)]]) : match;
        return Grown(row.Table, node, scan.Span) with { Ordered = true };
    }

    Assignment? StepAssignment(BoundTable rows, NamedExpression syntax)
    {
        var value = Scalar(syntax.Value);
        if (syntax.Name is not { } name || IsUnknown(value))
        {
            return null;
        }

        if (rows.Column(name.Name) is not { } column)
        {
            diagnostics.Add(Messages.UnknownColumn(name.Span, "scan", name.Name, NearestName.Find(name.Name, rows.Columns.Select(static c => c.Name))));
            return null;
        }

        return new Assignment(column, NonNull(To(value, column.Type)));
    }
}
