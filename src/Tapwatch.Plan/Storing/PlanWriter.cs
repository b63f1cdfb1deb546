// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Optimizer;
using Tapwatch.Records;
using Tapwatch.Records.Columns;

namespace Tapwatch.Plan.Storing;

/// <summary>Writes plans as bytes, so that what was prepared when the program was built need not be prepared in every run.</summary>
/// <remarks>
/// Plans are taken apart: each text, column, expression and node is a part, which names those it consists of by their numbers and comes behind them.
/// Parts that plans have in common are written once, and made once in a run; plans of one language over one kind of record have most of them in common.
/// The form belongs to one build: functions stand by name, everything else by its place.
/// </remarks>
public sealed class PlanWriter
{
    readonly List<byte[]> _parts = [];
    readonly Dictionary<(string Bytes, int Ordinal), int> _known = [];

    // Of the plan that is being written: the parts of its objects, and how many objects look like a part.
    readonly Dictionary<object, int> _ofPlan = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<string, int> _alike = new(StringComparer.Ordinal);

    // The parts that are being written, each for the one below it.
    readonly Stack<BinaryWriter> _open = [];

    BinaryWriter Output => _open.Peek();

    /// <summary>Writes a plan.</summary>
    /// <returns>The number of its last part.</returns>
    /// <exception cref="NotSupportedException">There is something in it that has no stored form.</exception>
    public int Write(PlanNode plan)
    {
        _ofPlan.Clear();
        _alike.Clear();
        return Part(plan, 'n', isItself: true, () => Node(plan));
    }

    /// <summary>Writes the parts of all plans: how many there are, where each begins, what each is. No part goes from one page to the next.</summary>
    /// <exception cref="NotSupportedException">A part is longer than a page.</exception>
    public void WriteTo(BinaryWriter output)
    {
        var parts = new MemoryStream();
        output.Write(_parts.Count);
        foreach (var part in _parts)
        {
            var left = StoredPlans.Page - (parts.Length % StoredPlans.Page);
            if (left < part.Length)
            {
                parts.SetLength(part.Length <= StoredPlans.Page ? parts.Length + left : throw new NotSupportedException("a part of a plan is too long"));
                parts.Position = parts.Length;
            }

            output.Write((int)parts.Length);
            parts.Write(part);
        }

        output.Write(parts.ToArray());
    }

    /// <summary>The number of a part.</summary>
    /// <param name="item">What it stands for.</param>
    /// <param name="kind">What kind of thing that is: the same bytes say different things of different kinds.</param>
    /// <param name="isItself">Whether two of them in one plan are two even if they look the same, as columns are.</param>
    /// <param name="write">Writes it.</param>
    int Part(object item, char kind, bool isItself, Action write)
    {
        if (_ofPlan.TryGetValue(item, out var known))
        {
            return known;
        }

        var stream = new MemoryStream();
        _open.Push(new BinaryWriter(stream));
        write();
        _open.Pop();
        var part = stream.ToArray();
        var bytes = kind + Encoding.Latin1.GetString(part);
        var ordinal = isItself ? _alike.GetValueOrDefault(bytes) : 0;
        _alike[bytes] = ordinal + 1;
        if (!_known.TryGetValue((bytes, ordinal), out var number))
        {
            number = _parts.Count;
            _known.Add((bytes, ordinal), number);
            _parts.Add(part);
        }

        _ofPlan.Add(item, number);
        return number;
    }

