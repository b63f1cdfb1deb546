// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Plan.Optimizer;
using Tapwatch.Records;
using Tapwatch.Records.Columns;

namespace Tapwatch.Plan.Storing;

/// <summary>Reads plans of <see cref="StoredPlans"/>. For one thread.</summary>
sealed class PlanReader(StoredPlans plans)
{
    readonly StoredReader _input = new([]);

    /// <summary>The plan that ends with that part.</summary>
    public PlanNode Read(int number)
    {
        if (plans.Made(number) is PlanNode known)
        {
            return known;
        }

        var outer = Begin(number);
        return End(number, outer, ReadNode((NodeTag)_input.ReadByte()));
    }

    // Parts lie in each other by number: the inner one is read elsewhere, and then the outer one goes on.
    (byte[] Bytes, int At) Begin(int number)
    {
        var outer = _input.Place;
        _input.Place = plans.Place(number);
        return outer;
    }

    T End<T>(int number, (byte[] Bytes, int At) outer, T made)
        where T : class
    {
        _input.Place = outer;
        return plans.Keep(number, made);
    }

    PlanNode Read() => Read(Number());

    PlanNode ReadNode(NodeTag tag)
    {
        switch (tag)
        {
            case NodeTag.RecordScan:
                return ReadScan();
            case NodeTag.Filter:
                return new Filter(Read(), ReadExpression());
            case NodeTag.Project:
                return new Project(Read(), ReadAssignments());
            case NodeTag.Limit:
                return new Limit(Read(), _input.ReadInt64());
            case NodeTag.Sort:
                return ReadSort();
            case NodeTag.Aggregate:
                return ReadAggregate();
            case NodeTag.Union:
                return ReadUnion();
            case NodeTag.Join:
                return ReadJoin();
            case NodeTag.Expand:
                return ReadExpand();
            case NodeTag.Unpack:
                return new Unpack(Read(), ReadColumn());
            case NodeTag.ConstantRows:
                return ReadRows();
            default:
                throw new InvalidDataException($"no plan node has the tag {tag}");
        }
    }

    RecordScan ReadScan()
    {
        var kind = RecordKinds.At(Number());
        var fields = new ScanField[Number()];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = ReadField();
        }

