// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Functions;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>Pipelines: which operator does what to the rows before it.</summary>
sealed partial class KqlBinder
{
    BoundTable Pipe(PipeExpression pipe)
    {
        var table = BindTable(pipe.Source);
        foreach (var step in pipe.Operators)
        {
            table = Apply(table, step);
        }

        return table;
    }

    BoundTable Apply(BoundTable table, KqlOperator step)
    {
        switch (step)
        {
            case WhereOperator where:
                return Over(table, row => Where(row, where));
            case ExtendOperator extend:
                return Over(table, row => Extend(row, extend.Columns, step.Span));
            case ProjectOperator project:
                return Over(table, row => Project(row, project));
            case SelectOperator select:
                return Select(table, select);
            case RenameOperator rename:
                return Rename(table, rename);
            case ReorderOperator reorder:
                return Reorder(table, reorder);
            case SummarizeOperator summarize:
                return Over(table, row => Summarize(row, summarize));
            case DistinctOperator distinct:
                return Over(table, row => Distinct(row, distinct));
            case SortOperator sort:
                return Over(table, row => Sort(row, sort.Keys, null, step.Span));
            case TopOperator top:
                return IsCounted(top.Count)
                    ? FirstRows(Over(table, row => Sort(row, top.Keys, null, step.Span)), top.Count, step.Span)
                    : Over(table, row => Sort(row, top.Keys, Within(_scope, null, () => Whole(top.Count, "the number of rows")) ?? 0, step.Span));
            case TakeOperator take:
                return IsCounted(take.Count)
                    ? FirstRows(table, take.Count, step.Span)
                    : Grown(table, new Limit(table.Node, Within(_scope, null, () => Whole(take.Count, "the number of rows")) ?? 0), step.Span);
            case SampleOperator { DistinctOf: null } sample:
                return Grown(table, new Limit(table.Node, Within(_scope, null, () => Whole(sample.Count, "the number of rows")) ?? 0), step.Span);
            case CountOperator count:
                return Grown(Closed(table), Counted(table.Node, count.As?.Name ?? "Count"), step.Span) with { Ordered = false };
            case UnionOperator union:
                return Union(union, table);
            case JoinOperator join:
                return Join(table, join);
            case AsOperator name:
                var named = table with { Name = name.Name.Name, Source = name.Name.Name };
                _scope.Define(name.Name.Name, new TableBinding(named));
                return named;
            case RenderOperator or BareOperator { Name: "consume" }:
                return table;
            case SerializeOperator serialize:
                return serialize.Columns.Count == 0 ? table with { Ordered = true } : Over(table with { Ordered = true }, row => Extend(row, serialize.Columns, step.Span));
            case BareOperator { Name: "getschema" } when table.Open is not null:
                Unsupported(step.Span, "`getschema` of columns that only the data know");
                return BoundTable.Unknown;
            case BareOperator { Name: "getschema" }:
                return Schema(table);
            case InvokeOperator invoke:
                return Invoke(table, invoke);
            case MissingOperator:
                return BoundTable.Unknown;
            case PrintOperator or RangeOperator or FindOperator:
                diagnostics.Add(Messages.Unexpected(step.Span with { Length = Math.Min(step.Span.Length, 5) }, "an operator that brings its own rows", "one that takes rows"));
                return BoundTable.Unknown;
            default:
                return Shape(table, step);
        }
    }

    object Source(KqlOperator step) => step switch
    {
        PrintOperator print => Print(print),
        RangeOperator range => Range(range),
        UnionOperator union => Union(union, null),
        SearchOperator search => Search(search, null),
        FindOperator find => Find(find),
        MissingOperator => BoundTable.Unknown,
        _ => UnsupportedSource(step),
    };

    BoundTable UnsupportedSource(KqlOperator step)
    {
        Unsupported(step.Span, $"the operator `{OperatorName(step)}`");
        return BoundTable.Unknown;
    }

    string OperatorName(KqlOperator step)
    {
        var text = diagnostics.Source.Text;
        var end = step.Span.Start;
        while (end < Math.Min(step.Span.End, text.Length) && (char.IsLetter(text[end]) || text[end] == '-'))
        {
            end++;
        }

        return end <= text.Length ? text[step.Span.Start..end] : "";
    }

