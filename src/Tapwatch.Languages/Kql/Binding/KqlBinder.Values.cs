// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>Expressions in general: value or rows, names, paths, literals.</summary>
sealed partial class KqlBinder
{
    object BindAny(KqlExpression expression)
    {
        if (TooDeep(expression.Span))
        {
            return _unknown;
        }

        _depth++;
        try
        {
            return expression switch
            {
                PipeExpression pipe => Pipe(pipe),
                SourceExpression source => Source(source.Operator),
                DatatableExpression table => Datatable(table),
                ExternalDataExpression external => ExternalData(external),
                BracketExpression bracket => BindAny(bracket.Inner),
                NameExpression name => Name(name),
                CallExpression call => Call(call),
                MethodExpression method => Method(method),
                LambdaExpression lambda => Refuse(lambda.Span, "a value", "a function"),
                WildcardExpression wildcard => Refuse(wildcard.Span, "a name", "a wildcard"),
                StarExpression star => Refuse(star.Span, "a value", "`*`"),
                TypeofExpression type => Refuse(type.Span, "a value", "a type"),
                LiteralExpression literal => new Constant(literal.Type, literal.Value),
                MemberExpression member => PatternPath(member) ?? Member(member),
                IndexExpression index => Index(index),
                SignExpression sign => Sign(sign),
                BinaryExpression binary => Binary(binary),
                LogicalExpression logical => Logical(logical),
                InExpression @in => In(@in),
                BetweenExpression between => Between(between),
                _ => _unknown,
            };
        }
        finally
        {
            _depth--;
        }
    }

    Constant Refuse(SourceSpan at, string expected, string found)
    {
        diagnostics.Add(Messages.WrongShape(at, expected, found));
        return _unknown;
    }

    internal Expression Scalar(KqlExpression expression) => BindAny(expression) switch
    {
        Expression value => value,
        BoundTable { Broken: true } => _unknown,
        _ => Refuse(expression.Span, "a value", "rows"),
    };

    internal BoundTable BindTable(KqlExpression expression)
    {
        // A name that stands alone must be a table; a wildcard stands for a union.
        var bound = expression is WildcardExpression wildcard ? WildcardUnion(wildcard) : BindAny(WithoutBrackets(expression) is NameExpression name ? name with { Span = name.Span } : expression, asTable: true);
        switch (bound)
        {
            case BoundTable table:
                return table;
            case Expression value when ReferenceEquals(value, _unknown):
                return BoundTable.Unknown;
            default:
                Refuse(expression.Span, "a table", "a value");
                return BoundTable.Unknown;
        }
    }

    object BindAny(KqlExpression expression, bool asTable)
    {
        if (!asTable || WithoutBrackets(expression) is not NameExpression name)
        {
            return BindAny(expression);
        }

        var row = _row;
        _row = null;
        var bound = Name(name, asTable: true);
        _row = row;
        return bound;
    }

    static KqlExpression WithoutBrackets(KqlExpression expression)
    {
        while (expression is BracketExpression bracket)
        {
            expression = bracket.Inner;
        }

        return expression;
    }

    object Name(NameExpression name, bool asTable = false)
    {
        if (_row?.Table.Column(name.Name) is { } column)
        {
            return column.Reference();
        }

        switch (_scope.Find(name.Name))
        {
            case LazyBinding lazy:
                var bound = Within(lazy.Scope, null, () => Deferred(lazy.Value));
                return bound is BoundTable { Broken: false } named ? named with { Name = name.Name } : bound;
            case ValueBinding value:
                return value.Value;
            case TableBinding { Table.Parts: not null }:
                Unsupported(name.Span, "a name given by `as` within a sub-query over parts of the rows");
                return BoundTable.Unknown;
            case TableBinding table:
                return Fresh(table.Table);
            case LambdaBinding lambda:
                return Invoke(lambda, name.Name, [], name.Span);
        }

        if (_row is { Table.Broken: true })
        {
            return _unknown;
        }

        if (_row is null || asTable)
        {
            return NamedTable(name.Name, name.Span) ?? (object)BoundTable.Unknown;
        }

        if (Want(name.Name))
        {
            return _unknown;
        }

        if (_row.Table.Open is { } open && name.Name.Length > 0 && name.Name[0] != '$')
        {
            return OpenValue(open, name.Name);
        }

        if (_searching)
        {
            // What a table lacks matches nothing in it; what tables have in several types is united under several names.
            if (_row.Table.Columns.FirstOrDefault(c => c.Name.Length > name.Name.Length && c.Name == $"{name.Name}_{c.Type.KustoName()}") is { } variant)
            {
                return variant.Reference();
            }

            _missed[name.Name] = (name.Span, _missed.GetValueOrDefault(name.Name).Tables + 1);
            return Constant.Null(ScalarType.Dynamic);
        }

        if (name.Name.Length > 0 && name.Name[0] == '$')
        {
            diagnostics.Add(Messages.UnknownName(name.Span, name.Name, null));
            return _unknown;
        }

