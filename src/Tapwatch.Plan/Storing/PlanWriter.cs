// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records;
using Tapwatch.Records.Columns;

namespace Tapwatch.Plan.Storing;

/// <summary>Writes plans as bytes, so that what was prepared when the program was built need not be prepared in every run.</summary>
/// <remarks>
/// The form belongs to one build: functions stand by name, everything else by its place. What plans share (columns, nodes, expressions, strings)
/// is written once and referred to by number; 0 announces something new.
/// </remarks>
public sealed class PlanWriter
{
    readonly BinaryWriter _output;
    readonly Dictionary<string, int> _strings = new(StringComparer.Ordinal);
    readonly Dictionary<PlanColumn, int> _columns = [];
    readonly Dictionary<object, int> _nodes = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<object, int> _expressions = new(ReferenceEqualityComparer.Instance);

    /// <summary>Writes to a stream, behind whatever else is written to it.</summary>
    public PlanWriter(BinaryWriter output) => _output = output;

    /// <summary>Writes a plan.</summary>
    /// <exception cref="NotSupportedException">There is something in it that has no stored form.</exception>
    public void Write(PlanNode node)
    {
        if (_nodes.TryGetValue(node, out var known))
        {
            Number(known);
            return;
        }

        Number(0);
        switch (node)
        {
            case RecordScan scan:
                Tag(NodeTag.RecordScan);
                Number(RecordKinds.IndexOf(scan.Kind));
                Many(scan.Fields, f =>
                {
                    Column(f.Column);
                    Text(f.Request.Path);
                    Number((int)f.Request.Form);
                });
                Text(scan.Table);
                Optional(scan.Input);
                Number(scan.Prefilter is null ? 0 : scan.Prefilter.FoldsUnicode ? 2 : 1);
                Many(scan.Prefilter?.AnyOf ?? [], Text);
                break;
            case Filter filter:
                Tag(NodeTag.Filter);
                Write(filter.Input);
                Expression(filter.Predicate);
                break;
            case Project project:
                Tag(NodeTag.Project);
                Write(project.Input);
                Assignments(project.Assignments);
                break;
            case Limit { Per.Count: 0 } limit:
                Tag(NodeTag.Limit);
                Write(limit.Input);
                _output.Write(limit.Count);
                break;
            case Sort sort:
                Tag(NodeTag.Sort);
                Write(sort.Input);
                Many(sort.Keys, k =>
                {
                    Expression(k.Value);
                    _output.Write(k.Descending);
                    _output.Write(k.NullsFirst);
                });
                _output.Write(sort.Limit ?? -1);
                break;
            case Aggregate aggregate:
                Tag(NodeTag.Aggregate);
                Write(aggregate.Input);
                Assignments(aggregate.Keys);
                Many(aggregate.Aggregates, a =>
                {
                    Column(a.Column);
                    Text(a.Value.Function.Name);
                    Many(a.Value.Arguments, Expression);
                    Type(a.Value.Type);
                });
                break;
            case Union union:
                Tag(NodeTag.Union);
                Many(union.Columns, Column);
                Many(union.Branches, b =>
                {
                    Write(b.Input);
                    Many(b.Sources, OptionalColumn);
                });
                break;
            case Join { Choice: null } join when join.Keys.All(static k => k.Comparison == default):
                Tag(NodeTag.Join);
                Number((int)join.Kind);
                Write(join.Left);
                Write(join.Right);
                Many(join.Keys, k =>
                {
                    Expression(k.Left);
                    Expression(k.Right);
                    _output.Write(k.NullsMatch);
                });
                break;
            case Expand expand:
                Tag(NodeTag.Expand);
                Write(expand.Input);
                Many(expand.Expanded, e =>
                {
                    Column(e.Column);
                    Expression(e.Value);
                });
                OptionalColumn(expand.Index);
                OptionalColumn(expand.Number);
                _output.Write(expand.MembersAsPairs);
                _output.Write(expand.Limit);
                break;
            case Unpack { Types: null } unpack:
                Tag(NodeTag.Unpack);
                Write(unpack.Input);
                Column(unpack.Bag);
                break;
            case ConstantRows rows:
                Tag(NodeTag.ConstantRows);
                Many(rows.Columns, Column);
                Many(rows.Rows, r => Many(r, Expression));
                break;
            default:
                throw new NotSupportedException($"plan node {node.GetType().Name}, as it is used here, has no stored form");
        }

        _nodes.Add(node, _nodes.Count + 1);
    }

