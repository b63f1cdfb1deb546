// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records;

namespace Tapwatch.Plan.Printing;

/// <summary>Writes a plan for people and tests: a node a line, its inputs indented below. Every function is named, so vendor differences show.</summary>
public static class PlanPrinter
{
    /// <summary>The plan as lines of text.</summary>
    public static string Print(PlanNode root)
    {
        var text = new StringBuilder();
        Print(root, 0, text, new HashSet<PlanNode>(ReferenceEqualityComparer.Instance));
        return text.ToString();
    }

    /// <summary>An expression on one line: <c>text.contains(EventName, "x")</c>.</summary>
    public static string Print(Expression expression) => expression switch
    {
        ColumnReference reference => reference.Column.Name,
        Call call => $"{call.Function.Name}({string.Join(", ", call.Arguments.Select(Print))})",
        _ => expression.ToString(),
    };

    static void Print(PlanNode node, int depth, StringBuilder text, HashSet<PlanNode> seen)
    {
        text.Append(' ', depth * 2);
        if (!seen.Add(node) && node.Inputs.Count > 0)
        {
            text.Append("(again) ").Append(Describe(node)).Append('\n');
            return;
        }

        text.Append(Describe(node)).Append('\n');
        foreach (var input in node.Inputs)
        {
            Print(input, depth + 1, text, seen);
        }
    }

    static string Describe(PlanNode node) => node switch
    {
        RecordScan scan => $"Scan {scan.Table} {scan.Kind.Name} [{string.Join(", ", scan.Fields.Select(Field))}]{Sought(scan.Prefilter)}",
        ConstantRows rows => $"Rows {rows.Rows.Count} [{Names(rows.Columns)}]",
        Filter filter => $"Filter {Print(filter.Predicate)}",
        Project project => $"Project {string.Join(", ", project.Assignments.Select(Assigned))}",
        Aggregate aggregate => ("Aggregate " + string.Join(", ", aggregate.Aggregates.Select(a => $"{a.Column.Name}={Print(a.Value)}"))
            + (aggregate.Keys.Count > 0 ? " by " + string.Join(", ", aggregate.Keys.Select(Assigned)) : "")).Replace("  ", " "),
        Sort sort => $"Sort {string.Join(", ", sort.Keys.Select(k => $"{Print(k.Value)} {(k.Descending ? "desc" : "asc")} nulls {(k.NullsFirst ? "first" : "last")}"))}"
            + (sort.Limit is { } limit ? $" limit {limit}" : ""),
        Limit limit => $"Limit {limit.Count}{(limit.Per.Count > 0 ? $" per {string.Join(", ", limit.Per.Select(Print))}" : "")}",
        Union union => $"Union [{Names(union.Columns)}]",
        Join join => $"Join {join.Kind} on {string.Join(", ", join.Keys.Select(k => $"{Print(k.Left)} {Sign(k.Comparison)} {Print(k.Right)}"))}"
            + (join.Choice is { } choice ? $" {(choice.FromTheEnd ? "last" : "first")} {choice.Most}" : ""),
        Frame frame => $"Frame {string.Join(", ", frame.Aggregates.Select(a => $"{a.Column.Name}={Print(a.Value)}"))} over "
            + (frame.Rows is { } most ? $"{most} rows" : frame.Time is null ? "all before" : $"{Print(frame.Time)} {new TimeSpan(frame.Span):c}") + (frame.WithoutCurrent ? " without itself" : "")
            + (frame.Partition.Count > 0 ? " by " + string.Join(", ", frame.Partition.Select(Print)) : ""),
        FirstUse use => $"FirstUse {string.Join(", ", use.Values.Select(Print))}",
        Refusal refusal => $"Refusal {(refusal.Condition is { } condition ? Print(condition) + ' ' : "")}\"{refusal.Reason}\"",
        Expand expand => $"Expand {string.Join(", ", expand.Expanded.Select(e => $"{e.Column.Name}={Print(e.Value)}"))}{(expand.Index is null ? "" : $" index {expand.Index.Name}")}{(expand.Limit < int.MaxValue ? $" limit {expand.Limit}" : "")}",
        Window window => $"Window {string.Join(", ", window.Functions.Select(f => $"{f.Column.Name}={f.Value.Function.Name}({string.Join(", ", f.Value.Arguments.Select(Print))})"))}"
            + (window.Partition.Count > 0 ? " by " + string.Join(", ", window.Partition.Select(Print)) : ""),
        StepMatch match => $"Match {string.Join("; ", match.Steps.Select(s => $"{s.Name}: {Print(s.Condition)}{(s.Assignments.Count > 0 ? " => " : "")}{string.Join(", ", s.Assignments.Select(Assigned))}"))}",
        Sequence sequence => $"Sequence {sequence.Column.Name} from {Print(sequence.From)} to {Print(sequence.To)} step {Print(sequence.Step)}",
        Unpack unpack => $"Unpack {unpack.Bag.Name}",
        _ => node.GetType().Name,
    };

    static string Sign(KeyComparison comparison) => comparison switch
    {
        KeyComparison.Glob => "like",
        KeyComparison.GlobIgnoreCase => "like (case aside)",
        KeyComparison.InRange => "in",
        _ => "=",
    };

    static string Print(AggregateCall call) => $"{call.Function.Name}({string.Join(", ", call.Arguments.Select(Print))})";

    static string Assigned(Assignment assignment) =>
        assignment.Value is ColumnReference reference && reference.Column.Name == assignment.Column.Name
            ? assignment.Column.Name
            : $"{assignment.Column.Name}={Print(assignment.Value)}";

    static string Field(ScanField field) => field.Request.Form == FieldForm.Json ? $"json({field.Request.Path})" : field.Request.Path;

    static string Sought(Prefilter? prefilter) =>
        prefilter is null ? "" : $" seeking {string.Join('|', prefilter.AnyOf)}{(prefilter.FoldsUnicode ? " folded" : "")}";

    static string Names(IEnumerable<PlanColumn> columns) => string.Join(", ", columns.Select(static c => c.Name));
}