        var known = _row.Table.Columns.Select(static c => c.Name);
        var nearest = NearestName.Find(name.Name, known.Concat(_scope.Names));
        diagnostics.Add(_row.Table.Name is { } tableName && _row.Table.Node is not ConstantRows { Columns.Count: 0 }
            ? Messages.UnknownColumn(name.Span, tableName, name.Name, nearest)
            : Messages.UnknownName(name.Span, name.Name, nearest));
        return _unknown;
    }

    // A let is bound where it is used. One that uses a sub-query needs rows to join it to: those of its use.
    object Deferred(KqlExpression value)
    {
        _depth++;
        try
        {
            return BindAny(value);
        }
        finally
        {
            _depth--;
        }
    }

    /// <summary>The same rows under columns of their own, so that a table can meet itself in a join.</summary>
    BoundTable Fresh(BoundTable table)
    {
        var assignments = table.Columns.Select(c => new Assignment(new PlanColumn(c.Name, c.Type), c.Reference())).ToArray();
        for (var i = 0; i < assignments.Length; i++)
        {
            InheritAll(table.Columns[i], assignments[i].Column);
        }

        PlanColumn[] visible = [.. assignments.Select(static a => a.Column)];
        if (table.Open is { } open)
        {
            var bag = OpenBag();
            return table with { Node = new Project(table.Node, [.. assignments, new Assignment(bag, open.Bag.Reference())]), Visible = visible, Open = open with { Bag = bag } };
        }

        return table.Parts is null
            ? table with { Node = new Project(table.Node, assignments) }
            : table with { Node = new Project(table.Node, [.. assignments, .. table.Parts.Columns.Select(Assignment.Keep)]), Visible = visible };
    }

    // The same column again, not one the text made of it.
    void InheritAll(PlanColumn from, PlanColumn to)
    {
        Inherit(from, to);
        if (_unlisted.Contains(from))
        {
            _unlisted.Add(to);
        }
    }

    void Inherit(PlanColumn from, PlanColumn to)
    {
        if (_mayBeNull.Contains(from))
        {
            _mayBeNull.Add(to);
        }

        if (_timeColumns.Contains(from))
        {
            _timeColumns.Add(to);
        }

        if (_openTyped.Contains(from))
        {
            _openTyped.Add(to);
        }
    }

    object Member(MemberExpression member)
    {
        if (IsElsewhere(member.Target, out var place) && _scope.Find(place.Function.Name) is null)
        {
            return Elsewhere(place, member.Member);
        }

        if (_row is not null && member.Target is NameExpression { Name: "$left" or "$right" } side)
        {
            diagnostics.Add(Messages.UnknownName(side.Span, side.Name, null));
            return _unknown;
        }

        return member.Target is NameExpression { Name: var step } && _scanSteps?.Read(step, member.Member, diagnostics) is { } state
            ? state
            : Access(member.Target, Constant.Text(member.Member.Name), member.Span);
    }

    Expression Index(IndexExpression index) => Access(index.Target, Scalar(index.Index), index.Span);

    Expression Access(KqlExpression targetSyntax, Expression key, SourceSpan at)
    {
        var target = Scalar(targetSyntax);
        if (ReferenceEquals(target, _unknown) || ReferenceEquals(key, _unknown))
        {
            return _unknown;
        }

        if (target.Type != ScalarType.Dynamic)
        {
            diagnostics.Add(Messages.WrongType(at, "what a path goes into", "dynamic", target.Type.KustoName()));
            return _unknown;
        }

        return key.Type switch
        {
            ScalarType.String => DynamicFunctions.Member.Call(target, key),
            ScalarType.Int or ScalarType.Long => DynamicFunctions.Element.Call(target, To(key, ScalarType.Long)),
            ScalarType.Dynamic => DynamicAccess(target, key),
            _ => Mistyped(at, "an index", "a string or a number", key),
        };
    }

    // The kind of a dynamic key shows in the data only.
    static Expression DynamicAccess(Expression target, Expression key) => ChoiceFunctions.FirstKnown.Call(
        DynamicFunctions.Element.Call(target, ConvertFunctions.ToLong.Call(key)),
        DynamicFunctions.Member.Call(target, ConvertFunctions.ToText.Call(key)));

    internal Constant Mistyped(SourceSpan at, string what, string expected, Expression given)
    {
        if (!ReferenceEquals(given, _unknown))
        {
            diagnostics.Add(Messages.WrongType(at, what, expected, given.Type.KustoName()));
        }

        return _unknown;
    }

    Expression Sign(SignExpression sign)
    {
        var operand = Scalar(sign.Operand);
        if (operand.Type is ScalarType.Dynamic)
        {
            operand = ReferenceEquals(operand, _unknown) ? operand : To(operand, ScalarType.Real);
        }

        if (!sign.Minus || ReferenceEquals(operand, _unknown))
        {
            return operand;
        }

        return operand.Type switch
        {
            ScalarType.Int => NumberFunctions.Negate.Call(To(operand, ScalarType.Long)),
            ScalarType.Long or ScalarType.Real or ScalarType.Decimal => Fold(NumberFunctions.Negate.Call(operand)),
            ScalarType.TimeSpan => Fold(TimeFunctions.Subtract.Call(Constant.TimeSpan(TimeSpan.Zero), operand)),
            _ => Mistyped(sign.Span, "the operand of `-`", "a number or timespan", operand),
        };
    }
}