        var table = ReadText();
        var input = _input.ReadBoolean() ? ReadText() : null;
        var prefiltered = Number();
        var literals = ReadTexts();
        return new RecordScan(kind, fields, table) { Input = input, Prefilter = prefiltered == 0 ? null : new Prefilter(literals, prefiltered == 2) };
    }

    Sort ReadSort()
    {
        var below = Read();
        var keys = new SortKey[Number()];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = new SortKey(ReadExpression(), _input.ReadBoolean(), _input.ReadBoolean());
        }

        var limit = _input.ReadInt64();
        return new Sort(below, keys, limit < 0 ? null : limit);
    }

    Aggregate ReadAggregate()
    {
        var below = Read();
        var keys = ReadAssignments();
        var aggregates = new AggregateAssignment[Number()];
        for (var i = 0; i < aggregates.Length; i++)
        {
            var column = ReadColumn();
            var name = ReadText();
            var function = AggregateCatalogue.All.First(f => f.Name == name);
            aggregates[i] = new AggregateAssignment(column, new AggregateCall(function, ReadExpressions(), ReadType()));
        }

        return new Aggregate(below, keys, aggregates);
    }

    Union ReadUnion()
    {
        var columns = ReadColumns();
        var branches = new UnionBranch[Number()];
        for (var i = 0; i < branches.Length; i++)
        {
            var below = Read();
            var sources = new PlanColumn?[Number()];
            for (var j = 0; j < sources.Length; j++)
            {
                sources[j] = ReadOptionalColumn();
            }

            branches[i] = new UnionBranch(below, sources);
        }

        return new Union(columns, branches);
    }

    Join ReadJoin()
    {
        var kind = (JoinKind)Number();
        var (left, right) = (Read(), Read());
        var keys = new JoinKey[Number()];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = new JoinKey(ReadExpression(), ReadExpression(), _input.ReadBoolean());
        }

        return new Join(kind, left, right, keys);
    }

    Expand ReadExpand()
    {
        var below = Read();
        var expanded = new ExpandedColumn[Number()];
        for (var i = 0; i < expanded.Length; i++)
        {
            expanded[i] = new ExpandedColumn(ReadColumn(), ReadExpression());
        }

        var index = ReadOptionalColumn();
        var number = ReadOptionalColumn();
        return new Expand(below, expanded, index, _input.ReadBoolean(), _input.ReadInt64()) { Number = number };
    }

    ConstantRows ReadRows()
    {
        var columns = ReadColumns();
        var rows = new IReadOnlyList<Constant>[Number()];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = Array.ConvertAll(ReadExpressions(), static e => (Constant)e);
        }

        return new ConstantRows(columns, rows);
    }

    ScanField ReadField()
    {
        var number = Number();
        if (plans.Made(number) is ScanField known)
        {
            return known;
        }

        var outer = Begin(number);
        return End(number, outer, new ScanField(ReadColumn(), new FieldRequest(ReadText(), (FieldForm)Number())));
    }

    Expression ReadExpression()
    {
        var number = Number();
        if (plans.Made(number) is Expression known)
        {
            return known;
        }

        var outer = Begin(number);
        return End(number, outer, ReadExpression((ExpressionTag)_input.ReadByte()));
    }

    Expression ReadExpression(ExpressionTag tag)
    {
        switch (tag)
        {
            case ExpressionTag.Column:
                return ReadColumn().Reference();
            case ExpressionTag.Call:
                var call = new Call(ReadFunction(), ReadExpressions(), ReadType());
                if (RegexLiterals.PatternOf(call) is { } pattern)
                {
                    var isRequired = _input.ReadBoolean();
                    var required = ReadTexts();
                    RegexLiterals.Remember(pattern, isRequired ? required : null);
                }

                return call;
            default:
                object? value = tag switch
                {
                    ExpressionTag.Text => ReadText(),
                    ExpressionTag.Long => _input.ReadInt64(),
                    ExpressionTag.Real => _input.ReadDouble(),
                    ExpressionTag.Bool => _input.ReadBoolean(),
                    ExpressionTag.Decimal => _input.ReadDecimal(),
                    ExpressionTag.Guid => new Guid(_input.Take(16)),
                    _ => null,
                };
                return new Constant(ReadType(), value);
        }
    }

    Function ReadFunction()
    {
        var number = Number();
        if (plans.Made(number) is Function known)
        {
            return known;
        }

        var outer = Begin(number);
        var name = _input.ReadString();
        return End(number, outer, FunctionCatalogue.Find(name) ?? throw new InvalidDataException($"there is no function {name}"));
    }

    Expression[] ReadExpressions()
    {
        var expressions = new Expression[Number()];
        for (var i = 0; i < expressions.Length; i++)
        {
            expressions[i] = ReadExpression();
        }

        return expressions;
    }

    Assignment[] ReadAssignments()
    {
        var number = Number();
        if (plans.Made(number) is Assignment[] known)
        {
            return known;
        }

        var outer = Begin(number);
        var assignments = new Assignment[Number()];
        for (var i = 0; i < assignments.Length; i++)
        {
            assignments[i] = ReadAssignment();
        }

        return End(number, outer, assignments);
    }

    Assignment ReadAssignment()
    {
        var number = Number();
        if (plans.Made(number) is Assignment known)
        {
            return known;
        }

        var outer = Begin(number);
        return End(number, outer, new Assignment(ReadColumn(), ReadExpression()));
    }

    PlanColumn ReadColumn()
    {
        var number = Number();
        if (plans.Made(number) is PlanColumn known)
        {
            return known;
        }

        var outer = Begin(number);
        return End(number, outer, new PlanColumn(ReadText(), ReadType()));
    }

    PlanColumn? ReadOptionalColumn() => _input.ReadBoolean() ? ReadColumn() : null;

    PlanColumn[] ReadColumns()
    {
        var columns = new PlanColumn[Number()];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = ReadColumn();
        }

        return columns;
    }

    string ReadText()
    {
        var number = Number();
        if (plans.Made(number) is string known)
        {
            return known;
        }

        var outer = Begin(number);
        return End(number, outer, _input.ReadString());
    }

    string[] ReadTexts()
    {
        var texts = new string[Number()];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = ReadText();
        }

        return texts;
    }

    ScalarType ReadType() => (ScalarType)_input.ReadByte();

    int Number() => _input.ReadNumber();
}
