// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Aql.Binding;

/// <summary>Comparison and arithmetic.</summary>
sealed partial class SelectBinder
{
    Expression Binary(BinarySyntax binary)
    {
        switch (binary.Operator)
        {
            case BinaryOperator.Equal or BinaryOperator.NotEqual or BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual:
                if (binary.Left is NullSyntax || binary.Right is NullSyntax)
                {
                    Diagnostics.Add(Messages.AqlComparedWithNull(binary.Span, binary.Operator == BinaryOperator.NotEqual));
                }

                return Compare(binary.Operator, Comparable(binary.Left), AsValue(binary.Right), binary.Span);
            case BinaryOperator.Add:
                return Arithmetic(NumberFunctions.Add, binary);
            case BinaryOperator.Subtract:
                return Arithmetic(NumberFunctions.Subtract, binary);
            case BinaryOperator.Multiply:
                return Arithmetic(NumberFunctions.Multiply, binary);
            case BinaryOperator.Divide:
                return Arithmetic(NumberFunctions.Divide, binary);
            case BinaryOperator.Remainder:
                return Remainder(binary);
            case BinaryOperator.Power:
                return MathFunctions.Power.Call(ToReal(Numeric(binary.Left)), ToReal(Numeric(binary.Right)));
            default:
                return Bits(binary.Operator).Call(ToLong(Numeric(binary.Left)), ToLong(Numeric(binary.Right)));
        }
    }

    static Function Bits(BinaryOperator op) => op switch
    {
        BinaryOperator.BitAnd => BitFunctions.And,
        BinaryOperator.BitOr => BitFunctions.Or,
        BinaryOperator.BitXor => BitFunctions.Xor,
        BinaryOperator.ShiftLeft => BitFunctions.ShiftLeft,
        BinaryOperator.ShiftRight => BitFunctions.ShiftRight,
        _ => BitFunctions.ShiftRightUnsigned,
    };

    Expression Arithmetic(Function function, BinarySyntax binary)
    {
        var (left, right) = Operands.SameNumber(Numeric(binary.Left), Numeric(binary.Right));
        if (right is Constant { Value: long by })
        {
            if (left is Constant { Value: long from } && Computed(binary.Operator, from, by) is { } value)
            {
                return Constant.Long(value);
            }

            // NOW() - 24*60*60*1000 is a look-back like any other.
            if (binary.Operator == BinaryOperator.Subtract && IsNow(left) && by is >= 0 and <= MostDays * 86_400_000L)
            {
                return ConvertFunctions.EpochMilliseconds.Call(TimeFunctions.Subtract.Call(TimeFunctions.Now.Call(), Constant.TimeSpan(TimeSpan.FromMilliseconds(by))));
            }
        }

        return function.Call(left, right);
    }

    static bool IsNow(Expression value) =>
        value is Call { Arguments: [Call now] } call && call.Function == ConvertFunctions.EpochMilliseconds && now.Function == TimeFunctions.Now;

    static long? Computed(BinaryOperator op, long left, long right) => op switch
    {
        BinaryOperator.Add => unchecked(left + right),
        BinaryOperator.Subtract => unchecked(left - right),
        BinaryOperator.Multiply => unchecked(left * right),
        _ => null,
    };

    // As in Java, the remainder has the sign of the dividend; the plan's modulo is never negative.
    Expression Remainder(BinarySyntax binary)
    {
        var (left, right) = Operands.SameNumber(Numeric(binary.Left), Numeric(binary.Right));
        return left.Type == ScalarType.Real
            ? NumberFunctions.Modulo.Call(left, right)
            : NumberFunctions.Subtract.Call(left, NumberFunctions.Multiply.Call(right, NumberFunctions.Divide.Call(left, right)));
    }

    Expression Compare(BinaryOperator op, Expression left, Expression right, SourceSpan at)
    {
        var ordered = op is not (BinaryOperator.Equal or BinaryOperator.NotEqual);
        if (ordered && Operands.IsNumber(left) != Operands.IsNumber(right) && !Operands.IsNull(left) && !Operands.IsNull(right))
        {
            Diagnostics.Add(Messages.AqlComparedAsText(at, IsTimeText(left) || IsTimeText(right)));
        }

        (left, right) = Operands.Same(left, right);
        return Comparison(op).Call(left, right);
    }

    // starttime > '2026-01-05': a time, not a number in quotes.
    static bool IsTimeText(Expression value) => value is Constant { Value: string { Length: >= 10 } text } && char.IsAsciiDigit(text[0]) && text[4] is '-' or '/';

    static Function Comparison(BinaryOperator op) => op switch
    {
        BinaryOperator.Equal => CompareFunctions.Equal,
        BinaryOperator.NotEqual => CompareFunctions.NotEqual,
        BinaryOperator.Less => CompareFunctions.Less,
        BinaryOperator.LessOrEqual => CompareFunctions.LessOrEqual,
        BinaryOperator.Greater => CompareFunctions.Greater,
        _ => CompareFunctions.GreaterOrEqual,
    };

    Expression Between(BetweenSyntax between)
    {
        var operand = Comparable(between.Operand);
        return Negate(
            LogicFunctions.And.Call(
                Compare(BinaryOperator.GreaterOrEqual, operand, Comparable(between.Low), between.Span),
                Compare(BinaryOperator.LessOrEqual, operand, Comparable(between.High), between.Span)),
            between.Negated);
    }

    Expression InList(InListSyntax list)
    {
        var operand = Comparable(list.Operand);
        var values = list.Values.Select(AsValue).ToArray();
        var same = Operands.Same([operand, .. values]);
        return Negate(CompareFunctions.EqualAny.Call(same), list.Negated);
    }

    // What stands behind an operator is a value more often than a column: "admin" may be meant as 'admin'.
    Expression AsValue(ExpressionSyntax syntax)
    {
        _valueExpected = syntax as NameSyntax;
        var value = Comparable(syntax);
        _valueExpected = null;
        return value;
    }

    /// <summary>A value that can be compared: everything but bytes.</summary>
    Expression Comparable(ExpressionSyntax syntax)
    {
        var value = Bind(syntax);
        return _state.IsBytes(value) ? NoBytes(syntax.Span) : value;
    }

    /// <summary>A number; text that holds one counts, as custom properties are text unless they say otherwise.</summary>
    internal Expression Numeric(ExpressionSyntax syntax)
    {
        var value = Bind(syntax);
        if (_state.IsBytes(value))
        {
            Diagnostics.Add(Messages.AqlWrongArgument(syntax.Span, "byte[]", "Number"));
            return Constant.Null(ScalarType.Long);
        }

        return value.Type switch
        {
            ScalarType.Int or ScalarType.Long or ScalarType.Real => value,
            ScalarType.Bool => ToLong(value),
            _ => ToReal(value),
        };
    }

    Expression NoBytes(SourceSpan at)
    {
        Diagnostics.Add(Messages.AqlWrongArgument(at, "byte[]", "String", "write UTF8(payload)"));
        return Nothing;
    }

    internal static Expression ToLong(Expression value) => Operands.To(value, ScalarType.Long);

    internal static Expression ToReal(Expression value) => Operands.To(value, ScalarType.Real);
}
