// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>Operators between values: logic, arithmetic, comparison.</summary>
sealed partial class KqlBinder
{
    Expression Logical(LogicalExpression logical)
    {
        var operands = logical.Operands.Select(Condition).ToArray();
        return logical.IsAnd ? LogicFunctions.And.Call(operands) : LogicFunctions.Or.Call(operands);
    }

    /// <summary>A value as a condition.</summary>
    internal Expression Condition(KqlExpression syntax) => Condition(syntax, Scalar(syntax));

    Expression Binary(BinaryExpression binary)
    {
        switch (binary.Operator)
        {
            case "+" or "-" or "*" or "/" or "%":
                return Arithmetic(binary);
            case "==" or "!=" or "<>" or "<" or ">" or "<=" or ">=":
                if (WithoutBrackets(binary.Left) is StarExpression)
                {
                    return AnyColumn(binary, c => Comparison(binary.Operator, c, Scalar(binary.Right), binary));
                }

                return Comparison(binary.Operator, Scalar(binary.Left), Scalar(binary.Right), binary);
            default:
                return WithoutBrackets(binary.Left) is StarExpression
                    ? AnyColumn(binary, c => StringOperation(binary, c, Scalar(binary.Right)))
                    : StringOperation(binary, Scalar(binary.Left), Scalar(binary.Right));
        }
    }

    // `* has "x"`: any string column.
    Expression AnyColumn(BinaryExpression binary, Func<Expression, Expression> test)
    {
        if (_row is null)
        {
            return Refuse(binary.Left.Span, "a value", "`*`");
        }

        if (NeedsColumns(_row.Table, binary.Left.Span, "`*`"))
        {
            return Constant.Null(ScalarType.Bool);
        }

        var columns = _row.Table.Columns.Where(static c => c.Type is ScalarType.String or ScalarType.Dynamic).ToArray();
        return columns.Length == 0 ? Constant.Bool(false) : LogicFunctions.Or.Call([.. columns.Select(c => test(c.Reference()))]);
    }

    Expression Comparison(string op, Expression left, Expression right, BinaryExpression syntax)
    {
        if (op == "<>")
        {
            op = "!=";
        }

        if (IsUnknown(left) || IsUnknown(right))
        {
            return Constant.Null(ScalarType.Bool);
        }

        var ordered = op[0] is '<' or '>';
        if ((ordered && (left.Type == ScalarType.String) != (right.Type == ScalarType.String) && left.Type != ScalarType.Dynamic && right.Type != ScalarType.Dynamic) || !TryAlign(ref left, ref right))
        {
            diagnostics.Add(Messages.IncompatibleTypes(syntax.OperatorSpan, op, left.Type.KustoName(), right.Type.KustoName()));
            return Constant.Null(ScalarType.Bool);
        }

        // ago(1d) < TimeGenerated says what TimeGenerated > ago(1d) says.
        if (op[0] is '<' or '>' && right is ColumnReference && left is not ColumnReference)
        {
            (left, right) = (right, left);
            op = op[0] == '<' ? ">" + op[1..] : "<" + op[1..];
        }

        return Compare(op, left, right);
    }

    internal Expression Compare(string op, Expression left, Expression right)
    {
        if (left.Type == ScalarType.String)
        {
            (left, right) = (NonNull(left), NonNull(right));
        }

        switch (op)
        {
            case "==" or "!=":
                var equal = op == "==";
                if (left.Type == ScalarType.String)
                {
                    return equal ? CompareFunctions.Equal.Call(left, right) : CompareFunctions.NotEqual.Call(left, right);
                }

                // Kusto, null-values: `==` with one null is false, `!=` with one null is true; with two it is null.
                if (left is Constant { Value: not null } || right is Constant { Value: not null })
                {
                    return equal
                        ? LogicFunctions.IsTrue.Call(CompareFunctions.Equal.Call(left, right))
                        : LogicFunctions.IsNotFalse.Call(CompareFunctions.NotEqual.Call(left, right));
                }

                var test = ChoiceFunctions.If.Call(
                    LogicFunctions.And.Call(CompareFunctions.IsNull.Call(left), CompareFunctions.IsNull.Call(right)),
                    Constant.Null(ScalarType.Bool),
                    equal ? LogicFunctions.IsTrue.Call(CompareFunctions.Equal.Call(left, right)) : LogicFunctions.IsNotFalse.Call(CompareFunctions.NotEqual.Call(left, right)));
                return test;
            case "<":
                return CompareFunctions.Less.Call(left, right);
            case "<=":
                return CompareFunctions.LessOrEqual.Call(left, right);
            case ">":
                return CompareFunctions.Greater.Call(left, right);
            default:
                return CompareFunctions.GreaterOrEqual.Call(left, right);
        }
    }