    // Whether a number of rows comes from rows: toscalar(T | count), or a name for it.
    bool IsCounted(KqlExpression count) => WithoutBrackets(count) switch
    {
        CallExpression { Function.Name: "toscalar", Arguments: [{ Value: PipeExpression or SourceExpression }] } => true,
        CallExpression { Function.Name: "toint" or "tolong", Arguments: [var inner] } => IsCounted(inner.Value),
        NameExpression name when _scope.Find(name.Name) is LazyBinding lazy => Within(lazy.Scope, null, () => IsCounted(lazy.Value)),
        _ => false,
    };

    BoundTable FirstRows(BoundTable table, KqlExpression count, SourceSpan at) => table.Broken ? table : Over(table, row =>
    {
        var most = Scalar(count);
        if (IsUnknown(most))
        {
            return BoundTable.Unknown;
        }

        var number = new PlanColumn("number", ScalarType.Long);
        var numbered = new Window(row.Node, [], [new WindowAssignment(number, Plan.Functions.WindowCatalogue.Number.Call(Constant.Long(1), Constant.Bool(false)))]);
        var first = new Filter(numbered, Plan.Functions.CompareFunctions.LessOrEqual.Call(number.Reference(), To(most, ScalarType.Long)));
        return Grown(table, new Project(first, [.. table.Columns.Select(Assignment.Keep)]), at);
    });

    // Binds an operator whose expressions are computed per row.
    BoundTable Over(BoundTable table, Func<RowContext, BoundTable> bind)
    {
        var (outerRow, outerHost) = (_row, _host);
        var row = new RowContext(table);
        (_row, _host) = (row, row);
        try
        {
            return bind(row);
        }
        finally
        {
            (_row, _host) = (outerRow, outerHost);
        }
    }

    static Aggregate Counted(PlanNode node, string name) =>
        new(node, [], [new AggregateAssignment(new PlanColumn(name, ScalarType.Long), Plan.Functions.AggregateCatalogue.Count.Call())]);

    BoundTable Invoke(BoundTable table, InvokeOperator invoke)
    {
        var name = invoke.Function.Function.Name;
        if (_scope.Find(name) is LambdaBinding lambda)
        {
            return Invoke(lambda, name, invoke.Function.Arguments, invoke.Span, table) as BoundTable ?? BoundTable.Unknown;
        }

        if (context.SavedQueries.TryGetValue(name, out var text))
        {
            return Saved(invoke.Function, text, table) as BoundTable ?? BoundTable.Unknown;
        }

        switch (name)
        {
            case "FileProfile":
                return FileProfile(table, invoke.Function);
            case "SeenBy":
                return SeenBy(table, invoke.Function);
        }

        if (KqlKnownNames.Functions.Contains(name))
        {
            diagnostics.Add(Messages.UnsupportedFunction(invoke.Function.Function.Span, name, Language));
        }
        else
        {
            diagnostics.Add(Messages.UnknownFunction(invoke.Function.Function.Span, name, NearestName.Find(name, _scope.Names)));
        }

        return BoundTable.Unknown;
    }

    BoundTable Schema(BoundTable table)
    {
        PlanColumn[] columns = [new("ColumnName", ScalarType.String), new("ColumnOrdinal", ScalarType.Long), new("DataType", ScalarType.String), new("ColumnType", ScalarType.String)];
        var rows = Listed(table).Select((c, i) => (IReadOnlyList<Constant>)[Constant.Text(c.Name), Constant.Long(i), Constant.Text(NetType(c.Type)), Constant.Text(c.Type.KustoName())]).ToArray();
        return new BoundTable(new ConstantRows(columns, rows), null) { Broken = table.Broken };
    }

    static string NetType(ScalarType type) => type switch
    {
        ScalarType.Bool => "System.SByte",
        ScalarType.Int => "System.Int32",
        ScalarType.Long => "System.Int64",
        ScalarType.Real => "System.Double",
        ScalarType.Decimal => "System.Data.SqlTypes.SqlDecimal",
        ScalarType.DateTime => "System.DateTime",
        ScalarType.TimeSpan => "System.TimeSpan",
        ScalarType.Guid => "System.Guid",
        ScalarType.String => "System.String",
        _ => "System.Object",
    };
}