    void Node(PlanNode node)
    {
        switch (node)
        {
            case RecordScan scan:
                Tag(NodeTag.RecordScan);
                Number(RecordKinds.IndexOf(scan.Kind));
                Many(scan.Fields, Field);
                Text(scan.Table);
                Optional(scan.Input);
                Number(scan.Prefilter is null ? 0 : scan.Prefilter.FoldsUnicode ? 2 : 1);
                Many(scan.Prefilter?.AnyOf ?? [], Text);
                break;
            case Filter filter:
                Tag(NodeTag.Filter);
                Below(filter.Input);
                Expression(filter.Predicate);
                break;
            case Project project:
                Tag(NodeTag.Project);
                Below(project.Input);
                Assignments(project.Assignments);
                break;
            case Limit { Per.Count: 0 } limit:
                Tag(NodeTag.Limit);
                Below(limit.Input);
                Output.Write(limit.Count);
                break;
            case Sort sort:
                Tag(NodeTag.Sort);
                Below(sort.Input);
                Many(sort.Keys, k =>
                {
                    Expression(k.Value);
                    Output.Write(k.Descending);
                    Output.Write(k.NullsFirst);
                });
                Output.Write(sort.Limit ?? -1);
                break;
            case Aggregate aggregate:
                Tag(NodeTag.Aggregate);
                Below(aggregate.Input);
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
                    Below(b.Input);
                    Many(b.Sources, OptionalColumn);
                });
                break;
            case Join { Choice: null } join when join.Keys.All(static k => k.Comparison == default):
                Tag(NodeTag.Join);
                Number((int)join.Kind);
                Below(join.Left);
                Below(join.Right);
                Many(join.Keys, k =>
                {
                    Expression(k.Left);
                    Expression(k.Right);
                    Output.Write(k.NullsMatch);
                });
                break;
            case Expand expand:
                Tag(NodeTag.Expand);
                Below(expand.Input);
                Many(expand.Expanded, e =>
                {
                    Column(e.Column);
                    Expression(e.Value);
                });
                OptionalColumn(expand.Index);
                OptionalColumn(expand.Number);
                Output.Write(expand.MembersAsPairs);
                Output.Write(expand.Limit);
                break;
            case Unpack { Types: null } unpack:
                Tag(NodeTag.Unpack);
                Below(unpack.Input);
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
    }

    void Value(Expression expression)
    {
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
                Number(Part(call.Function, 'f', isItself: false, () => Output.Write(call.Function.Name)));
                Many(call.Arguments, Expression);
                Type(call.Type);
                Pattern(call);
                break;
            default:
                throw new NotSupportedException($"expression {expression.GetType().Name} has no stored form");
        }
    }

    // With a regular expression goes what must occur for it to match.
    void Pattern(Call call)
    {
        if (RegexLiterals.PatternOf(call) is { } pattern)
        {
            var required = RegexLiterals.Required(pattern);
            Output.Write(required is not null);
            Many(required ?? [], Text);
        }
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
                Output.Write(number);
                break;
            case double real:
                Tag(ExpressionTag.Real);
                Output.Write(real);
                break;
            case bool truth:
                Tag(ExpressionTag.Bool);
                Output.Write(truth);
                break;
            case decimal number:
                Tag(ExpressionTag.Decimal);
                Output.Write(number);
                break;
            case Guid id:
                Tag(ExpressionTag.Guid);
                Output.Write(id.ToByteArray());
                break;
            default:
                throw new NotSupportedException($"a constant of {constant.Value.GetType().Name} has no stored form");
        }

        Type(constant.Type);
    }

    void Below(PlanNode node) => Number(Part(node, 'n', isItself: true, () => Node(node)));

    void Expression(Expression expression) => Number(Part(expression, 'e', isItself: false, () => Value(expression)));

    void Field(ScanField field) => Number(Part(field, 's', isItself: false, () =>
    {
        Column(field.Column);
        Text(field.Request.Path);
        Number((int)field.Request.Form);
    }));

    void Assignments(IReadOnlyList<Assignment> assignments) => Number(Part(assignments, 'a', isItself: false, () => Many(assignments, a =>
        Number(Part(a, 'b', isItself: false, () =>
        {
            Column(a.Column);
            Expression(a.Value);
        })))));

    void Column(PlanColumn column) => Number(Part(column, 'c', isItself: true, () =>
    {
        Text(column.Name);
        Type(column.Type);
    }));

    void OptionalColumn(PlanColumn? column)
    {
        Output.Write(column is not null);
        if (column is not null)
        {
            Column(column);
        }
    }

    void Optional(string? text)
    {
        Output.Write(text is not null);
        if (text is not null)
        {
            Text(text);
        }
    }

    void Text(string text) => Number(Part(text, 't', isItself: false, () => Output.Write(text)));

    void Many<T>(IReadOnlyList<T> items, Action<T> write)
    {
        Number(items.Count);
        foreach (var item in items)
        {
            write(item);
        }
    }

    void Type(ScalarType type) => Output.Write((byte)type);

    void Tag(NodeTag tag) => Output.Write((byte)tag);

    void Tag(ExpressionTag tag) => Output.Write((byte)tag);

    void Number(int value) => Output.Write7BitEncodedInt(value);
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