    // Brings both sides of a comparison to one type; dynamic goes to the type of the other side.
    internal bool TryAlign(ref Expression left, ref Expression right)
    {
        if (left.Type == right.Type)
        {
            if (left.Type == ScalarType.Dynamic)
            {
                left = To(left, ScalarType.String);
                right = To(right, ScalarType.String);
            }

            return true;
        }

        if (IsNumber(left.Type) && IsNumber(right.Type))
        {
            var type = Wider(left.Type, right.Type);
            left = To(left, type);
            right = To(right, type);
            return true;
        }

        if (left.Type == ScalarType.Dynamic)
        {
            left = FromDynamic(left, right.Type);
            right = right.Type == ScalarType.Int ? To(right, ScalarType.Long) : right;
            return true;
        }

        if (right.Type == ScalarType.Dynamic)
        {
            right = FromDynamic(right, left.Type);
            left = left.Type == ScalarType.Int ? To(left, ScalarType.Long) : left;
            return true;
        }

        // A bool is compared with a number as 0 or 1: rules in the field write IsSigned == 1.
        if (left.Type == ScalarType.Bool && IsNumber(right.Type))
        {
            left = To(left, right.Type == ScalarType.Int ? ScalarType.Long : right.Type);
            right = right.Type == ScalarType.Int ? To(right, ScalarType.Long) : right;
            return true;
        }

        if (right.Type == ScalarType.Bool && IsNumber(left.Type))
        {
            return TryAlign(ref right, ref left);
        }

        // Text is compared with a number by what it reads as: ResultType == 0.
        if (left.Type == ScalarType.String && IsNumber(right.Type))
        {
            left = To(NonNull(left), right.Type == ScalarType.Int ? ScalarType.Long : right.Type);
            right = right.Type == ScalarType.Int ? To(right, ScalarType.Long) : right;
            return true;
        }

        if (right.Type == ScalarType.String && IsNumber(left.Type))
        {
            return TryAlign(ref right, ref left);
        }

        // So is text with a bool: _IsBillable == true, where the column says "True".
        if (left.Type == ScalarType.String && right.Type == ScalarType.Bool)
        {
            left = To(NonNull(left), ScalarType.Bool);
            return true;
        }

        if (right.Type == ScalarType.String && left.Type == ScalarType.Bool)
        {
            return TryAlign(ref right, ref left);
        }

        // A constant text is read as the type of the other side.
        if (left.Type == ScalarType.String && right is not Constant { Value: null } && left is Constant)
        {
            var text = To(left, right.Type);
            left = text;
            return right.Type is not (ScalarType.DateTime or ScalarType.TimeSpan) || left is not Constant { Value: null };
        }

        if (right.Type == ScalarType.String && right is Constant)
        {
            right = To(right, left.Type);
            return true;
        }

        if (left is Constant { Value: null } || right is Constant { Value: null })
        {
            left = left is Constant { Value: null } ? Constant.Null(right.Type) : left;
            right = right is Constant { Value: null } ? Constant.Null(left.Type) : right;
            return true;
        }

        return false;
    }

    Expression FromDynamic(Expression value, ScalarType type) => To(value, type == ScalarType.Int ? ScalarType.Long : type);

    internal static ScalarType Wider(ScalarType a, ScalarType b) =>
        a == ScalarType.Decimal || b == ScalarType.Decimal ? ScalarType.Decimal
        : a == ScalarType.Real || b == ScalarType.Real ? ScalarType.Real
        : a == ScalarType.Long || b == ScalarType.Long ? ScalarType.Long
        : ScalarType.Int;

    Expression Between(BetweenExpression between)
    {
        var value = Scalar(between.Left);
        var from = Scalar(between.From);
        var to = Scalar(between.To);
        if (IsUnknown(value) || IsUnknown(from) || IsUnknown(to))
        {
            return Constant.Null(ScalarType.Bool);
        }

        // between (time .. 1d): the end counts from the beginning.
        if (to.Type == ScalarType.TimeSpan && from.Type == ScalarType.DateTime)
        {
            to = Fold(TimeFunctions.Add.Call(from, to));
        }

        var low = value;
        var mixed = (value.Type == ScalarType.String) != (from.Type == ScalarType.String) && value.Type != ScalarType.Dynamic && from.Type != ScalarType.Dynamic;
        if (mixed || !TryAlign(ref low, ref from) || !TryAlign(ref value, ref to))
        {
            diagnostics.Add(Messages.IncompatibleTypes(between.Span, "between", value.Type.KustoName(), from.Type == value.Type ? to.Type.KustoName() : from.Type.KustoName()));
            return Constant.Null(ScalarType.Bool);
        }

        return between.Negated
            ? LogicFunctions.Or.Call(CompareFunctions.Less.Call(low, from), CompareFunctions.Greater.Call(value, to))
            : LogicFunctions.And.Call(CompareFunctions.GreaterOrEqual.Call(low, from), CompareFunctions.LessOrEqual.Call(value, to));
    }