    void Expression(Expression expression)
    {
        if (_expressions.TryGetValue(expression, out var known))
        {
            Number(known);
            return;
        }

        Number(0);
        switch (expression)
        {
            case ColumnReference reference:
                Tag(ExpressionTag.Column);
                Column(reference.Column);
                break;
            case Constant constant:
                Constant(constant);
                break;
            case Call call:
                Tag(ExpressionTag.Call);
                Text(call.Function.Name);
                Many(call.Arguments, Expression);
                Type(call.Type);
                break;
            default:
                throw new NotSupportedException($"expression {expression.GetType().Name} has no stored form");
        }

        _expressions.Add(expression, _expressions.Count + 1);
    }

    void Constant(Constant constant)
    {
        switch (constant.Value)
        {
            case null:
                Tag(ExpressionTag.Null);
                break;
            case string text:
                Tag(ExpressionTag.Text);
                Text(text);
                break;
            case long number:
                Tag(ExpressionTag.Long);
                _output.Write(number);
                break;
            case double real:
                Tag(ExpressionTag.Real);
                _output.Write(real);
                break;
            case bool truth:
                Tag(ExpressionTag.Bool);
                _output.Write(truth);
                break;
            case decimal number:
                Tag(ExpressionTag.Decimal);
                _output.Write(number);
                break;
            case Guid id:
                Tag(ExpressionTag.Guid);
                _output.Write(id.ToByteArray());
                break;
            default:
                throw new NotSupportedException($"a constant of {constant.Value.GetType().Name} has no stored form");
        }

        Type(constant.Type);
    }

    void Assignments(IReadOnlyList<Assignment> assignments) => Many(assignments, a =>
    {
        Column(a.Column);
        Expression(a.Value);
    });

    void Column(PlanColumn column)
    {
        if (_columns.TryGetValue(column, out var known))
        {
            Number(known);
            return;
        }

        Number(0);
        Text(column.Name);
        Type(column.Type);
        _columns.Add(column, _columns.Count + 1);
    }

    void OptionalColumn(PlanColumn? column)
    {
        _output.Write(column is not null);
        if (column is not null)
        {
            Column(column);
        }
    }

    void Optional(string? text)
    {
        _output.Write(text is not null);
        if (text is not null)
        {
            Text(text);
        }
    }

    void Text(string text)
    {
        if (_strings.TryGetValue(text, out var known))
        {
            Number(known);
            return;
        }

        Number(0);
        _output.Write(text);
        _strings.Add(text, _strings.Count + 1);
    }

    void Many<T>(IReadOnlyList<T> items, Action<T> write)
    {
        Number(items.Count);
        foreach (var item in items)
        {
            write(item);
        }
    }

    void Type(ScalarType type) => _output.Write((byte)type);

    void Tag(NodeTag tag) => _output.Write((byte)tag);

    void Tag(ExpressionTag tag) => _output.Write((byte)tag);

    void Number(int value) => _output.Write7BitEncodedInt(value);
}

enum NodeTag : byte
{
    RecordScan,
    Filter,
    Project,
    Limit,
    Sort,
    Aggregate,
    Union,
    Join,
    Expand,
    Unpack,
    ConstantRows,
}

enum ExpressionTag : byte
{
    Column,
    Call,
    Null,
    Text,
    Long,
    Real,
    Bool,
    Decimal,
    Guid,
}