    Expression Arithmetic(BinaryExpression binary)
    {
        var left = Scalar(binary.Left);
        var right = Scalar(binary.Right);
        if (IsUnknown(left) || IsUnknown(right))
        {
            return _unknown;
        }

        return Arithmetic(binary.Operator, left, right) ?? Incompatible();

        Constant Incompatible()
        {
            diagnostics.Add(Messages.IncompatibleTypes(binary.OperatorSpan, binary.Operator, left.Type.KustoName(), right.Type.KustoName()));
            return _unknown;
        }
    }

    Expression? Arithmetic(string op, Expression left, Expression right)
    {
        // A dynamic operand is taken as what the other one is; two as numbers.
        if (left.Type == ScalarType.Dynamic)
        {
            left = To(left, right.Type is ScalarType.Dynamic or ScalarType.Bool or ScalarType.String ? ScalarType.Real : right.Type == ScalarType.Int ? ScalarType.Long : right.Type);
        }

        if (right.Type == ScalarType.Dynamic)
        {
            right = To(right, left.Type is ScalarType.Bool or ScalarType.String ? ScalarType.Real : left.Type == ScalarType.DateTime ? ScalarType.TimeSpan : left.Type == ScalarType.Int ? ScalarType.Long : left.Type);
        }

        var (a, b) = (left.Type, right.Type);
        if (a == ScalarType.Bool && IsNumber(b))
        {
            (left, a) = (To(left, ScalarType.Long), ScalarType.Long);
        }

        if (b == ScalarType.Bool && IsNumber(a))
        {
            (right, b) = (To(right, ScalarType.Long), ScalarType.Long);
        }

        if (IsNumber(a) && IsNumber(b))
        {
            // Int with int gives long: the engine of the vendor was measured to do so.
            var type = Wider(a, b) is ScalarType.Int ? ScalarType.Long : Wider(a, b);
            var function = op switch
            {
                "+" => NumberFunctions.Add,
                "-" => NumberFunctions.Subtract,
                "*" => NumberFunctions.Multiply,
                "/" => NumberFunctions.Divide,
                _ => NumberFunctions.Modulo,
            };
            return Fold(function.Call(To(left, type), To(right, type)));
        }

        return (op, a, b) switch
        {
            ("+", ScalarType.DateTime or ScalarType.TimeSpan, ScalarType.TimeSpan) => Fold(TimeFunctions.Add.Call(left, right)),
            ("+", ScalarType.TimeSpan, ScalarType.DateTime) => Fold(TimeFunctions.Add.Call(right, left)),
            ("-", ScalarType.DateTime or ScalarType.TimeSpan, ScalarType.TimeSpan) => Fold(TimeFunctions.Subtract.Call(left, right)),
            ("-", ScalarType.DateTime, ScalarType.DateTime) => Fold(TimeFunctions.Between.Call(left, right)),
            ("*", ScalarType.TimeSpan, _) when IsNumber(b) => Ticks(NumberFunctions.Multiply, left, right),
            ("*", _, ScalarType.TimeSpan) when IsNumber(a) => Ticks(NumberFunctions.Multiply, right, left),
            ("/", ScalarType.TimeSpan, _) when IsNumber(b) => Ticks(NumberFunctions.Divide, left, right),
            ("/", ScalarType.TimeSpan, ScalarType.TimeSpan) => NumberFunctions.Divide.Call(TicksOf(left), TicksOf(right)),
            ("%", ScalarType.TimeSpan, ScalarType.TimeSpan) => SpanOf(NumberFunctions.Modulo.Call(LongTicksOf(left), LongTicksOf(right))),
            ("%", ScalarType.DateTime, ScalarType.TimeSpan) => TimeFunctions.Between.Call(left, TimeFunctions.Floor.Call(left, right)),
            _ => null,
        };
    }

    Expression Ticks(Function function, Expression span, Expression number) =>
        span is Constant { Value: long ticks } && number is Constant { Value: long factor } && function == NumberFunctions.Multiply
            ? new Constant(ScalarType.TimeSpan, unchecked(ticks * factor))
            : SpanOf(To(function.Call(TicksOf(span), To(number, ScalarType.Real)), ScalarType.Long));

    Expression TicksOf(Expression span) => To(LongTicksOf(span), ScalarType.Real);

    static Expression LongTicksOf(Expression span) => span is Constant { Value: long ticks } ? Constant.Long(ticks) : DurationFunctions.Ticks.Call(span);

    static Expression SpanOf(Expression ticks) => DurationFunctions.FromTicks.Call(ticks);
}
